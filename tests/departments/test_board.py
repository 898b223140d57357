"""The completeness board: right at once, right anew, the same for everybody, safe as a file."""

import csv
import io
from datetime import date, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import make_aware
from django.utils.translation import override

from audit.models import Action, AuditEvent
from content.models import ContentRecord
from content.models.records import Component
from content.records import sync_record
from departments.board import Cell, Order, State, board, recount_all, state_of
from departments.models import ComponentPage, ComponentTally, ComponentTarget, Unit
from departments.roles import Role
from tests.factories.accounts import officer
from tests.factories.departments import UnitFactory
from tests.factories.news import NewsPageFactory
from tests.factories.qa import QuestionFactory
from tests.factories.sections import component_of, make_section, publish

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)
ADDRESS = "/don-vi/muc-do-day-du/"


@pytest.fixture
def section():
    return make_section(code="so-y-te", name="Sở Y tế")


def tally(section, component) -> tuple[int, date | None]:
    row = ComponentTally.objects.filter(unit=section.unit, component=component).first()
    return (row.live_count, row.last_update_on) if row else (0, None)


def cell(shown, unit, component):
    row = next(row for row in shown.rows if row.unit == unit)
    return next(cell for cell in row.cells if cell.component == component)


def news_in(section, component=Component.GUIDANCE, **fields):
    return publish(NewsPageFactory(parent=component_of(section, component), live=False, **fields))


# Counting


def test_publishing_withdrawing_and_deleting_are_counted_at_once(section):
    page = news_in(section)
    assert tally(section, Component.GUIDANCE) == (1, timezone.localdate())
    page.unpublish()
    assert tally(section, Component.GUIDANCE) == (0, None)
    publish(page).delete()
    assert tally(section, Component.GUIDANCE) == (0, None)


def test_moving_is_counted_in_both_places(section):
    page = news_in(section)
    page.move(component_of(section, Component.COUNCIL), pos="last-child")
    assert tally(section, Component.GUIDANCE)[0] == 0
    assert tally(section, Component.COUNCIL)[0] == 1


def test_a_new_owner_is_counted_for_both_units(section):
    question = publish(QuestionFactory(owner_unit=section.unit, live=False))
    other = make_section()
    question.owner_unit = other.unit
    publish(question)
    assert tally(section, Component.QUESTIONS)[0] == 0
    assert tally(other, Component.QUESTIONS)[0] == 1


def test_drafts_closed_pages_and_translations_do_not_count(section):
    NewsPageFactory(parent=component_of(section, Component.GUIDANCE), live=False)
    page = news_in(section)
    ContentRecord.objects.filter(uuid=page.uuid).update(language="en")
    recount_all()
    assert tally(section, Component.GUIDANCE)[0] == 0


def test_counting_is_undone_with_the_change(section):
    with transaction.atomic():
        news_in(section)
        transaction.set_rollback(True)
    assert tally(section, Component.GUIDANCE)[0] == 0


def test_counting_anew_mends_what_is_wrong_and_removes_what_is_gone(section, capsys):
    news_in(section)
    ComponentTally.objects.filter(component=Component.GUIDANCE).update(live_count=7)
    ComponentTally.objects.create(unit=section.unit, component=Component.OTHER, live_count=3)
    call_command("count_components")
    assert capsys.readouterr().out.startswith("2 counts")
    assert tally(section, Component.GUIDANCE) == (1, timezone.localdate())
    assert tally(section, Component.OTHER) == (0, None)
    call_command("count_components")
    assert capsys.readouterr().out.startswith("0 counts")


# Judging


@pytest.mark.parametrize(
    ("count", "age", "state"),
    [
        (0, None, State.EMPTY),
        (0, 1, State.EMPTY),
        (1, 0, State.FILLED),
        (1, 90, State.FILLED),
        (1, 91, State.STALE),
        (1, None, State.FILLED),
    ],
)
def test_a_component_is_stale_the_day_after_its_age(count, age, state):
    last = DAY - timedelta(days=age) if age is not None else None
    assert state_of(count, last, 90, DAY) == state


def test_the_sections_own_age_goes_before_the_provinces(section):
    news_in(section)
    ComponentTally.objects.update(last_update_on=DAY - timedelta(days=50))
    assert cell(board(DAY), section.unit, "guidance").state == State.FILLED
    ComponentTarget.objects.create(component="guidance", stale_after_days=30)
    assert cell(board(DAY), section.unit, "guidance").state == State.STALE
    ComponentPage.objects.filter(component="guidance").update(stale_after_days=60)
    assert cell(board(DAY), section.unit, "guidance").state == State.FILLED


def test_units_that_must_have_a_section_stand_in_the_board_without_one(section):
    commune = UnitFactory(kind=Unit.Kind.COMMUNE)
    UnitFactory(kind=Unit.Kind.CENTRE)
    UnitFactory(kind=Unit.Kind.DEPARTMENT, valid_to=DAY)
    shown = board(DAY)
    assert [row.unit for row in shown.rows] == [section.unit, commune]
    assert shown.with_section == 1


def test_a_commune_whose_committee_has_the_section_needs_none():
    commune = UnitFactory(kind=Unit.Kind.COMMUNE)
    committee = make_section(kind=Unit.Kind.COMMITTEE, parent=commune).unit
    assert [row.unit for row in board(DAY).rows] == [committee]


def test_rows_can_be_narrowed_and_sorted_by_gaps(section):
    full = make_section(name="Sở An toàn")
    for component in (Component.GUIDANCE, Component.COUNCIL):
        news_in(full, component)
    ward = UnitFactory(kind=Unit.Kind.WARD, name="Phường Đa Phúc")
    by_name = [row.unit for row in board(DAY).rows]
    assert by_name == [full.unit, section.unit, ward]
    by_gaps = [row.unit for row in board(DAY, order=Order.GAPS).rows]
    assert by_gaps == [section.unit, ward, full.unit]
    assert [row.unit for row in board(DAY, kind="ward").rows] == [ward]


def test_totals_count_each_state(section):
    news_in(section)
    UnitFactory()
    ComponentTally.objects.update(last_update_on=DAY - timedelta(days=999))
    total = next(total for total in board(DAY).totals if total.component == "guidance")
    assert (total.filled, total.stale, total.empty, total.present, total.all) == (0, 1, 1, 1, 2)


# Showing


def test_a_cell_speaks_the_language_of_the_page():
    shown = Cell(Component.GUIDANCE, State.STALE, 1, date(2020, 2, 1))
    assert shown.words == "Cũ: 01/02/2020"
    with override("en"):
        assert "1 Feb 2020" in shown.words
    assert shown.words == "Cũ: 01/02/2020"


def test_the_board_says_each_state_in_words(client, section):
    news_in(section)
    news_in(section, Component.COUNCIL)
    ComponentTally.objects.filter(component="council").update(last_update_on=date(2020, 2, 1))
    page = BeautifulSoup(client.get(ADDRESS).content, "html.parser")
    row = page.select_one(".board-table tbody tr")
    states = [item.get_text(strip=True) for item in row.select("td")]
    assert states[1] == f"{timezone.localdate():%d/%m/%Y}"
    assert states[2] == "Cũ: 01/02/2020"
    assert states[3] == "Chưa có"
    assert row.find("a", href="/don-vi/so-y-te/hoi-dong-phoi-hop/")
    assert len(page.select(".board-legend li")) == 3


def test_an_empty_province_has_an_empty_board(client, section):
    ComponentPage.objects.all().delete()
    section.delete()
    Unit.objects.all().delete()
    assert "Chưa có đơn vị nào" in client.get(ADDRESS).content.decode()


@pytest.mark.parametrize("query", ["loai=x", "theo=x", "loai=%00&theo='", "loai=ward"])
def test_nonsense_in_the_address_is_answered(client, section, query):
    assert client.get(f"{ADDRESS}?{query}").status_code == 200


def test_the_board_asks_a_fixed_number_of_queries(client, section, django_assert_num_queries):
    for _ in range(3):
        news_in(make_section())
        UnitFactory()
    client.get(ADDRESS)
    with django_assert_num_queries(7):
        client.get(ADDRESS)


def test_no_unit_takes_the_address_of_the_board():
    with pytest.raises(ValidationError) as refused:
        UnitFactory.build(code="muc-do-day-du").full_clean()
    assert "code" in refused.value.message_dict


def rows_of(response) -> list[list[str]]:
    text = b"".join(response.streaming_content).decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_the_board_can_be_taken_as_csv_without_formulas(client, section):
    Unit.objects.filter(pk=section.unit_id).update(name="=HYPERLINK(1)")
    news_in(section)
    response = client.get(f"{ADDRESS}bang.csv")
    assert "attachment" in response["Content-Disposition"]
    heads, row = rows_of(response)
    assert len(heads) == len(row) == 4 + 3 * 8
    assert row[0] == "'=HYPERLINK(1)"
    assert row[7:10] == ["Có nội dung mới", "1", f"{timezone.localdate():%d/%m/%Y}"]


def test_taking_the_board_in_the_admin_is_logged(client, section):
    client.force_login(officer(Role.SYSTEM_ADMIN))
    assert rows_of(client.get(reverse("departments_board_csv")))
    event = AuditEvent.objects.get(action=Action.EXPORTED)
    assert event.detail["what"] == "completeness"


def test_the_last_update_is_a_day_of_the_province(section):

    page = news_in(section)
    type(page).objects.filter(pk=page.pk).update(
        last_published_at=make_aware(datetime(2026, 1, 31, 23, 30))
    )
    page.refresh_from_db()
    sync_record(page)
    assert tally(section, Component.GUIDANCE) == (1, date(2026, 1, 31))
