"""Tells the log whose business a thing is, and about which units a person may read."""

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.registration import Scope, register_scope, register_units, register_words

from .models import Appointment, Unit, UnitEvent
from .policies import governing
from .rights import Area, units_where
from .roles import Role

# What happens to the row of a unit beside the events of its life.
CHANGES = {
    "added": _("thêm đơn vị"),
    "contacts": _("liên hệ"),
    "correction": _("sửa sai sót"),
}


def unit_concerned(instance) -> Unit | None:
    """The unit that owns *instance*; of an account, the one in which its first role is held."""
    if isinstance(instance, Unit):
        return instance
    if isinstance(instance, get_user_model()):
        held = Appointment.objects.held_on(timezone.localdate()).filter(user=instance)
        first = held.exclude(unit=None).select_related("unit").order_by("pk").first()
        return first.unit if first else None
    for name in ("owner_unit", "unit"):
        if isinstance(unit := getattr(instance, name, None), Unit):
            return unit
    if (policy := governing(type(instance))) and instance.pk:
        return Unit.objects.filter(pk=policy.unit_id_of(instance)).first()
    if collection_id := getattr(instance, "collection_id", None):
        return Unit.objects.filter(section__collection=collection_id).first()
    return None


def readable_units(user) -> Scope:
    """The codes of the units whose log *user* may read; None is the whole province."""
    units = units_where(user, Area.AUDIT, "view")
    if units is None:
        return None
    return frozenset(Unit.objects.filter(pk__in=units).values_list("code", flat=True))


def connect() -> None:
    register_units(unit_concerned)
    register_scope(readable_units)
    register_words("role", dict(Role.choices))
    register_words("kind", dict(Unit.Kind.choices) | dict(UnitEvent.Kind.choices) | CHANGES)
    register_words("what", {"completeness": _("mức độ đầy đủ")})
