"""How a document and its provisions stand on a day: whose word, which events, which status."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from content.validity import Event, provision_status_on

from ..models import LegalDocument, StatusOverride, ValidityEvent


@dataclass(frozen=True, slots=True)
class Standing:
    """A document on a day; `whole` leaves out what happened to its single provisions."""

    day: date
    status: str
    whole: str
    events: tuple[Event, ...] = ()
    override: StatusOverride | None = None

    def of(self, chain: Collection[str]) -> str:
        """The status of a provision; *chain* is its eId and those of all that it stands in."""
        return provision_status_on(self.day, self.whole, chain=chain, events=self.events)

    @property
    def touched(self) -> set[str]:
        """The eIds to which something happened, or will."""
        return {event.eid for event in self.events if event.eid}


def standing(document: LegalDocument, day: date) -> Standing:
    return standings([document], day)[document.pk]


def standings(documents: Iterable[LegalDocument], day: date) -> dict[int, Standing]:
    """How each of *documents* stands on *day*, by its key, in two queries."""
    documents = list(documents)
    events = defaultdict(list)
    rows = (
        ValidityEvent.objects.filter(document__in=documents)
        .order_by(F("happens_on").asc(nulls_first=True), "position", "pk")
        .values_list("document", "kind", "happens_on", "eid")
    )
    for key, kind, happens_on, eid in rows:
        events[key].append(Event(kind, happens_on, eid))
    holding = StatusOverride.objects.filter(
        Q(holds_until__isnull=True) | Q(holds_until__gte=day),
        document__in=documents,
        holds_from__lte=day,
    )
    overrides = {
        found.document_id: found for found in holding.select_related("unit").order_by("pk")
    }
    return {
        document.pk: _standing(document, day, events[document.pk], overrides.get(document.pk))
        for document in documents
    }


def _standing(
    document: LegalDocument, day: date, events: list[Event], override: StatusOverride | None
) -> Standing:
    if override:
        status = whole = override.status
    else:
        status = document.derived_status_on(day, events)
        whole = document.derived_status_on(day, [event for event in events if not event.eid])
    return Standing(day, status, whole, tuple(events), override)


def chain_of(eid: str) -> list[str]:
    """*eid* and the addresses of all it stands in, the widest first."""
    parts = eid.split("__")
    return ["__".join(parts[:end]) for end in range(1, len(parts) + 1)]
