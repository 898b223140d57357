"""The kinds of rules: who may enter, by area and unit, by page, by object."""

from dataclasses import dataclass

from django.contrib.admin.utils import unquote
from django.db.models import Model
from django.http import Http404
from wagtail.models import TaskState, WorkflowState

from ..policies import (
    UnitPagePermissionTester,
    UnitPermissionPolicy,
    governing,
    is_visible,
    read_only,
)
from ..rights import Area, has_right, may
from .asking import Asked, Check, found_page


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may open an address, and who may change something through it; None is nobody."""

    reads: Check | None
    writes: Check | None = None
    is_open: bool = False  # also to those who have not signed in or hold no role
    is_own: bool = False  # concerns nobody but the person: theirs even when they only read

    def lets(self, asked: Asked) -> bool:
        check = self.writes if asked.changes else self.reads
        return check is not None and bool(check(asked))


def both(check: Check) -> Rule:
    return Rule(reads=check, writes=check)


# Anybody


def staff(asked: Asked) -> bool:
    """Everybody who holds a role."""
    return True


def nobody(asked: Asked) -> bool:
    """What the portal does in another way; superusers are let in for repairs."""
    return asked.user.is_superuser


open_to_all = Rule(reads=staff, writes=staff, is_open=True)
own = Rule(reads=staff, writes=staff, is_own=True)


# Areas


def anywhere(area: Area, action: str) -> Check:
    """Whoever may do *action* in at least one place; what is shown is narrowed by the screen."""
    return lambda asked: has_right(asked.user, area, action)


def province(area: Area, action: str) -> Check:
    """Whoever may do *action* in the whole province."""
    return lambda asked: may(asked.user, area, action)


def look(area: Area) -> Check:
    """Whoever may see what is the province's; the screen shows it without letting it change."""

    def check(asked: Asked) -> bool:
        if not may(asked.user, area, "change"):
            read_only(asked.user)
        return may(asked.user, area, "view")

    return check


def every(*checks: Check) -> Check:
    return lambda asked: all(check(asked) for check in checks)


# Pages


def of_page(method: str, *names: str) -> Check:
    """What the tester says of the page in the address: “can_edit”, “can_publish” …"""
    names = names or ("page_id", "parent_page_id", "pk")
    return lambda asked: getattr(tester(asked, asked.page(*names)), method)()


def looks_at_page(asked: Asked) -> bool:
    """Whoever may see the page, public or not, on a screen that only shows."""
    read_only(asked.user)
    key = asked.kwarg("page_id", "pk")
    return tester(asked, found_page(key)).can_view() and _is_about(asked, key)


def tester(asked: Asked, page) -> UnitPagePermissionTester:
    return UnitPagePermissionTester(asked.user, page)


# Objects


def model_of(asked: Asked) -> UnitPermissionPolicy | None:
    """The policy of the model of a generic screen; None when nobody governs it."""
    return governing(asked.model) if asked.model else None


def of_type(action: str) -> Check:
    """Whoever may do *action* with some object of the screen's model."""
    return lambda asked: model_of(asked).user_has_permission(asked.user, action)


def of_instance(action: str) -> Check:
    """Whoever may do *action* with the very object in the address."""

    def check(asked: Asked) -> bool:
        key = _key(asked)
        return model_of(asked).permits(asked.user, action, key) and _is_about(asked, key)

    return check


def looks_at_instance(asked: Asked) -> bool:
    """Whoever may see the object, on a screen that only shows."""
    key = _key(asked)
    policy = model_of(asked)
    if not policy.permits(asked.user, "change", key):
        read_only(asked.user)
    return policy.permits(asked.user, "view", key) and _is_about(asked, key)


def looks_at_type(asked: Asked) -> bool:
    policy = model_of(asked)
    if not policy.user_has_permission(asked.user, "change"):
        read_only(asked.user)
    return policy.user_has_permission(asked.user, "view")


def opens_form(asked: Asked) -> bool:
    """The form of an object: to change it, or only to see it where there is no other screen.

    Editorial content has screens of its own for that, and its editor marks who is at work.
    """
    if model_of(asked).area is Area.CONTENT:
        return of_instance("change")(asked)
    return looks_at_instance(asked)


def unlocks(asked: Asked) -> bool:
    """Whoever may unlock, and who locked it."""
    key = _key(asked)
    policy = model_of(asked)
    if policy.permits(asked.user, "unlock", key):
        return True
    locked = policy.model._default_manager.filter(pk=key, locked_by=asked.user.pk)
    return locked.exists() and policy.permits(asked.user, "view", key)


def chooses(asked: Asked) -> bool:
    """Shared words, units and content are chosen by everybody who writes; see `is_visible`."""
    policy = model_of(asked)
    shared = {Area.CONTENT, Area.VOCABULARY, Area.UNITS}
    return policy.area in shared or policy.user_has_permission(asked.user, "view")


def chose(asked: Asked) -> bool:
    """Only what the chooser would have shown."""
    keys = asked.chosen_keys() if _key(asked) is None else [_key(asked)]
    if not chooses(asked):
        return False
    objects = {str(found.pk): found for found in _objects(asked.model, keys)}
    return all(is_visible(asked.user, objects[key]) for key in map(str, keys) if key in objects)


def of_object(
    model: type[Model], area: Area, action: str, unit: str = "owner_unit", key: str = "pk"
) -> Check:
    """For a screen that is not generic: *model*'s object with the key that the address gives."""
    policy = UnitPermissionPolicy(model, area, unit)
    return lambda asked: policy.permits(asked.user, action, asked.kwarg(key))


def _key(asked: Asked):
    key = asked.kwarg("pk", "object_id")
    return unquote(str(key)) if key is not None else None


def _objects(model: type[Model], keys: list[str]) -> list[Model]:
    try:
        return list(model._default_manager.filter(pk__in=keys))
    except (ValueError, TypeError) as error:
        raise Http404 from error


def _is_about(asked: Asked, key) -> bool:
    """Whether the step or the round of a workflow in the address is one of this very object."""
    if (step := asked.kwarg("task_state_id")) is not None:
        states = TaskState.objects.filter(pk=step).values_list(
            "workflow_state__object_id", "workflow_state__base_content_type__model"
        )
    elif (state := asked.kwarg("workflow_state_id")) is not None:
        states = WorkflowState.objects.filter(pk=state).values_list(
            "object_id", "base_content_type__model"
        )
    else:
        return True
    model = asked.model._meta.model_name if asked.model else "page"
    return all(found == (str(key), model) for found in states)
