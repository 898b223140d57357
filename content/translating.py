"""The rule of two people in the editor of translations, which publishes in nobody's name."""

from django.db.models import Q
from wagtail.models import TranslatableMixin
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation


def translated(user, instance) -> bool:
    """Whether *user* translated anything of *instance* since it was last published."""
    if not isinstance(instance, TranslatableMixin):
        return False
    translation = Translation.objects.filter(
        source__object_id=instance.translation_key, target_locale=instance.locale_id, enabled=True
    ).first()
    if translation is None:
        return False
    unapproved = Q(last_translated_by=user, locale=translation.target_locale)
    if instance.live and instance.last_published_at:
        unapproved &= Q(updated_at__gt=instance.last_published_at)
    strings = translation.source.stringsegment_set.values("string")
    of_source = Q(translation_of__in=strings)
    segments = SegmentOverride.objects.filter(
        context__in=translation.source.overridablesegment_set.values("context")
    )
    return (
        StringTranslation.objects.filter(unapproved & of_source).exists()
        or segments.filter(unapproved).exists()
    )
