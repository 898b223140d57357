"""Reorganisations: what each does, what it refuses, and what becomes of what units hold."""

import uuid
from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils import timezone

from audit.models import Action, AuditEvent
from content.models import ContentRecord
from departments.events import Decision, NewUnit, abolish, merge, move, rename, split
from departments.handover import estate_of
from departments.history import current_successors
from departments.models import ComponentPage, DepartmentPage, Unit, UnitEvent
from departments.provisioning import create_department
from departments.roles import Role
from departments.staffing import appoint
from tests.factories.departments import UnitFactory
from tests.factories.home import site_home
from tests.factories.news import NewsPageFactory
from tests.factories.qa import QuestionFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 1)
BEFORE = DAY - timedelta(days=1)


def unit(code, **fields):
    return UnitFactory(code=code, name=fields.pop("name", code.upper()), **fields)


def decision(day=DAY, basis="12/NQ-HĐND", **fields):
    return Decision(day, basis, **fields)


def new(code, **fields):
    return NewUnit(code, fields.pop("name", code.upper()), Unit.Kind.DEPARTMENT, **fields)


def names_on(day):
    return sorted(Unit.objects.as_of(day).values_list("name", flat=True))


def fresh(unit):
    return Unit.objects.get(pk=unit.pk)


def refusal(call, *args, **options):
    with pytest.raises(ValidationError) as caught:
        call(*args, **options)
    return caught.value.message_dict


def test_a_merger_ends_the_old_units_and_begins_the_new_one():
    a, b = unit("a"), unit("b")
    event = merge([a, b], new("ab"), decision())
    assert names_on(BEFORE) == ["A", "B"]
    assert names_on(DAY) == ["AB"]
    heir = Unit.objects.get(code="ab")
    assert current_successors(fresh(a), DAY) == current_successors(fresh(b), DAY) == [heir]
    assert {(row.extent, row.happened_on, row.legal_basis) for row in event.successions.all()} == {
        ("whole", DAY, "12/NQ-HĐND")
    }
    assert set(event.units.values_list("code", flat=True)) == {"a", "b", "ab"}


def test_one_unit_may_be_merged_into_an_existing_one():
    a, b = unit("a"), unit("b")
    merge([a], b, decision())
    assert names_on(DAY) == ["B"]
    b.refresh_from_db()
    assert b.valid_to is None


def test_a_split_has_at_least_two_successors():
    a, b = unit("a"), unit("b")
    assert "ít nhất hai" in refusal(split, a, [new("x")], 0, decision())["successors"][0]
    assert "hai lần" in refusal(split, a, [b, b], 0, decision())["successors"][0]
    split(a, [new("x"), b], 1, decision())
    a.refresh_from_db()
    assert [each.code for each in current_successors(a, DAY)] == ["b", "x"]
    assert not Unit.objects.filter(code="x").exclude(valid_from=DAY).exists()


def test_a_renamed_unit_keeps_its_address_and_its_old_name_leads_to_it():
    a, before = unit("a", name="Sở Cũ", valid_from=date(2000, 1, 1)), unit("b")
    merge([before], a, decision(date(2010, 1, 1)))
    rename(a, "Sở  Mới", decision())
    a.refresh_from_db()
    assert (a.name, a.code, a.valid_from) == ("Sở Mới", "a", DAY)
    former = Unit.objects.get(name="Sở Cũ")
    assert (former.valid_from, former.valid_to) == (date(2000, 1, 1), DAY)
    assert current_successors(former, DAY) == [a]
    assert names_on(BEFORE) == ["Sở Cũ"]
    # What came before the new name belongs to the old one.
    assert current_successors(fresh(before), date(2015, 1, 1)) == [former]
    assert current_successors(fresh(before), DAY) == [a]


def test_a_unit_is_renamed_more_than_once():
    a = unit("a", name="Một")
    rename(a, "Hai", decision())
    rename(a, "Ba", decision(DAY + timedelta(days=30)))
    assert names_on(BEFORE) == ["Một"]
    assert names_on(DAY) == ["Hai"]
    assert names_on(DAY + timedelta(days=30)) == ["Ba"]
    assert [each.name for each in current_successors(Unit.objects.get(name="Một"))] == ["Ba"]


def test_a_move_records_where_the_unit_belonged():
    old, parent = unit("old"), unit("new")
    child = unit("c", parent=old)
    event = move(child, parent, decision())
    child.refresh_from_db()
    assert child.parent == parent
    assert (event.previous_parent, event.new_parent) == (old, parent)


def test_a_unit_is_not_moved_below_itself():
    top = unit("top")
    middle = unit("middle", parent=top)
    low = unit("low", parent=middle)
    for parent in (top, middle, low):
        assert "đang thuộc đơn vị này" in refusal(move, top, parent, decision())["parent"][0]
    assert "đang thuộc đúng" in refusal(move, low, middle, decision())["parent"][0]


def test_an_empty_unit_is_abolished_without_a_successor():
    a = unit("a")
    abolish(a, decision())
    a.refresh_from_db()
    assert a.valid_to == DAY
    assert current_successors(a, DAY) == []


@pytest.mark.parametrize(
    ("call", "field", "words"),
    [
        (lambda a, b, d: merge([], b, d()), "units", "ít nhất một đơn vị"),
        (lambda a, b, d: merge([a], new("x"), d()), "units", "dùng “Đổi tên”"),
        (lambda a, b, d: merge([a, b], a, d()), "successor", "cả hai bên"),
        (lambda a, b, d: split(a, [a, b], 0, d()), "successors", "cả hai bên"),
        (lambda a, b, d: merge([a, b], new("a"), d()), "successor", "Mã a đã có"),
        (lambda a, b, d: merge([a, b], new("x", parent=a), d()), "successor", "không thể thuộc"),
        (lambda a, b, d: merge([a, b], new("x", name=" "), d()), "successor", "tên và mã"),
        (lambda a, b, d: merge([a], b, d(basis="  ")), "legal_basis", "căn cứ"),
        (lambda a, b, d: rename(a, "A", d()), "name", "đúng tên này"),
        (lambda a, b, d: rename(a, "  ", d()), "name", "tên mới"),
        (lambda a, b, d: abolish(a, d(), heir=a), "heir", "phải khác"),
    ],
)
def test_senseless_events_are_refused_in_words(call, field, words):
    assert words in refusal(call, unit("a"), unit("b"), decision)[field][0]
    assert not UnitEvent.objects.exists()


def test_an_event_is_neither_before_its_unit_nor_in_the_future():
    a, b = unit("a", valid_from=DAY), unit("b")
    assert "phải sau ngày" in refusal(merge, [a], b, decision(DAY))["happened_on"][0]
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert "Ngày chưa tới" in refusal(abolish, b, decision(tomorrow))["happened_on"][0]


def test_an_ended_unit_neither_ends_again_nor_continues_another():
    a, b, c = unit("a"), unit("b"), unit("c", valid_from=DAY + timedelta(days=1))
    abolish(a, decision())
    assert "đã kết thúc từ ngày 01/03/2026" in refusal(merge, [a], b, decision())["units"][0]
    assert "không thể kế thừa" in refusal(merge, [b], a, decision())["successor"][0]
    assert "sau ngày thay đổi" in refusal(merge, [b], c, decision())["successor"][0]


def test_the_same_form_sent_twice_is_one_event():
    a, b = unit("a"), unit("b")
    sent = decision(form_key=uuid.uuid4())
    assert merge([a, b], new("x"), sent) == merge([a, b], new("x"), sent)
    assert UnitEvent.objects.count() == 1
    assert Unit.objects.filter(code="x").count() == 1


def test_units_below_follow_and_the_tree_stays_open():
    a, b = unit("a"), unit("b")
    child = unit("c", parent=a)
    grandchild = unit("d", parent=child)
    merge([a], b, decision())
    child.refresh_from_db()
    assert child.parent == b
    assert child.events.get().kind == UnitEvent.Kind.MOVE
    merge([b], grandchild, decision(DAY + timedelta(days=1)))
    grandchild.refresh_from_db()
    child.refresh_from_db()
    assert grandchild.parent is None
    assert child.parent == grandchild


def test_every_event_is_logged_with_its_person_and_legal_basis():
    person = get_user_model().objects.create_user("nguoi.mau")
    a, b = unit("a"), unit("b")
    merge([a], b, decision(by=person))
    entry = AuditEvent.objects.get(action=Action.UNIT_CHANGED, unit_code="a")
    assert entry.actor_name == "nguoi.mau"
    assert entry.detail["legal_basis"] == "12/NQ-HĐND"
    assert entry.detail["heir"] == "b"


@pytest.fixture
def person():
    return get_user_model().objects.create_user("can.bo.mau")


@pytest.fixture
def busy(person):
    """A unit with a section, news, a draft, a question and somebody in a role."""
    site_home()
    busy = unit("ban", name="Ban Mẫu")
    section = create_department(busy)
    place = ComponentPage.objects.child_of(section).get(component="guidance")
    NewsPageFactory(parent=place, owner_unit=busy, title="Tin đang đăng", slug="tin")
    draft = NewsPageFactory(parent=place, owner_unit=busy, title="Nháp", slug="nhap", live=False)
    draft.save_revision()
    QuestionFactory(owner_unit=busy)
    appoint(person, Role.DRAFTER, busy, begins_on=date(2026, 1, 1))
    return busy


def test_the_form_can_say_what_a_unit_still_holds(busy):
    estate = estate_of(busy)
    assert (estate.published, estate.drafts, estate.appointments) == (2, 1, 1)
    assert (2, "nội dung đang đăng") in estate.lines()


def test_a_unit_with_content_is_not_abolished_without_an_heir(busy):
    words = refusal(abolish, busy, decision())["heir"][0]
    assert "2 nội dung đang đăng, 1 bản nháp" in words
    assert "chọn đơn vị nhận" in words
    busy.refresh_from_db()
    assert busy.valid_to is None


def test_content_people_and_addresses_go_to_the_successor(busy, person, client):
    heir = unit("nhan", name="Ban Nhận")
    merge([busy], heir, decision())
    assert not ContentRecord.objects.filter(owner_unit=busy).exists()
    section = DepartmentPage.objects.get(unit=heir)
    place = ComponentPage.objects.child_of(section).get(component="guidance")
    assert [page.slug for page in place.get_children()] == ["tin", "nhap"]
    assert {page.specific.owner_unit for page in place.get_children()} == {heir}
    draft = place.get_children().get(slug="nhap").specific
    draft.get_latest_revision_as_object().save_revision().publish()
    draft.refresh_from_db()
    assert draft.owner_unit == heir
    assert person.appointments.get().ends_on is not None
    moved = client.get("/don-vi/ban/huong-dan-chi-dao/tin/")
    assert (moved.status_code, moved.url) == (301, "/don-vi/nhan/huong-dan-chi-dao/tin/")
    closed = client.get("/don-vi/ban/")
    assert (closed.status_code, closed.url) == (301, "/don-vi/nhan/")
    component = client.get("/don-vi/ban/huong-dan-chi-dao/")
    assert (component.status_code, component.url) == (301, "/don-vi/nhan/huong-dan-chi-dao/")


def test_two_pages_of_one_address_both_find_room(busy):
    heir = unit("nhan", name="Ban Nhận")
    place = ComponentPage.objects.child_of(create_department(heir)).get(component="guidance")
    NewsPageFactory(parent=place, owner_unit=heir, title="Tin nhà", slug="tin")
    merge([busy], heir, decision())
    assert sorted(page.slug for page in place.get_children()) == ["nhap", "tin", "tin-ban"]


def test_a_new_name_is_on_the_section_too_unless_its_editors_gave_another(busy):
    section = busy.section
    rename(busy, "Ban Mới", decision())
    section.refresh_from_db()
    assert section.title == section.get_latest_revision_as_object().title == "Ban Mới"
    DepartmentPage.objects.filter(pk=section.pk).update(title="Chuyên trang riêng")
    rename(Unit.objects.get(code="ban"), "Ban Khác", decision(DAY + timedelta(days=2)))
    section.refresh_from_db()
    assert section.title == "Chuyên trang riêng"
