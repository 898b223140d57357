"""One step on its own page and in the editor: decide once, hand over, take back, in words."""

import json
from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import WorkflowState

from audit.models import Action, AuditEvent
from departments.roles import Role
from departments.staffing import appoint
from editorial.models import RoleTaskState
from qa.models import Question
from tests.factories.departments import UnitFactory
from tests.factories.editorial import drafted, person, step_of, submitted
from tests.factories.qa import QuestionFactory

pytestmark = pytest.mark.django_db
REASON = "Thiếu căn cứ pháp lý ở đoạn hai."


@pytest.fixture
def unit():
    return UnitFactory(name="Sở Mẫu A")


@pytest.fixture
def people(unit):
    return {role: person(role, unit) for role in (Role.DRAFTER, Role.CHECKER, Role.LEADER)}


@pytest.fixture
def question(unit):
    return QuestionFactory(owner_unit=unit, live=False, title="Ai được hỗ trợ?")


@pytest.fixture
def step(question, people):
    return submitted(question, people[Role.DRAFTER])


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def url(step) -> str:
    return reverse("editorial_step", args=[step.pk])


def decide(client, step, what="approve", **fields):
    seen = {"seen_step": step.pk, "seen_revision": step.revision_id}
    return client.post(url(step), {"viec": what, **seen, **fields}, follow=True)


def text(answer) -> str:
    return answer.content.decode()


class TestDeciding:
    def test_the_draft_is_read_and_approved(self, step, people, question):
        client = signed_in(people[Role.CHECKER])
        page = client.get(url(step))
        assert "Bản thảo" in text(page)
        assert "Chấp thuận, chuyển lãnh đạo" in text(page)
        answer = decide(client, step, comment="Đủ căn cứ.")
        assert "Đã chấp thuận" in text(answer)
        leader = signed_in(people[Role.LEADER])
        last = step_of(question)
        assert "Đủ căn cứ." in text(leader.get(url(last)))
        assert "Đã chấp thuận và đăng" in text(decide(leader, last))
        question.refresh_from_db()
        assert question.live

    def test_a_second_click_is_answered_in_words(self, step, people, question):
        client = signed_in(people[Role.CHECKER])
        decide(client, step)
        answer = decide(client, step)
        assert "đã chấp thuận bước này" in text(answer)
        assert "Không có gì thay đổi thêm" in text(answer)
        assert step_of(question).role == Role.LEADER

    def test_a_draft_that_changed_meanwhile_has_to_be_read_again(self, step, people, question):
        drafted(question, people[Role.CHECKER], "Sửa sau khi mở")
        answer = decide(signed_in(people[Role.CHECKER]), step)
        assert "Bản thảo vừa có thay đổi" in text(answer)
        assert step_of(question).pk == step.pk

    def test_a_return_needs_a_reason(self, step, people, question):
        answer = decide(signed_in(people[Role.CHECKER]), step, "reject", comment="ngắn")
        assert "Lý do quá ngắn" in text(answer)
        assert step_of(question).pk == step.pk

    def test_the_reason_stands_above_the_drafters_editor(self, step, people, question):
        answer = decide(signed_in(people[Role.CHECKER]), step, "reject", comment=REASON)
        assert "Đã trả lại" in text(answer)
        drafter = signed_in(people[Role.DRAFTER])
        edit = reverse(Question.snippet_viewset.get_url_name("edit"), args=[question.pk])
        assert REASON in text(drafter.get(edit))
        assert REASON in text(drafter.get(reverse("editorial_inbox")))
        assert REASON in text(drafter.get(url(step)))

    def test_a_writer_is_told_why_they_cannot_approve(self, people, question):
        step = submitted(question, people[Role.LEADER])
        step.approve(user=people[Role.CHECKER])
        last = step_of(question)
        client = signed_in(people[Role.LEADER])
        assert "Chấp thuận và đăng" not in text(client.get(url(last)))
        assert "không tự duyệt" in text(decide(client, last))
        assert step_of(question).pk == last.pk

    @pytest.mark.parametrize("role", [Role.LEADER, Role.CHECKER, Role.DRAFTER])
    def test_strangers_see_nothing(self, step, role):
        client = signed_in(person(role, UnitFactory()))
        assert client.get(url(step)).status_code == 403
        assert decide(client, step).status_code == 403

    def test_a_step_that_is_not_there(self, people):
        answer = signed_in(people[Role.LEADER]).get(reverse("editorial_step", args=[10**9]))
        assert answer.status_code == 404

    def test_queries_are_few(self, step, people, django_assert_max_num_queries):
        client = signed_in(people[Role.CHECKER])
        client.get(url(step))
        with django_assert_max_num_queries(25):
            client.get(url(step))


class TestEditor:
    """Wagtail's own buttons take the same way."""

    def edit_url(self, question):
        return reverse(Question.snippet_viewset.get_url_name("edit"), args=[question.pk])

    def test_its_buttons_speak_vietnamese(self, step, people, question):
        page = text(signed_in(people[Role.CHECKER]).get(self.edit_url(question)))
        for words in ("Chấp thuận", "Trả lại", "Mời chuyên gia góp ý", "Xem bước duyệt"):
            assert words in page

    def test_the_drafter_submits_and_takes_back(self, people, question):
        drafted(question, people[Role.DRAFTER])
        page = text(signed_in(people[Role.DRAFTER]).get(self.edit_url(question)))
        assert "Gửi duyệt" in page
        step = submitted(question, people[Role.DRAFTER])
        page = text(signed_in(people[Role.DRAFTER]).get(self.edit_url(question)))
        assert "Rút lại" in page
        assert step_of(question).pk == step.pk

    def test_a_stale_decision_changes_nothing(self, step, people, question):
        stale = {
            "action-workflow-action": "true",
            "workflow-action-name": "approve",
            "workflow-action-extra-data": json.dumps({"comment": "", "seen_step": step.pk}),
        }
        both = people[Role.CHECKER]
        appoint(both, Role.LEADER, question.owner_unit)
        step.approve(user=both)
        answer = signed_in(both).post(self.edit_url(question), stale, follow=True)
        assert "Không có gì thay đổi thêm" in text(answer)
        assert step_of(question).role == Role.LEADER

    def test_a_return_without_a_reason_is_refused_in_words(self, step, people, question):
        forged = {
            "action-workflow-action": "true",
            "workflow-action-name": "reject",
            "workflow-action-extra-data": "{}",
        }
        client = signed_in(people[Role.CHECKER])
        answer = client.post(self.edit_url(question), forged, follow=True)
        assert "Hãy ghi lý do trả lại" in text(answer)
        assert step_of(question).pk == step.pk

    @pytest.mark.parametrize("button", ["action-cancel-workflow", "action-restart-workflow"])
    def test_a_reviewer_cannot_end_it_without_a_reason(self, step, people, question, button):
        client = signed_in(people[Role.CHECKER])
        assert "Rút lại" not in text(client.get(self.edit_url(question)))
        answer = client.post(self.edit_url(question), {button: "true"}, follow=True)
        assert "Chỉ người đã gửi rút bài lại được" in text(answer)
        assert step_of(question).pk == step.pk

    def test_the_drafters_lock_keeps_nobody_out(self, people, question):
        Question.objects.filter(pk=question.pk).update(
            locked=True, locked_by=people[Role.DRAFTER], locked_at=timezone.now()
        )
        question.refresh_from_db()
        submitted(question, people[Role.DRAFTER])
        page = text(signed_in(people[Role.CHECKER]).get(self.edit_url(question)))
        assert "Chấp thuận" in page


class TestHandingOver:
    def hand_over(self, user, step, **fields):
        due = timezone.localdate() + timedelta(days=5)
        data = {"viec": "hand_over", "due_on": f"{due:%d/%m/%Y}", "assignee": ""} | fields
        return signed_in(user).post(url(step), data, follow=True)

    def test_the_submitter_names_who_takes_it_and_until_when(
        self, step, people, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            answer = self.hand_over(people[Role.DRAFTER], step, assignee=people[Role.CHECKER].pk)
        assert "Đã lưu hạn và người nhận" in text(answer)
        step.refresh_from_db()
        assert step.assignee == people[Role.CHECKER]
        assert step.due_on == timezone.localdate() + timedelta(days=5)
        assert [message.to for message in mail.outbox] == [[people[Role.CHECKER].email]]
        assert AuditEvent.objects.filter(action=Action.CHANGED, detail__what="step_assigned")

    def test_only_to_somebody_who_can_take_it(self, step, people):
        stranger = person(Role.CHECKER, UnitFactory())
        self.hand_over(people[Role.DRAFTER], step, assignee=stranger.pk)
        step.refresh_from_db()
        assert step.assignee is None

    def test_not_into_the_past(self, step, people):
        answer = self.hand_over(people[Role.LEADER], step, due_on="01/01/2020")
        assert "Hạn này đã qua" in text(answer)

    def test_a_checker_does_not_hand_over(self, step, people):
        assert self.hand_over(people[Role.CHECKER], step).status_code in (200, 403)
        step.refresh_from_db()
        assert step.due_on != timezone.localdate() + timedelta(days=5)


class TestTakingBack:
    def test_the_submitter_takes_it_back(self, step, people, question):
        client = signed_in(people[Role.DRAFTER])
        answer = client.post(url(step), {"viec": "take_back"}, follow=True)
        assert "Đã rút lại" in text(answer)
        assert step_of(question) is None

    def test_too_late_is_answered_in_words(self, step, people, question):
        step.approve(user=people[Role.CHECKER])
        step_of(question).approve(user=people[Role.LEADER])
        client = signed_in(people[Role.DRAFTER])
        answer = client.post(url(step), {"viec": "take_back"}, follow=True)
        assert "không rút lại được" in text(answer)
        assert question.workflow_states.get().status == WorkflowState.STATUS_APPROVED

    def test_nobody_else_does(self, step, people, question):
        client = signed_in(people[Role.CHECKER])
        client.post(url(step), {"viec": "take_back"})
        assert step_of(question).pk == step.pk


class TestNotifications:
    def test_only_the_people_concerned_are_told_and_no_text_is_sent(
        self, question, people, unit, django_capture_on_commit_callbacks
    ):
        person(Role.CHECKER, UnitFactory())
        person(is_superuser=True)
        with django_capture_on_commit_callbacks(execute=True):
            step = submitted(question, people[Role.DRAFTER])
        assert [message.to for message in mail.outbox] == [[people[Role.CHECKER].email]]
        assert "Ai được hỗ trợ?" in mail.outbox[0].subject
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            step.reject(user=people[Role.CHECKER], comment=REASON)
        (message,) = mail.outbox
        assert message.to == [people[Role.DRAFTER].email]
        assert REASON not in message.body
        assert "Bản thảo" not in message.body

    def test_a_mail_server_that_is_away_stops_nobody(
        self, question, people, settings, django_capture_on_commit_callbacks
    ):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_PORT = 9
        with django_capture_on_commit_callbacks(execute=True):
            step = submitted(question, people[Role.DRAFTER])
        assert step.role == Role.CHECKER


class TestUnitWork:
    def test_a_leader_sees_who_has_what(self, step, people, django_assert_max_num_queries):
        step.assignee = people[Role.CHECKER]
        step.due_on = date(2020, 1, 2)
        step.save()
        client = signed_in(people[Role.LEADER])
        client.get(reverse("editorial_unit_work"))
        with django_assert_max_num_queries(12):
            answer = client.get(reverse("editorial_unit_work"))
        assert "Ai được hỗ trợ?" in text(answer)
        assert "Quá hạn 02/01/2020" in text(answer)
        assert people[Role.CHECKER].get_full_name() in text(answer)

    def test_other_units_are_not_shown(self, step):
        answer = signed_in(person(Role.LEADER, UnitFactory())).get(reverse("editorial_unit_work"))
        assert "Ai được hỗ trợ?" not in text(answer)
        assert "Không có bài nào đang chờ" in text(answer)

    def test_who_leads_nothing_has_no_such_page(self, people):
        answer = signed_in(people[Role.DRAFTER]).get(reverse("editorial_unit_work"))
        assert answer.status_code == 403


def test_the_home_page_shows_what_waits_and_the_menu_how_much(step, people):
    client = signed_in(people[Role.CHECKER])
    page = text(client.get(reverse("wagtailadmin_home")))
    assert "Ai được hỗ trợ?" in page
    assert json.dumps("Việc của tôi (1)").strip('"') in page
    decide(client, step)
    assert not RoleTaskState.objects.waiting().for_decision_by(people[Role.CHECKER]).exists()
    assert "Ai được hỗ trợ?" not in text(client.get(reverse("wagtailadmin_home")))
