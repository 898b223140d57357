"""Files of drafts: read by those who may see the draft, and by nobody else."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.http import Http404
from wagtail import hooks
from wagtail.models import Page, ReferenceIndex
from wagtail.permissions import policy_registry


@hooks.register("before_serve_document")
def keep_files_of_drafts(document, request):
    # The visitor is asked for only where the answer depends on it: public files are stored.
    if not is_public(document) and not _may_see(request.user, document):
        raise Http404


def is_public(document) -> bool:
    """Whether something public shows or offers *document*."""
    places = ReferenceIndex.get_references_to(document).values_list(
        "base_content_type_id", "object_id"
    )
    kinds: dict[int, set[str]] = {}
    for kind, key in places.distinct():
        kinds.setdefault(kind, set()).add(key)
    return any(
        _any_is_live(ContentType.objects.get_for_id(kind).model_class(), keys)
        for kind, keys in kinds.items()
    )


def _any_is_live(model: type[Model] | None, keys: set[str]) -> bool:
    if model is None:
        return False
    objects = model._default_manager.filter(pk__in=keys)
    has_drafts = issubclass(model, Page) or any(
        field.name == "live" for field in model._meta.get_fields()
    )
    return (objects.filter(live=True) if has_drafts else objects).exists()


def _may_see(user, document) -> bool:
    if not user.is_authenticated:
        return False
    policy = policy_registry.get_by_type(type(document))
    return policy.user_has_permission_for_instance(user, "choose", document)
