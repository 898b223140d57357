"""Who may open the screens of this app in the admin, one by one; see `departments.gate`."""

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404

from content.models import StandardContent
from departments.gate import Asked, Rule, admit, anywhere, staff
from departments.rights import Area, may

from .deciding import is_in_charge
from .models import RoleTaskState


def sees_step(asked: Asked) -> bool:
    step = _step(asked)
    return takes_part(asked, step) or may(asked.user, Area.CONTENT, "view", step.unit_id)


def acts_on_step(asked: Asked) -> bool:
    step = _step(asked)
    return takes_part(asked, step) or may(asked.user, Area.CONTENT, "publish", step.unit_id)


def takes_part(asked: Asked, step: RoleTaskState) -> bool:
    """Whoever asked for the review, and whose turn the step is."""
    return step.workflow_state.requested_by_id == asked.user.pk or is_in_charge(asked.user, step)


def on_draft(action: str):
    def check(asked: Asked) -> bool:
        draft = _draft(asked)
        return may(asked.user, Area.CONTENT, action, draft.owner_unit_id)

    return check


def _step(asked: Asked) -> RoleTaskState:
    steps = RoleTaskState.objects.select_related("workflow_state")
    try:
        return steps.get(pk=asked.kwarg("pk"))
    except RoleTaskState.DoesNotExist as error:
        raise Http404 from error


def _draft(asked: Asked) -> StandardContent:
    try:
        kind = ContentType.objects.get_for_id(asked.kwarg("content_type_id"))
        model = kind.model_class()
        if model is None or not issubclass(model, StandardContent):
            raise Http404
        return model._default_manager.get(pk=asked.kwarg("object_id"))
    except ObjectDoesNotExist as error:
        raise Http404 from error


def admit_all() -> None:
    admit("editorial_inbox", Rule(reads=staff))
    admit("editorial_unit_work", Rule(reads=anywhere(Area.CONTENT, "publish")))
    admit("editorial_step", Rule(reads=sees_step, writes=acts_on_step))
    admit("editorial_experts", Rule(reads=on_draft("view"), writes=on_draft("change")))
