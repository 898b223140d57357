"""Who must prove twice who they are, and whether they have."""

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings

from departments.rights import holdings


def is_guarded(user) -> bool:
    """Whether *user* may publish or administer anything."""
    return user.is_superuser or any(held.role.needs_second_factor for held in holdings(user))


def has_second_factor(user) -> bool:
    return main_factors(user).exists()


def main_factors(user):
    """What *user* can prove themselves with; recovery codes only stand in for these."""
    return Authenticator.objects.filter(user_id=user.pk).exclude(
        type=Authenticator.Type.RECOVERY_CODES
    )


def lacks_second_factor(request) -> bool:
    """Whether this session needs a second factor and was begun without one."""
    if not settings.REQUIRE_SECOND_FACTOR or was_used(request):
        return False
    return is_guarded(request.user)


def lacks_required_factor(user) -> bool:
    """Whether the roles of *user* need a second factor that has not been set up."""
    return settings.REQUIRE_SECOND_FACTOR and is_guarded(user) and not has_second_factor(user)


def was_used(request) -> bool:
    """Whether a second factor was shown in this session, when signing in or setting it up."""
    records = get_authentication_records(request, request.user)
    return any(step["method"] == "mfa" for step in records)


def may_remove(authenticator) -> bool:
    """The last factor of somebody who publishes or administers stays."""
    if not settings.REQUIRE_SECOND_FACTOR or not is_guarded(authenticator.user):
        return True
    return main_factors(authenticator.user).exclude(pk=authenticator.pk).exists()
