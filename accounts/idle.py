"""Closes accounts that nobody uses, after a warning.

The last administrator is warned but never closed: somebody has to be left who can open accounts
again. Accounts that may do everything (superusers) are closed like others.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from .administrators import is_last_administrator
from .closing import close_account
from .mail import post
from .models import HeldSubmission, Profile, SentForm
from .rules import rules_now

User = get_user_model()


@dataclass(slots=True)
class Outcome:
    """Names of the accounts that were closed, warned, or left open although idle."""

    closed: list[str] = field(default_factory=list)
    warned: list[str] = field(default_factory=list)
    spared: list[str] = field(default_factory=list)


def close_idle_accounts(*, save: bool = True) -> Outcome:
    """Close what has not been used for as long as the rules of today allow; warn before.

    Forms that were kept for somebody and never sent again go too, and the keys of forms sent
    long ago.
    """
    now, rules = timezone.now(), rules_now()
    if save:
        HeldSubmission.objects.expired().delete()
        SentForm.objects.expired().delete()
    outcome = Outcome()
    Profile.objects.bulk_create(
        [Profile(user=user) for user in User.objects.filter(is_active=True, profile=None)]
    )
    for profile in Profile.objects.unused_since(now - timedelta(days=rules.idle_days)):
        name = profile.user.get_username()
        with transaction.atomic():
            if is_last_administrator(profile.user):
                outcome.spared.append(name)
                continue
            outcome.closed.append(name)
            if save:
                reason = _("Không sử dụng trong %(days)d ngày.") % {"days": rules.idle_days}
                close_account(profile.user, reason=reason)
    soon = Profile.objects.unused_since(now - timedelta(days=rules.warn_days))
    for profile in soon.filter(idle_warned_at=None).exclude(user__email=""):
        name = profile.user.get_username()
        if name in outcome.closed:
            continue
        outcome.warned.append(name)
        if save:
            warn(profile, rules)
    return outcome


def warn(profile: Profile, rules) -> None:
    """Tell the owner how long the account stays open."""
    since = profile.last_active_at or profile.user.date_joined
    context = {
        "user": profile.user,
        "closes_on": timezone.localdate(since + timedelta(days=rules.idle_days)),
        "idle_days": rules.idle_days,
        "address": f"{settings.WAGTAILADMIN_BASE_URL}/tai-khoan/dang-nhap/",
    }
    body = render_to_string("account/email/idle_warning_message.txt", context)
    post(_("Tài khoản sắp bị khóa vì lâu không dùng"), body, [profile.user.email])
    Profile.objects.filter(pk=profile.pk).update(idle_warned_at=timezone.now())
