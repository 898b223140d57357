"""Chains of successions, followed from either end."""

from datetime import date

import pytest

from departments.history import (
    current_successors,
    find_by_code,
    former_names,
    predecessors_of,
    successors_of,
    successors_on,
)
from departments.models import Unit, UnitSuccession

pytestmark = pytest.mark.django_db

FIRST, SECOND, TODAY = date(2020, 1, 1), date(2025, 7, 1), date(2026, 11, 23)


def unit(code, name="", begins=None, ends=None, **fields):
    kind = fields.pop("kind", Unit.Kind.COMMUNE)
    return Unit.objects.create(
        code=code, name=name or code, kind=kind, valid_from=begins, valid_to=ends, **fields
    )


def went(old, *heirs, extent="whole"):
    for heir in heirs:
        UnitSuccession.objects.create(
            predecessor=old, successor=heir, extent=extent, happened_on=old.valid_to
        )


@pytest.fixture
def chain():
    """a (until 2020) → b (until 2025) → c and d (today)."""
    a, b = unit("a", ends=FIRST), unit("b", begins=FIRST, ends=SECOND)
    c, d = unit("c", begins=SECOND), unit("d", begins=SECOND)
    went(a, b)
    went(b, c, d, extent="part")
    return a, b, c, d


@pytest.mark.parametrize(
    ("start", "day", "expected"),
    [
        ("a", TODAY, ["c", "d"]),
        ("b", TODAY, ["c", "d"]),
        ("c", TODAY, ["c"]),
        ("a", date(2022, 5, 5), ["b"]),
        ("a", date(2019, 12, 31), ["a"]),
        ("a", FIRST, ["b"]),  # the day of abolition belongs to the heir
        ("c", date(2022, 5, 5), []),  # not begun
    ],
)
def test_successors_are_those_that_exist_on_the_day(chain, start, day, expected):
    found = current_successors(Unit.objects.get(code=start), day)
    assert [each.code for each in found] == expected


def test_a_chain_that_runs_in_a_circle_ends():
    a, b = unit("a", ends=SECOND), unit("b", ends=SECOND)
    went(a, b)
    went(b, a)
    assert current_successors(a, TODAY) == []


def test_a_unit_that_nobody_continued_has_no_successors():
    assert current_successors(unit("a", ends=SECOND), TODAY) == []


def test_a_former_district_is_continued_by_the_heirs_of_its_communes():
    district = unit("h", ends=SECOND, kind=Unit.Kind.DISTRICT)
    heir, other = unit("x", begins=SECOND), unit("y", begins=SECOND)
    went(unit("x1", ends=SECOND, parent=district), heir)
    went(unit("x2", ends=SECOND, parent=district), heir, other)
    assert current_successors(district, TODAY) == [heir, other]


def test_many_units_are_followed_in_few_queries(chain, django_assert_num_queries):
    others = []
    for number in range(20):
        old, new = unit(f"o{number}", ends=SECOND), unit(f"n{number}", begins=SECOND)
        went(old, new)
        others.append(old)
    units = [*chain, *others]
    with django_assert_num_queries(2):  # the successions, the units they lead to
        found = successors_on(units, TODAY)
    assert [each.code for each in found[chain[0].pk]] == ["c", "d"]
    assert [each.code for each in found[others[3].pk]] == ["n3"]


def test_what_went_into_a_unit_and_where_it_went(chain):
    _a, b, c, _d = chain
    assert [row.predecessor for row in predecessors_of(c)] == [b]
    assert [row.successor.code for row in successors_of(b)] == ["c", "d"]


def test_former_names_reach_back_through_reorganisations_and_leave_out_small_parts():
    first, second = unit("1", "Xã Một", ends=FIRST), unit("2", "Xã Hai", FIRST, SECOND)
    corner, same = unit("3", "Xã Góc", ends=SECOND), unit("4", "Xã Nay", ends=SECOND)
    today = unit("5", "Xã Nay", SECOND)
    went(first, second)
    went(second, today, extent="main_part")
    went(corner, today, extent="part")
    went(same, today)
    assert former_names([today, corner]) == {today.pk: ["Xã Hai", "Xã Một"], corner.pk: []}


def test_an_address_is_a_code_before_it_is_a_number():
    old = unit("31261-den-2025", ends=SECOND, statistics_code="31261")
    gone = unit("31277-den-2025", ends=SECOND, statistics_code="31277")
    new = unit("31261", begins=SECOND, statistics_code="31261")
    assert find_by_code("31261") == new
    assert find_by_code("31261-den-2025") == old
    assert find_by_code("31277") == gone
    assert find_by_code("khong-co") is None
    assert find_by_code("") is None
