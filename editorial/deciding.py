"""Who may take a step of the workflow, and in what words it is refused.

Those who hold the step's role in the unit of the draft decide. When nobody there can (they
left, or they wrote the draft themselves), a check falls to the unit's leaders, and either step
to the editors of the province, who also decide on what belongs to no unit. Nobody, not even a
superuser, approves what they wrote.
"""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from content.two_people import SamePersonError, wrote
from departments.rights import holdings
from departments.roles import Role

SHORTEST_REASON = 10


class NotYourTurnError(PermissionDenied):
    def __init__(self):
        super().__init__(_("Bước này do người khác quyết định."))


class AlreadyDecidedError(PermissionDenied):
    def __init__(self):
        super().__init__(_("Bước này đã có người quyết định rồi. Không có gì thay đổi thêm."))


class ReasonMissingError(PermissionDenied):
    def __init__(self):
        super().__init__(
            _("Hãy ghi lý do trả lại, ít nhất %d ký tự, để người soạn biết phải sửa gì.")
            % SHORTEST_REASON
        )


def may_decide(user, state, *, may_have_written: bool = False) -> bool:
    """Whether *user* may take the step *state*.

    With *may_have_written*, whether they may at least return the draft: a reviewer who mended
    something may, whoever submitted it takes it back instead.
    """
    if not is_in_charge(user, state):
        return False
    if may_have_written:
        return state.workflow_state.requested_by_id != user.pk
    return not wrote(user, state.workflow_state.content_object)


def is_in_charge(user, state) -> bool:
    """Whether *user* holds the step, leaving aside who wrote the draft."""
    if not user or not user.is_authenticated or not user.is_active:
        return False
    if user.is_superuser:
        return True
    held = holdings(user)
    if any(holding.role == state.role and holding.unit_id == state.unit_id for holding in held):
        return True
    is_editor = any(holding.role == Role.EDITOR for holding in held)
    if state.unit_id is None:
        return is_editor
    leads = state.role == Role.CHECKER and any(
        holding.role == Role.LEADER and holding.unit_id == state.unit_id for holding in held
    )
    return (is_editor or leads) and not state.deciders().exists()


def check_may_decide(user, state, *, may_have_written: bool = False) -> None:
    """Raise, in words, when *user* may not take the step."""
    if may_decide(user, state, may_have_written=may_have_written):
        return
    if is_in_charge(user, state):
        raise SamePersonError
    raise NotYourTurnError


def check_reason(reason: str) -> None:
    """Raise when *reason* says nothing."""
    if len((reason or "").strip()) < SHORTEST_REASON:
        raise ReasonMissingError
