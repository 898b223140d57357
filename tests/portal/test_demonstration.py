"""The demonstration's people find work in their inboxes, made once and through the real steps."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import TaskState

from accounts.models import AccountRequest
from audit.models import AuditEvent
from departments.models import Appointment
from departments.roles import Role
from editorial.inbox import Inbox
from editorial.models import RoleTaskState
from legal_library.models import ErrorReport
from news.models import NewsPage
from portal.demonstration import JUSTICE, NEWS, QUESTION
from qa.models import Question

pytestmark = pytest.mark.django_db


@pytest.fixture
def sign_people_up(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    call_command("load_topics", verbosity=0)
    call_command("load_samples", verbosity=0)
    return lambda: call_command("demo_login", stdout=StringIO())


def waiting(role: Role, unit: str | None) -> dict[str, str]:
    """What stands in the person's inbox, and of which unit it is."""
    held = Appointment.objects.open().get(role=role, unit__code=unit)
    return {entry.title: str(entry.unit) for entry in Inbox(held.user).entries(first=20)}


def made() -> list[int]:
    models = (NewsPage, Question, AccountRequest, ErrorReport, RoleTaskState, AuditEvent)
    return [model.objects.count() for model in models]


def test_every_inbox_has_its_work_once(sign_people_up):
    sign_people_up()
    submitted, checked, returned = (item["title"] for item in NEWS)
    assert submitted in waiting(Role.CHECKER, JUSTICE)
    assert checked in waiting(Role.LEADER, JUSTICE)
    assert returned in waiting(Role.DRAFTER, JUSTICE)
    assert "Xã Lạc Thượng" in waiting(Role.SYSTEM_ADMIN, None).values()
    assert "12/2025/NQ-HĐND: khoản 1 Điều 3" in waiting(Role.EDITOR, None)
    assert not Question.objects.get(title=QUESTION["title"]).live
    report = ErrorReport.objects.get()
    assert (report.place, report.handled_at) == ("khoản 1 Điều 3", None)
    approval = RoleTaskState.objects.waiting().get(role=Role.LEADER)
    assert approval.due_on >= timezone.localdate()
    back = RoleTaskState.objects.get(status=TaskState.STATUS_REJECTED)
    assert back.comment

    # Presenters go on with it; the next start makes nothing of it anew.
    leader = Appointment.objects.open().get(role=Role.LEADER, unit__code=JUSTICE).user
    approval.approve(user=leader)
    before = made()
    sign_people_up()
    assert made() == before


def test_without_the_sample_province_nothing_is_made(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    call_command("demo_login", stdout=StringIO())
    assert not NewsPage.objects.exists()
    assert not AccountRequest.objects.exists()
