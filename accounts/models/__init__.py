"""What the portal keeps about an account beside Django's user."""

from .held import HeldSubmission
from .profile import Profile

__all__ = ["HeldSubmission", "Profile"]
