"""Counts working days: Monday to Friday, without holidays, with weekend days worked instead."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

WEEKEND = {5, 6}
# The longest holidays in a row are those of Tết; a margin so that one look is usually enough.
MARGIN = timedelta(days=20)


def add_working_days(
    start: date, count: int, special_days: Callable[[date, date], Mapping[date, bool]]
) -> date:
    """The *count*-th working day after *start*; the day it begins is not counted.

    *special_days*(first, last) says of the special days of a time whether each is worked.
    """
    day, known_until, special = start, start, {}
    while count > 0:
        day += timedelta(days=1)
        if day > known_until:
            known_until = day + timedelta(days=count * 2) + MARGIN
            special = special_days(day, known_until)
        if is_working_day(day, special):
            count -= 1
    return day


def is_working_day(day: date, special: Mapping[date, bool]) -> bool:
    """Whether *day* is worked, by the special days known."""
    return special.get(day, day.weekday() not in WEEKEND)
