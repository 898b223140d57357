"""The rules of images and files, whose policy goes by folders."""

from django.http import Http404
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry

from ..policies import read_only
from ..rights import Area, has_right
from .asking import Asked
from .rules import Rule, both, staff

FILES = {"image": get_image_model, "document": get_document_model}


def files(namespace: str, kind: str) -> dict[str, Rule]:
    """The rules of the screens that Wagtail has for images and for documents alike."""
    add = both(of_files(kind, "add"))
    change = both(of_files(kind, "change"))
    delete = both(of_files(kind, "delete"))
    listed = Rule(reads=lists_files(kind))
    chosen = Rule(reads=of_files(kind, "choose"))
    return {
        f"{namespace}:index": listed,
        f"{namespace}:index_results": listed,
        f"{namespace}:{kind}_usage": Rule(reads=looks_at_files(kind)),
        f"{namespace}:add": add,
        f"{namespace}:add_multiple": add,
        f"{namespace}:create_multiple_from_uploaded_{kind}": add,
        f"{namespace}:delete_upload_multiple": add,
        f"{namespace}:edit": change,
        f"{namespace}:edit_multiple": change,
        f"{namespace}:delete": delete,
        f"{namespace}:delete_multiple": delete,
        f"{namespace}_chooser:choose": Rule(reads=staff),
        f"{namespace}_chooser:choose_results": Rule(reads=staff),
        f"{namespace}_chooser:chosen": chosen,
        f"{namespace}_chooser:chosen_multiple": chosen,
        f"{namespace}_chooser:create": add,
    }


def of_files(kind: str, action: str):
    """Whoever may do *action* with the very file, or with some file where none is named."""

    def check(asked: Asked) -> bool:
        policy = _file_policy(kind)
        key = asked.kwarg("pk", "image_id", "document_id", "doc_id")
        if key is None:
            keys = asked.chosen_keys()
            if keys and not all(permits(policy, asked, action, each) for each in keys):
                return False
            return policy.user_has_permission(asked.user, action)
        return permits(policy, asked, action, key)

    return check


def looks_at_files(kind: str):
    """Whoever may choose it, on a screen that only shows."""

    def check(asked: Asked) -> bool:
        read_only(asked.user)
        return of_files(kind, "choose")(asked)

    return check


def lists_files(kind: str):
    def check(asked: Asked) -> bool:
        policy = _file_policy(kind)
        if not has_right(asked.user, Area.CONTENT, "change"):
            read_only(asked.user)
        return policy.user_has_any_permission(asked.user, {"add", "change", "choose"})

    return check


def _file_policy(kind: str):
    return policy_registry.get_by_type(FILES[kind]())


def policy_of_files(model):
    is_file = model in [find() for find in FILES.values()]
    return policy_registry.get_by_type(model) if is_file else None


def permits(policy, asked: Asked, action: str, key) -> bool:
    try:
        found = policy.model._default_manager.select_related("collection").get(pk=key)
    except (policy.model.DoesNotExist, ValueError, TypeError) as error:
        raise Http404 from error
    return policy.user_has_permission_for_instance(asked.user, action, found)
