"""Deadlines count working days: weekends and holidays out, weekend days worked instead in."""

from datetime import date

import pytest

from departments.roles import Role
from editorial.models import SpecialDay, StepDeadline
from editorial.workdays import add_working_days

FRIDAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("start", "count", "special", "due"),
    [
        (date(2026, 11, 23), 2, {}, date(2026, 11, 25)),
        (FRIDAY, 1, {}, date(2026, 11, 30)),
        (date(2026, 11, 28), 1, {}, date(2026, 11, 30)),  # begun on a Saturday
        (FRIDAY, 1, {date(2026, 11, 30): False}, date(2026, 12, 1)),
        (FRIDAY, 1, {date(2026, 11, 28): True}, date(2026, 11, 28)),
        (FRIDAY, 0, {}, FRIDAY),
        (date(2026, 11, 23), 60, {}, date(2027, 2, 15)),
    ],
)
def test_the_last_day_of_a_step(start, count, special, due):
    def between(first, last):
        return {day: worked for day, worked in special.items() if first <= day <= last}

    assert add_working_days(start, count, between) == due


@pytest.mark.django_db
class TestDatedRules:
    def test_the_rule_of_the_day_counts(self):
        StepDeadline.objects.create(step=Role.CHECKER, working_days=5, valid_from=date(2030, 1, 1))
        before = StepDeadline.objects.due_on(Role.CHECKER, date(2029, 12, 3))
        after = StepDeadline.objects.due_on(Role.CHECKER, date(2030, 1, 7))
        assert (before, after) == (date(2029, 12, 5), date(2030, 1, 14))

    def test_holidays_of_the_law_are_known_from_the_start(self):
        assert SpecialDay.objects.filter(day=date(2027, 4, 30), is_working_day=False).exists()
        assert StepDeadline.objects.due_on(Role.LEADER, date(2027, 4, 29)) == date(2027, 5, 5)

    def test_a_step_without_a_rule_has_no_deadline(self):
        StepDeadline.objects.all().delete()
        assert StepDeadline.objects.due_on(Role.CHECKER, FRIDAY) is None
