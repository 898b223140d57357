from datetime import date

import pytest

from content.validity import (
    EXPIRED,
    IN_FORCE,
    NO_LONGER_SUITABLE,
    NOT_YET_IN_FORCE,
    PARTLY_EXPIRED,
    SUSPENDED,
    UNKNOWN,
    Event,
    provision_status_on,
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


HELD = (Event("suspended", date(2026, 2, 1)), Event("resumed", date(2026, 4, 1)))


@pytest.mark.parametrize(
    ("day", "stated", "events", "expected"),
    [
        (date(2026, 1, 31), IN_FORCE, HELD, IN_FORCE),
        (date(2026, 2, 1), IN_FORCE, HELD, SUSPENDED),
        (date(2026, 4, 1), IN_FORCE, HELD, IN_FORCE),
        (date(2026, 4, 1), SUSPENDED, HELD, IN_FORCE),
        (date(2026, 5, 1), IN_FORCE, [Event("unsuitable", None)], NO_LONGER_SUITABLE),
        (date(2026, 5, 1), "", [Event("expires", date(2026, 5, 1), "art_3")], PARTLY_EXPIRED),
        (date(2026, 4, 30), "", [Event("expires", date(2026, 5, 1), "art_3")], UNKNOWN),
        (date(2026, 5, 1), IN_FORCE, [Event("removed", None, "art_3__para_1")], PARTLY_EXPIRED),
        (date(2026, 5, 1), IN_FORCE, [Event("amended", None, "art_3")], IN_FORCE),
        (date(2026, 5, 1), IN_FORCE, [Event("suspended", None, "art_3")], IN_FORCE),
        (date(2026, 5, 1), SUSPENDED, [Event("expires", None, "art_3")], SUSPENDED),
    ],
)
def test_events_change_what_sources_state(day, stated, events, expected):
    found = status_on(day, effective_from=None, effective_to=None, stated=stated, events=events)
    assert found == expected


def test_dates_come_before_events():
    events = [Event("suspended", date(2026, 1, 1))]
    dates = {"effective_from": date(2025, 1, 1), "effective_to": date(2026, 6, 1)}
    assert status_on(date(2026, 6, 1), **dates, events=events) == EXPIRED
    assert status_on(date(2024, 6, 1), **dates, events=events) == NOT_YET_IN_FORCE


@pytest.mark.parametrize(
    ("whole", "eid", "events", "expected"),
    [
        (IN_FORCE, "art_3", [("expires", 1, "art_3")], EXPIRED),
        (IN_FORCE, "art_3__para_2", [("removed", 1, "art_3")], EXPIRED),
        (IN_FORCE, "art_3", [("removed", 1, "art_3__para_2")], PARTLY_EXPIRED),
        (IN_FORCE, "art_3", [("removed", 1, "art_31")], IN_FORCE),
        (IN_FORCE, "art_3__para_1", [("removed", 1, "art_3__para_2")], IN_FORCE),
        (IN_FORCE, "art_3", [("expires", 30, "art_3")], IN_FORCE),
        (IN_FORCE, "art_3", [("suspended", 1, "art_3")], SUSPENDED),
        (IN_FORCE, "art_3", [("suspended", 1, "art_3"), ("resumed", 9, "art_3")], IN_FORCE),
        (IN_FORCE, "art_3", [("takes_effect", 30, "art_3")], NOT_YET_IN_FORCE),
        (NOT_YET_IN_FORCE, "art_3", [("takes_effect", 1, "art_3")], IN_FORCE),
        (NOT_YET_IN_FORCE, "art_4", [("takes_effect", 1, "art_3")], NOT_YET_IN_FORCE),
        (IN_FORCE, "art_12a", [("added", 30, "art_12a")], NOT_YET_IN_FORCE),
        (IN_FORCE, "art_3", [("removed", 1, "art_3"), ("added", 9, "art_3")], IN_FORCE),
        (EXPIRED, "art_3", [("resumed", 1, "art_3")], EXPIRED),
        (PARTLY_EXPIRED, "art_3", [("expires", 1, "art_9")], IN_FORCE),
        (PARTLY_EXPIRED, "art_3", [], PARTLY_EXPIRED),
        (UNKNOWN, "art_3", [("amended", 1, "art_3")], UNKNOWN),
    ],
)
def test_a_provision_stands_as_its_document_unless_something_happened_to_it(
    whole, eid, events, expected
):
    told = [Event(kind, date(2026, 3, day), place) for kind, day, place in events]
    steps = eid.split("__")
    chain = ["__".join(steps[:end]) for end in range(1, len(steps) + 1)]
    assert provision_status_on(date(2026, 3, 15), whole, chain=chain, events=told) == expected
