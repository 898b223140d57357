"""Accounts that nobody uses."""

from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from accounts.closing import reopen_account
from accounts.idle import close_idle_accounts
from accounts.models import HeldSubmission, Profile, SentForm
from accounts.rules import rules_on
from audit.models import Action, AuditEvent
from departments.roles import Role
from tests.factories.accounts import UserFactory

from .conftest import is_in

User = get_user_model()
pytestmark = pytest.mark.django_db


def unused(person, days):
    moment = timezone.now() - timedelta(days=days, minutes=1)
    Profile.objects.filter(user=person).update(last_active_at=moment)


@pytest.mark.parametrize(("days", "is_open"), [(44, True), (45, False), (300, False)])
def test_after_45_days_an_account_is_closed(drafter, sign_in, days, is_open):
    unused(drafter, days)
    close_idle_accounts()
    assert is_in(sign_in("somau_bc").browser) == is_open


def test_closing_is_logged_and_can_be_undone(drafter, sign_in):
    unused(drafter, 50)
    close_idle_accounts()
    assert "45 ngày" in AuditEvent.objects.get(action=Action.ACCOUNT_DISABLED).detail["reason"]
    drafter.refresh_from_db()
    reopen_account(drafter)
    assert close_idle_accounts().closed == []
    assert is_in(sign_in("somau_bc").browser)


def test_an_account_never_used_counts_from_its_making(make_officer):
    person = make_officer()
    person.date_joined = timezone.now() - timedelta(days=46)
    person.save()
    assert close_idle_accounts().closed == ["somau_bc"]


def test_the_owner_is_warned_once_a_week_before(drafter):
    days = {timezone.localdate()}
    unused(drafter, 38)
    assert close_idle_accounts().warned == ["somau_bc"]
    assert close_idle_accounts().warned == []
    (letter,) = mail.outbox
    # Two days where midnight came meanwhile.
    days.add(timezone.localdate())
    closes_on = [day + timedelta(days=7) for day in days]
    assert any(day.strftime("%d/%m/%Y") in letter.body for day in closes_on)
    assert "/tai-khoan/dang-nhap/" in letter.body


def test_signing_in_starts_the_days_anew(drafter, sign_in):
    unused(drafter, 40)
    close_idle_accounts()
    sign_in("somau_bc")
    assert close_idle_accounts().warned == []
    unused(drafter, 39)
    assert close_idle_accounts().warned == ["somau_bc"]


def test_the_last_system_administrator_stays(make_officer):
    last = make_officer(Role.SYSTEM_ADMIN, "ht")
    unused(last, 90)
    assert close_idle_accounts().spared == ["ht"]
    other = make_officer(Role.SYSTEM_ADMIN, "ht_2")
    assert close_idle_accounts().closed == ["ht"]
    unused(other, 90)
    assert close_idle_accounts().closed == []


def test_the_last_of_the_role_stays_although_there_is_a_superuser(make_officer):
    unused(make_officer(Role.SYSTEM_ADMIN, "ht"), 90)
    UserFactory(is_superuser=True)
    assert close_idle_accounts().spared == ["ht"]


def test_a_superuser_who_is_not_the_only_administrator_is_closed_like_others(make_officer):
    make_officer(Role.SYSTEM_ADMIN, "ht")
    superuser = make_officer(username="cuuho")
    User.objects.filter(pk=superuser.pk).update(is_superuser=True)
    unused(superuser, 90)
    assert close_idle_accounts().closed == ["cuuho"]


def test_forms_kept_for_nobody_go_with_the_day(drafter):
    held = HeldSubmission.objects.create(user=drafter, path="/admin/", fields=[["a", "b"]])
    close_idle_accounts()
    assert HeldSubmission.objects.exists()
    HeldSubmission.objects.filter(pk=held.pk).update(held_at=timezone.now() - timedelta(hours=3))
    close_idle_accounts()
    assert not HeldSubmission.objects.exists()


def test_keys_of_forms_sent_long_ago_go_with_the_day():
    old, young = SentForm.objects.create(), SentForm.objects.create()
    SentForm.objects.filter(pk=old.pk).update(sent_at=timezone.now() - timedelta(days=8))
    close_idle_accounts(save=False)
    assert SentForm.objects.count() == 2
    close_idle_accounts()
    assert SentForm.objects.get() == young


def test_a_trial_changes_nothing(drafter):
    unused(drafter, 50)
    out = StringIO()
    call_command("disable_idle_accounts", "--dry-run", stdout=out)
    assert "somau_bc: closed" in out.getvalue()
    drafter.refresh_from_db()
    assert drafter.is_active
    call_command("disable_idle_accounts", stdout=out)
    drafter.refresh_from_db()
    assert not drafter.is_active


def test_rules_hold_from_their_day(settings):
    first = settings.ACCOUNT_RULES[0]
    day = timezone.localdate() + timedelta(days=10)
    settings.ACCOUNT_RULES = [first | {"begins_on": day, "idle_days": 30}, first]
    assert rules_on(day - timedelta(days=1)).idle_days == 45
    assert rules_on(day).idle_days == 30
