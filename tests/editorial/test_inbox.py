"""“Việc của tôi”: every source, sorted, narrowed and paged in a fixed number of queries."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from content.models import ContentRecord
from content.registration import (
    WaitingItem,
    WaitingSource,
    register_waiting_source,
    waiting_sources,
)
from content.registration import _registry as registry
from departments.models import Appointment
from departments.roles import Role
from departments.staffing import end_appointment
from editorial.inbox import Choice, Inbox
from editorial.inviting import invite, take_comments
from editorial.models import RoleTaskState
from editorial.reading import parts_of
from legal_library.models import ErrorReport
from tests.factories.departments import UnitFactory
from tests.factories.editorial import drafted, person, step_of, submitted
from tests.factories.legal_library import LegalDocumentFactory
from tests.factories.qa import QuestionFactory

pytestmark = pytest.mark.django_db
REASON = "Thiếu căn cứ pháp lý ở đoạn hai."


@pytest.fixture
def unit():
    return UnitFactory(name="Sở Mẫu A")


@pytest.fixture
def people(unit):
    return {role: person(role, unit) for role in (Role.DRAFTER, Role.CHECKER, Role.LEADER)}


def draft(unit, **fields):
    return QuestionFactory(owner_unit=unit, live=False, **fields)


def kinds_of(user) -> dict[str, int]:
    return {kind.source.name: kind.count for kind in Inbox(user).kinds()}


def fill(unit, people, number=1):
    """Something from every source for the leader of *unit*."""
    drafter, checker, leader = people.values()
    today = timezone.localdate()
    for index in range(number):
        submitted(draft(unit), drafter).approve(user=checker)  # to approve
        question = draft(unit)
        submitted(question, drafter).approve(user=checker)
        step = step_of(question)
        RoleTaskState.objects.filter(pk=step.pk).update(
            assignee=leader, due_on=today - timedelta(days=3)
        )
        step = submitted(draft(unit), leader)  # mine, waiting for the checker
        returned = draft(unit)
        submitted(returned, leader).reject(user=checker, comment=REASON)
        invited = drafted(draft(unit), leader)
        invitation, _link = invite(
            instance=invited,
            by=leader,
            name="Bà Chuyên gia",
            email="chuyengia@example.invalid",
            expires_at=timezone.now() + timedelta(days=3),
        )
        take_comments(invitation, {"": "Nên dẫn thêm Điều 5."}, parts_of(invited))
        document = LegalDocumentFactory(owner_unit=unit, number=f"{12 + index}/2025/NQ-HĐND")
        ErrorReport.objects.create(document=document, message="Sai chữ", place="Điều 3")
        LegalDocumentFactory(owner_unit=unit, needs_review=True, review_notes="Thiếu ngày")
        ContentRecord.objects.create(
            content_type_id=returned.get_content_type().pk,
            object_id=returned.pk + 1000,
            kind="questions",
            title="Câu hỏi cũ",
            url="/hoi-dap/cu/",
            owner_unit=unit,
            live=True,
            published_at=timezone.now(),
            review_on=today - timedelta(days=1),
        )


EVERYTHING = {
    "assigned": 1,
    "to_approve": 1,
    "returned": 1,
    "submitted": 1,
    "expert_comments": 1,
    "error_reports": 1,
    "doubtful_documents": 1,
    "due_for_review": 1,
}


def test_every_source_fills_it(unit, people):
    fill(unit, people)
    found = kinds_of(people[Role.LEADER])
    assert {name: found.get(name) for name in EVERYTHING} == EVERYTHING


def test_each_entry_leads_to_where_it_is_dealt_with(unit, people):
    fill(unit, people)
    client = Client()
    for entry in Inbox(people[Role.LEADER]).entries(first=50):
        assert entry.title
        assert entry.url.startswith("/admin/")
        if entry.source.name in ("assigned", "to_approve", "submitted", "expert_comments"):
            client.force_login(person(is_superuser=True))
            assert client.get(entry.url).status_code == 200, entry


def test_the_overdue_and_the_urgent_stand_first(unit, people):
    fill(unit, people)
    entries = Inbox(people[Role.LEADER]).entries(first=50)
    due = [entry.due_on for entry in entries if entry.due_on]
    assert due == sorted(due)
    assert entries[0].is_overdue
    assert all(entry.due_on is None for entry in entries[len(due) :])


def test_it_is_narrowed_by_kind_overdue_and_unit(unit, people):
    fill(unit, people, number=2)
    inbox = Inbox(people[Role.LEADER])
    names = {entry.source.name for entry in inbox.entries(Choice(kind="returned"), first=50)}
    assert names == {"returned"}
    late = inbox.entries(Choice(overdue=True), first=50)
    assert len(late) == 4
    assert all(entry.is_overdue for entry in late)
    assert inbox.units() == [(unit.pk, "Sở Mẫu A")]
    everything = inbox.entries(first=50)
    assert len(inbox.entries(Choice(unit=str(unit.pk)), first=50)) == len(everything)
    assert inbox.entries(Choice(unit="999999"), first=50) == []


def test_what_is_assigned_to_a_colleague_is_not_in_my_way(unit, people):
    other = person(Role.LEADER, unit)
    question = draft(unit)
    submitted(question, people[Role.DRAFTER]).approve(user=people[Role.CHECKER])
    step = step_of(question)
    RoleTaskState.objects.filter(pk=step.pk).update(assignee=other)
    assert kinds_of(people[Role.LEADER]) == {}
    assert kinds_of(other) == {"assigned": 1}


@pytest.mark.parametrize("how", ["ended", "disabled"])
def test_what_was_assigned_to_somebody_who_left_falls_back(unit, people, how):
    other = person(Role.LEADER, unit)
    question = draft(unit)
    submitted(question, people[Role.DRAFTER]).approve(user=people[Role.CHECKER])
    RoleTaskState.objects.filter(pk=step_of(question).pk).update(assignee=other)
    if how == "ended":
        end_appointment(Appointment.objects.get(user=other))
    else:
        other.is_active = False
        other.save()
    assert kinds_of(people[Role.LEADER]) == {"to_approve": 1}


def test_what_came_back_to_somebody_who_left_goes_to_the_unit(unit, people):
    colleague = person(Role.DRAFTER, unit)
    submitted(draft(unit), people[Role.DRAFTER]).reject(user=people[Role.CHECKER], comment=REASON)
    assert kinds_of(colleague) == {}
    end_appointment(Appointment.objects.get(user=people[Role.DRAFTER]))
    assert kinds_of(colleague) == {"returned": 1}
    assert kinds_of(people[Role.LEADER]) == {"returned": 1}


def test_other_units_see_nothing_of_it(unit, people):
    fill(unit, people)
    assert kinds_of(person(Role.LEADER, UnitFactory())) == {}


def test_a_source_that_computes_its_items_is_sorted_in(unit, people):
    fill(unit, people)
    today = timezone.localdate()
    item = WaitingItem(
        title="Yêu cầu tài khoản",
        url="/admin/x/",
        label="Duyệt",
        since=timezone.now(),
        due_on=today - timedelta(days=30),
    )
    register_waiting_source(
        WaitingSource(
            name="computed", label="Tự tính", count=lambda user: 1, items=lambda user, n: [item]
        )
    )
    try:
        inbox = Inbox(people[Role.LEADER])
        assert inbox.entries(first=3)[0].title == "Yêu cầu tài khoản"
        one_by_one = [inbox.entries(first=1, skip=n)[0].title for n in range(5)]
        assert one_by_one == [entry.title for entry in inbox.entries(first=5)]
    finally:
        del registry.waiting["computed"]


class TestPage:
    @pytest.fixture
    def client(self, people):
        client = Client()
        client.force_login(people[Role.LEADER])
        return client

    def test_nothing_waits_kindly(self, client):
        answer = client.get(reverse("editorial_inbox"))
        assert "Không còn việc nào chờ bạn" in answer.content.decode()

    @pytest.mark.parametrize("number", [1, 5])
    def test_queries_do_not_grow(self, client, unit, people, number, django_assert_max_num_queries):
        fill(unit, people, number)
        client.get(reverse("editorial_inbox"))
        with django_assert_max_num_queries(12):
            answer = client.get(reverse("editorial_inbox"))
        assert answer.status_code == 200
        assert len(answer.context["entries"]) == min(20, 7 * number)

    @pytest.mark.parametrize("role", [*Role])
    def test_nobody_needs_more_queries(self, unit, people, role, django_assert_max_num_queries):
        fill(unit, people)
        client = Client()
        client.force_login(person(role, None if role.is_province_wide else unit))
        client.get(reverse("editorial_inbox"))
        with django_assert_max_num_queries(12):
            client.get(reverse("editorial_inbox"))

    def test_pages_do_not_overlap(self, client, unit, people):
        fill(unit, people, 5)
        seen = []
        for page in ("1", "2"):
            answer = client.get(reverse("editorial_inbox"), {"p": page})
            seen += [(entry.title, entry.url) for entry in answer.context["entries"]]
        assert len(seen) == 35

    @pytest.mark.parametrize(
        "query", ["p=x", "p=99", "don_vi=abc", "don_vi=9999999999999999999", "loai=;", "qua_han=2"]
    )
    def test_bad_words_narrow_nothing(self, client, unit, people, query):
        fill(unit, people)
        answer = client.get(f"{reverse('editorial_inbox')}?{query}")
        assert answer.status_code == 200
        assert answer.context["entries"].object_list

    def test_a_unit_that_is_not_mine_shows_nothing(self, client, unit, people):
        fill(unit, people)
        answer = client.get(reverse("editorial_inbox"), {"don_vi": "12345"})
        assert "Hãy bỏ bớt điều kiện lọc" in answer.content.decode()


def test_all_registered_sources_name_what_they_need():
    for source in waiting_sources():
        assert (source.rows and source.url) or source.items, source.name
