"""The path of a draft: submitted, checked, approved; who may, who may not, and in what words."""

from datetime import date, timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import TaskState, Workflow, WorkflowContentType, WorkflowPage, WorkflowState

from content.two_people import SamePersonError
from departments.models import Appointment
from departments.roles import Role
from departments.staffing import end_appointment
from editorial.deciding import AlreadyDecidedError, NotYourTurnError, ReasonMissingError
from editorial.models import RoleApprovalTask, RoleTaskState
from editorial.setup import ensure_workflow
from qa.models import Question
from tests.factories.departments import UnitFactory
from tests.factories.editorial import drafted, person, step_of, submitted
from tests.factories.news import NewsIndexPageFactory, NewsPageFactory
from tests.factories.qa import QuestionFactory

pytestmark = pytest.mark.django_db
REASON = "Thiếu căn cứ pháp lý ở đoạn hai."


@pytest.fixture
def unit():
    return UnitFactory()


@pytest.fixture
def drafter(unit):
    return person(Role.DRAFTER, unit)


@pytest.fixture
def checker(unit):
    return person(Role.CHECKER, unit)


@pytest.fixture
def leader(unit):
    return person(Role.LEADER, unit)


@pytest.fixture
def question(unit):
    return QuestionFactory(owner_unit=unit, live=False)


@pytest.fixture
def page(unit):
    return NewsPageFactory(parent=NewsIndexPageFactory(), owner_unit=unit, live=False)


class TestSetup:
    def test_one_workflow_with_two_steps_governs_pages_and_models(self):
        workflow = Workflow.objects.get(active=True)
        assert [task.specific.role for task in workflow.tasks] == [Role.CHECKER, Role.LEADER]
        assert WorkflowPage.objects.get(page__depth=1).workflow == workflow
        kinds = WorkflowContentType.objects.filter(workflow=workflow)
        assert ContentType.objects.get_for_model(Question).pk in kinds.values_list(
            "content_type", flat=True
        )

    def test_setting_up_again_changes_nothing(self):
        before = Workflow.objects.count(), RoleApprovalTask.objects.count()
        ensure_workflow()
        assert (Workflow.objects.count(), RoleApprovalTask.objects.count()) == before

    def test_a_workflow_that_an_administrator_chose_stays(self):
        other = Workflow.objects.create(name="Riêng")
        WorkflowPage.objects.filter(page__depth=1).update(workflow=other)
        ensure_workflow()
        assert WorkflowPage.objects.get(page__depth=1).workflow == other


class TestWholePath:
    def test_a_snippet_is_checked_approved_and_published(self, question, drafter, checker, leader):
        step = submitted(question, drafter)
        assert (step.role, step.unit, question.live) == (Role.CHECKER, question.owner_unit, False)
        step.approve(user=checker, comment="Đủ căn cứ.")
        step = step_of(question)
        assert step.role == Role.LEADER
        step.approve(user=leader)
        question.refresh_from_db()
        assert question.live
        assert question.summary == "Bản thảo"

    def test_a_page_is_checked_approved_and_published(self, page, drafter, checker, leader):
        step = submitted(page, drafter)
        assert step.unit == page.owner_unit
        step.approve(user=checker)
        step_of(page).approve(user=leader)
        page.refresh_from_db()
        assert page.live

    def test_returned_and_mended_it_goes_on_where_it_stopped(self, question, drafter, checker):
        step = submitted(question, drafter)
        step.reject(user=checker, comment=REASON)
        state = question.current_workflow_state
        assert state.status == WorkflowState.STATUS_NEEDS_CHANGES
        assert state.current_task_state.comment == REASON
        drafted(question, drafter, "Đã sửa")
        state.resume(drafter)
        assert step_of(question).role == Role.CHECKER
        assert step_of(question).revision == question.get_latest_revision()

    def test_a_submission_can_be_taken_back(self, question, drafter, checker):
        submitted(question, drafter)
        question.current_workflow_state.cancel(user=drafter)
        assert step_of(question) is None
        assert not RoleTaskState.objects.waiting().exists()

    def test_the_check_is_skipped_where_nobody_checks(self, question, drafter, leader):
        step = submitted(question, drafter)
        assert step.role == Role.LEADER
        skipped = RoleTaskState.objects.get(role=Role.CHECKER)
        assert skipped.status == TaskState.STATUS_SKIPPED
        assert skipped.comment

    def test_the_check_is_skipped_where_the_only_checker_wrote_it(self, question, checker, leader):
        assert submitted(question, checker).role == Role.LEADER


class TestWhoMay:
    @pytest.mark.parametrize("make", ["question", "page"])
    def test_nobody_approves_what_they_wrote(self, request, unit, drafter, leader, make):
        thing = request.getfixturevalue(make)
        both = person(Role.LEADER, unit)
        step = submitted(thing, both)
        with pytest.raises(SamePersonError):
            step.approve(user=both)
        assert step_of(thing).status == TaskState.STATUS_IN_PROGRESS

    def test_a_superuser_is_bound_by_the_same_rule(self, question, leader):
        root = person(is_superuser=True)
        step = submitted(question, root)
        with pytest.raises(SamePersonError):
            step.approve(user=root)

    def test_a_reviewer_who_mended_the_draft_approves_it_no_more(self, question, drafter, leader):
        step = submitted(question, drafter)
        drafted(question, leader, "Tôi sửa một chữ")
        with pytest.raises(SamePersonError):
            step.approve(user=leader)
        step.reject(user=leader, comment=REASON)

    def test_saving_without_changing_anything_is_not_writing(self, question, drafter, leader):
        step = submitted(question, drafter)
        question.save_revision(user=leader)
        step.approve(user=leader)

    @pytest.mark.parametrize("role", [Role.DRAFTER, Role.CHECKER, Role.UNIT_ADMIN])
    def test_another_role_does_not_approve(self, question, unit, drafter, checker, leader, role):
        submitted(question, drafter).approve(user=checker)
        step = step_of(question)
        with pytest.raises(NotYourTurnError):
            step.approve(user=person(role, unit))

    def test_the_leader_of_another_unit_does_not_approve(self, question, drafter, leader):
        step = submitted(question, drafter)
        with pytest.raises(NotYourTurnError):
            step.approve(user=person(Role.LEADER, UnitFactory()))

    def test_the_leader_of_a_parent_unit_does_not_approve(self, question, unit, drafter, leader):
        unit.parent = UnitFactory()
        unit.save()
        with pytest.raises(NotYourTurnError):
            submitted(question, drafter).approve(user=person(Role.LEADER, unit.parent))

    def test_nobody_at_all_cannot_approve(self, question, drafter, leader):
        with pytest.raises(PermissionDenied):
            submitted(question, drafter).approve(user=None)

    def test_an_editor_of_the_province_helps_only_where_nobody_can(self, question, unit, drafter):
        editor = person(Role.EDITOR)
        step = submitted(question, drafter)
        leader = person(Role.LEADER, unit)
        with pytest.raises(NotYourTurnError):
            step.approve(user=editor)
        end_appointment(Appointment.objects.get(user=leader))
        step.approve(user=editor)
        question.refresh_from_db()
        assert question.live

    def test_content_without_a_unit_is_decided_by_editors(self, drafter, leader):
        question = QuestionFactory(live=False)
        author, editor = person(Role.EDITOR), person(Role.EDITOR)
        step = submitted(question, author)
        with pytest.raises(NotYourTurnError):
            step.approve(user=leader)
        step.approve(user=editor)
        step_of(question).approve(user=editor)
        question.refresh_from_db()
        assert question.live

    def test_a_check_whose_checker_left_falls_to_the_leader(
        self, question, drafter, checker, leader
    ):
        step = submitted(question, drafter)
        end_appointment(Appointment.objects.get(user=checker))
        step.approve(user=leader)
        assert step_of(question).role == Role.LEADER

    def test_a_disabled_account_decides_nothing(self, question, drafter, leader):
        step = submitted(question, drafter)
        leader.is_active = False
        leader.save()
        with pytest.raises(NotYourTurnError):
            step.approve(user=leader)


class TestOnce:
    def test_the_second_approval_finds_it_decided(self, question, drafter, checker, leader):
        step = submitted(question, drafter)
        again = RoleTaskState.objects.get(pk=step.pk)
        step.approve(user=checker)
        with pytest.raises(AlreadyDecidedError):
            again.approve(user=checker)
        assert step_of(question).role == Role.LEADER

    @pytest.mark.parametrize("reason", ["", "   ", "ngắn", None])
    def test_a_return_needs_a_reason(self, question, drafter, checker, reason):
        step = submitted(question, drafter)
        with pytest.raises(ReasonMissingError):
            step.reject(user=checker, comment=reason)
        assert step_of(question).pk == step.pk


class TestDeadline:
    def test_a_step_gets_its_working_days(self, question, drafter, leader):
        step = submitted(question, drafter)
        assert step.due_on > timezone.localdate() + timedelta(days=1)
        assert step.due_on.weekday() < 5

    def test_it_is_overdue_the_day_after(self, question, drafter, leader):
        step = submitted(question, drafter)
        step.due_on = timezone.localdate()
        assert not step.is_overdue
        step.due_on = date(2020, 1, 1)
        assert step.is_overdue


class TestForDecisionBy:
    """The queryset says what the rule for one step says."""

    def test_it_agrees_with_the_rule(self, unit, question, page, drafter, checker, leader):
        other = UnitFactory()
        alone = person(Role.LEADER, other)
        people = [
            *(drafter, checker, leader, alone),
            *(person(Role.EDITOR), person(is_superuser=True), person(Role.AUDITOR), person()),
        ]
        steps = [
            submitted(question, drafter),
            submitted(page, leader),
            submitted(QuestionFactory(owner_unit=other, live=False), alone),
            submitted(QuestionFactory(live=False), people[4]),
        ]
        from editorial.deciding import may_decide

        for user in people:
            found = set(
                RoleTaskState.objects.waiting().for_decision_by(user).values_list("pk", flat=True)
            )
            expected = {step.pk for step in steps if may_decide(user, step)}
            if user.is_superuser:
                assert found <= expected  # a superuser's inbox is not the whole province
            else:
                assert found == expected, user
