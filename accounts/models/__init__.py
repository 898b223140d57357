"""What the portal keeps about an account beside Django's user."""

from .held import HeldSubmission
from .profile import Profile
from .requests import AccountRequest, RequestedAccount
from .reviews import ReviewedRole, RightsReview
from .sent_forms import SentForm

__all__ = [
    "AccountRequest",
    "HeldSubmission",
    "Profile",
    "RequestedAccount",
    "ReviewedRole",
    "RightsReview",
    "SentForm",
]
