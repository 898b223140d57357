"""Months of the calendar, as addresses name them."""

from datetime import date

import pytest

from legal_library.law_calendar.months import Month


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2026-11", Month(2026, 11)),
        ("0001-01", Month(1, 1)),
        ("2026-13", None),
        ("2026-00", None),
        ("0000-01", None),
        ("2026-1", None),
        ("2026-11-23", None),
        ("", None),
    ],
)
def test_reads_what_addresses_write(text, month):
    assert Month.read(text) == month
    if month:
        assert str(month) == text


def test_december_is_followed_by_january():
    assert Month(2026, 12).after == Month(2027, 1)
    assert Month(2027, 1).before == Month(2026, 12)
    assert Month(2024, 2).last_day == date(2024, 2, 29)


def test_weeks_begin_on_monday_and_hold_every_day_once():
    weeks = list(Month(2026, 11).weeks())
    assert all(len(week) == 7 for week in weeks)
    assert weeks[0] == [None] * 6 + [date(2026, 11, 1)]
    assert [day.day for week in weeks for day in week if day] == list(range(1, 31))
