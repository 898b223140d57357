"""Summaries by mail: for whom something waits, as often as they chose, once."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command

from departments.models import Appointment
from departments.roles import Role
from departments.staffing import end_appointment
from editorial.digests import send_digests
from editorial.models import DigestDelivery, MailPreference, SpecialDay
from tests.factories.departments import UnitFactory
from tests.factories.editorial import person, submitted
from tests.factories.qa import QuestionFactory

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)
Frequency = MailPreference.Frequency


class RefusesOneAddress(EmailBackend):
    """A mail server that takes every address but one."""

    def send_messages(self, messages):
        if any("hong@example.invalid" in message.to for message in messages):
            raise ConnectionRefusedError("no such mailbox")
        return super().send_messages(messages)


@pytest.fixture
def unit():
    return UnitFactory()


@pytest.fixture
def drafter(unit):
    return person(Role.DRAFTER, unit)


@pytest.fixture
def checker(unit):
    checker = person(Role.CHECKER, unit)
    Appointment.objects.update(begins_on=date(2020, 1, 1))
    return checker


@pytest.fixture
def waiting(unit, drafter, checker):
    question = QuestionFactory(owner_unit=unit, live=False, title="Ai được hỗ trợ?")
    step = submitted(question, drafter)
    mail.outbox.clear()
    return step


def sent(day=MONDAY) -> list[str]:
    return [sending.user.username for sending in send_digests(day) if sending.was_sent]


def test_it_goes_to_those_for_whom_something_waits(waiting, checker, drafter):
    assert sent() == [checker.username]  # what the drafter submitted waits for somebody else
    (message,) = mail.outbox
    assert message.subject == "1 việc chờ bạn"
    assert "Cần kiểm tra: 1" in message.body
    assert "Ai được hỗ trợ?" in message.body
    assert "Bản thảo" not in message.body
    (html, kind) = message.alternatives[0]
    assert kind == "text/html"
    assert "Cần kiểm tra" in html


def test_run_again_it_sends_nothing_twice(waiting, checker):
    assert sent()
    assert sent() == []
    assert len(mail.outbox) == 1
    assert sent(MONDAY + timedelta(days=1)) == [checker.username]


def test_nothing_waits_nothing_is_sent(checker):
    assert sent() == []
    assert not DigestDelivery.objects.exists()


@pytest.mark.parametrize(
    ("frequency", "days"),
    [(Frequency.DAILY, 5), (Frequency.WEEKLY, 1), (Frequency.NEVER, 0)],
)
def test_as_often_as_somebody_chose(waiting, checker, frequency, days):
    MailPreference.objects.create(user=checker, digest=frequency)
    week = [MONDAY + timedelta(days=number) for number in range(7)]
    assert [bool(sent(day)) for day in week].count(True) == days


def test_a_weekly_summary_makes_up_for_a_missed_monday(waiting, checker):
    MailPreference.objects.create(user=checker, digest=Frequency.WEEKLY)
    assert sent(MONDAY + timedelta(days=2))


def test_holidays_are_left_alone_and_worked_weekends_are_not(waiting):
    SpecialDay.objects.create(day=MONDAY, name="Ngày nghỉ mẫu")
    saturday = MONDAY + timedelta(days=5)
    SpecialDay.objects.create(day=saturday, name="Làm bù", is_working_day=True)
    assert sent() == []
    assert sent(saturday)


@pytest.mark.parametrize("how", ["left", "disabled", "no address"])
def test_who_is_gone_or_has_no_address_gets_none(waiting, checker, how):
    if how == "left":
        end_appointment(Appointment.objects.get(user=checker), ends_on=MONDAY)
    checker.is_active = how != "disabled"
    checker.email = "" if how == "no address" else checker.email
    checker.save()
    assert sent() == []


def test_one_failing_address_stops_nobody_and_is_tried_again(
    waiting, checker, unit, settings, monkeypatch
):
    settings.EMAIL_BACKEND = f"{__name__}.RefusesOneAddress"
    monkeypatch.setattr("editorial.digests.timezone.localdate", lambda: MONDAY)
    broken = person(Role.CHECKER, unit, email="hong@example.invalid")
    Appointment.objects.update(begins_on=date(2020, 1, 1))
    errors, output = StringIO(), StringIO()
    with pytest.raises(CommandError):
        call_command("send_digests", stdout=output, stderr=errors)
    assert broken.username in errors.getvalue()
    assert f"{checker.username}: 1 waiting" in output.getvalue()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox.clear()
    call_command("send_digests", stdout=output)
    assert [message.to for message in mail.outbox] == [["hong@example.invalid"]]


def test_a_dry_run_sends_and_records_nothing(waiting, checker, monkeypatch):
    monkeypatch.setattr("editorial.digests.timezone.localdate", lambda: MONDAY)
    output = StringIO()
    call_command("send_digests", dry_run=True, stdout=output)
    assert checker.username in output.getvalue()
    assert not mail.outbox
    assert not DigestDelivery.objects.exists()
