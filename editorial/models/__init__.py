"""Steps of the workflow, their deadlines, expert reviews, and who wants which mail."""

from .deadlines import SpecialDay, StepDeadline
from .experts import ExpertComment, ExpertInvitation
from .mail import DigestDelivery, MailPreference
from .steps import RoleApprovalTask, RoleTaskState

__all__ = [
    "DigestDelivery",
    "ExpertComment",
    "ExpertInvitation",
    "MailPreference",
    "RoleApprovalTask",
    "RoleTaskState",
    "SpecialDay",
    "StepDeadline",
]
