"""In force or not, as of a day. Pure Python; the words are those of the national database."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

IN_FORCE = "in_force"
PARTLY_EXPIRED = "partly_expired"
EXPIRED = "expired"
NOT_YET_IN_FORCE = "not_yet_in_force"
SUSPENDED = "suspended"
NO_LONGER_SUITABLE = "no_longer_suitable"
UNKNOWN = "unknown"

TAKES_EFFECT, EXPIRES, PARTLY_EXPIRES = "takes_effect", "expires", "partly_expires"
SUSPENSION, RESUMPTION, UNSUITABLE = "suspended", "resumed", "unsuitable"
ADDED, REMOVED = "added", "removed"
ENDS, BEGINNINGS = (EXPIRES, REMOVED), (TAKES_EFFECT, ADDED)
STATUSES = (
    *(IN_FORCE, PARTLY_EXPIRED, EXPIRED, NOT_YET_IN_FORCE, SUSPENDED),
    *(NO_LONGER_SUITABLE, UNKNOWN),
)
HOLDS = {SUSPENSION: SUSPENDED, UNSUITABLE: NO_LONGER_SUITABLE, RESUMPTION: ""}


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to a document, or to the provision *eid* of it. Without a day it counts
    as having happened before any day.
    """

    kind: str
    happens_on: date | None
    eid: str = ""

    def is_by(self, day: date) -> bool:
        return self.happens_on is None or self.happens_on <= day


def status_on(
    day: date,
    *,
    effective_from: date | None,
    effective_to: date | None,
    stated: str = "",
    events: Iterable[Event] = (),
) -> str:
    """The validity on *day*: dates decide, a statement without a date is believed as it stands.

    `effective_to` is the first day out of force. Nothing known gives UNKNOWN, never in force:
    a document that merely has a text promises nothing about its validity. Of *events*, in the
    order in which they happened, the last suspension or resumption counts; when a part has
    ended, the whole is no longer all in force.
    """
    if effective_to and day >= effective_to:
        return EXPIRED
    if effective_from and day < effective_from:
        return NOT_YET_IN_FORCE
    happened = [event for event in events if event.is_by(day)]
    held = [event.kind for event in happened if not event.eid and event.kind in HOLDS]
    if held and HOLDS[held[-1]]:
        return HOLDS[held[-1]]
    if stated == NOT_YET_IN_FORCE and effective_from:
        stated = IN_FORCE
    if stated == SUSPENDED and held:
        stated = IN_FORCE
    if stated in (IN_FORCE, UNKNOWN, "") and any(map(_ends_a_part, happened)):
        return PARTLY_EXPIRED
    return stated or UNKNOWN


def provision_status_on(
    day: date, whole: str, *, chain: Collection[str], events: Iterable[Event] = ()
) -> str:
    """The validity on *day* of a provision: *whole*, unless something happened to it.

    *whole* is what `status_on` says of the document without the events of its provisions;
    *chain* holds the eIds of the provision and of all that it stands in; *events* are those of
    the document, in the order in which they happened. A document out of force takes all its
    provisions along; of one that ended in known parts, the others stand as before.
    """
    if whole in (EXPIRED, SUSPENDED, NO_LONGER_SUITABLE):
        return whole
    events = [event for event in events if event.eid]
    happened = [event for event in events if event.is_by(day)]
    status = whole
    if whole == PARTLY_EXPIRED and any(event.kind in ENDS for event in happened):
        status = IN_FORCE
    for event in happened:
        if event.eid in chain:
            status = _after(event.kind, status)
    starts = [event for event in events if event.eid in chain and event.kind in BEGINNINGS]
    if starts and not any(event.is_by(day) for event in starts):
        return NOT_YET_IN_FORCE
    if status in (IN_FORCE, UNKNOWN) and any(
        _ends_a_part(event) and _is_inside(event.eid, chain) for event in happened
    ):
        return PARTLY_EXPIRED
    return status


def _after(kind: str, status: str) -> str:
    """What *status* a provision has after an event of *kind*."""
    if kind in ENDS:
        return EXPIRED
    if kind == PARTLY_EXPIRES:
        return PARTLY_EXPIRED
    if kind in (SUSPENSION, UNSUITABLE):
        return HOLDS[kind]
    if kind in (*BEGINNINGS, RESUMPTION):
        return IN_FORCE
    return status  # amended: in force in other words


def _ends_a_part(event: Event) -> bool:
    return event.kind == PARTLY_EXPIRES or bool(event.eid and event.kind in ENDS)


def _is_inside(eid: str, chain: Collection[str]) -> bool:
    narrowest = max(chain, key=len, default="")
    return bool(narrowest) and eid.startswith(f"{narrowest}__")
