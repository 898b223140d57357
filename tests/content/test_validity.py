from datetime import date

import pytest

from content.validity import (
    EXPIRED,
    IN_FORCE,
    NOT_YET_IN_FORCE,
    PARTLY_EXPIRED,
    SUSPENDED,
    UNKNOWN,
    status_on,
)

START, END = date(2025, 1, 1), date(2026, 1, 1)
BEFORE, DURING, LAST_DAY = date(2024, 12, 31), date(2025, 6, 1), date(2025, 12, 31)


@pytest.mark.parametrize(
    ("day", "effective_from", "effective_to", "stated", "expected"),
    [
        (BEFORE, START, END, IN_FORCE, NOT_YET_IN_FORCE),
        (START, START, END, IN_FORCE, IN_FORCE),
        (LAST_DAY, START, END, IN_FORCE, IN_FORCE),
        (END, START, END, IN_FORCE, EXPIRED),
        (DURING, START, None, NOT_YET_IN_FORCE, IN_FORCE),
        (DURING, None, None, NOT_YET_IN_FORCE, NOT_YET_IN_FORCE),
        (DURING, START, None, "", UNKNOWN),
        (BEFORE, START, None, "", NOT_YET_IN_FORCE),
        (DURING, None, None, "", UNKNOWN),
        (DURING, START, None, PARTLY_EXPIRED, PARTLY_EXPIRED),
        (DURING, START, None, SUSPENDED, SUSPENDED),
        (DURING, START, None, EXPIRED, EXPIRED),
        (END, None, END, "", EXPIRED),
    ],
)
def test_dates_decide_and_silence_is_never_in_force(
    day, effective_from, effective_to, stated, expected
):
    assert (
        status_on(day, effective_from=effective_from, effective_to=effective_to, stated=stated)
        == expected
    )
