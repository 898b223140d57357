"""Closes accounts and opens them again."""

from django.db import transaction
from django.utils import timezone

from audit.models import Action
from audit.recording import record

from .models import Profile
from .sessions import end_sessions


@transaction.atomic
def close_account(user, *, by=None, reason: str = "", network: str = "") -> bool:
    """Let nobody sign in with *user* any more, at once; False when it was closed already."""
    if not user.is_active:
        return False
    user.is_active = False
    user.save(update_fields=["is_active"])
    profile = Profile.objects.of(user)
    profile.disabled_at = timezone.now()
    profile.disabled_reason = reason
    profile.save(update_fields=["disabled_at", "disabled_reason"])
    record(Action.ACCOUNT_DISABLED, actor=by, instance=user, network=network, reason=reason)
    end_sessions(user, by=by, network=network, reason=reason)
    return True


@transaction.atomic
def reopen_account(user, *, by=None, reason: str = "", network: str = "") -> bool:
    """Let *user* sign in again; the days without use are counted from now."""
    if user.is_active:
        return False
    user.is_active = True
    user.save(update_fields=["is_active"])
    profile = Profile.objects.of(user)
    profile.disabled_at = None
    profile.disabled_reason = ""
    profile.last_active_at = timezone.now()
    profile.idle_warned_at = None
    profile.save(
        update_fields=["disabled_at", "disabled_reason", "last_active_at", "idle_warned_at"]
    )
    record(Action.ACCOUNT_ENABLED, actor=by, instance=user, network=network, reason=reason)
    return True
