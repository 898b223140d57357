"""Dated changes of many documents, read from the documents' own dates and from their events."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Max, Min, Q
from django.utils.translation import gettext_lazy as _

from ..addresses import place_name
from ..bases import provision_url
from ..models import LegalDocument, ValidityEvent

ISSUED = "issued"
# What a document's own dates say; the same as events would only repeat them.
_COLUMNS = {
    ISSUED: "issued_on",
    ValidityEvent.Kind.TAKES_EFFECT.value: "effective_from",
    ValidityEvent.Kind.EXPIRES.value: "effective_to",
}
KINDS: dict[str, Any] = {ISSUED: _("Ban hành")} | {
    kind.value: kind.label for kind in ValidityEvent.Kind
}


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happens to a document, or to one provision of it, on a day."""

    day: date
    kind: str
    document_pk: int
    number: str  # orders the documents of a day
    learned_at: datetime  # when the portal first said so, in this form
    eid: str = ""
    cause_pk: int | None = None
    document: LegalDocument | None = None
    cause: LegalDocument | None = None

    @property
    def label(self) -> str:
        return str(KINDS.get(self.kind, self.kind))

    @property
    def place(self) -> str:
        """“Khoản 2 Điều 5” where it is about a provision alone."""
        name = place_name(self.eid) if self.eid else ""
        return name[:1].upper() + name[1:]

    @property
    def url(self) -> str:
        return provision_url(self.document, self.eid)

    @property
    def title(self) -> str:
        """In one line, as feeds and calendars of other programs show it."""
        place = f"{self.place}, " if self.place else ""
        return f"{self.label}: {place}{self.document}"

    @property
    def uid(self) -> UUID:
        """The same in every feed and on every day that it is asked for.

        A document is issued, begins and ends once: a corrected date moves that entry. What
        happens several times is told apart by its day.
        """
        day = "" if self.kind in _COLUMNS and not self.eid else self.day.isoformat()
        cause = self.cause_pk or ""
        return uuid5(self.document.uuid, "/".join([self.kind, self.eid, day, str(cause)]))


def happenings(documents, first: date, last: date, kinds: Iterable[str] = KINDS) -> list[Happening]:
    """What happens to *documents* from *first* to *last*, in two queries; see `with_documents`."""
    kinds = set(kinds)
    found = [
        *_of_columns(documents, first, last, kinds),
        *_of_events(documents, first, last, kinds),
    ]
    order = {kind: position for position, kind in enumerate(KINDS)}
    return sorted(
        found, key=lambda each: (each.day, order.get(each.kind, 99), each.number, each.eid)
    )


def with_documents(found: Iterable[Happening]) -> list[Happening]:
    """*found* with the documents they are about and those that caused them, in one query."""
    found = list(found)
    pks = {pk for each in found for pk in (each.document_pk, each.cause_pk) if pk}
    documents = LegalDocument.objects.public().for_listing().in_bulk(pks)
    return [
        replace(each, document=documents[each.document_pk], cause=documents.get(each.cause_pk))
        for each in found
        if each.document_pk in documents
    ]


def first_and_last_day(documents) -> tuple[date | None, date | None]:
    """The days that anything of *documents* is known for; in two queries."""
    days = documents.aggregate(
        **{f"first_{name}": Min(name) for name in _COLUMNS.values()},
        **{f"last_{name}": Max(name) for name in _COLUMNS.values()},
    )
    days |= _further_events(documents).aggregate(
        first_event=Min("happens_on"), last_event=Max("happens_on")
    )
    firsts = [day for name, day in days.items() if name.startswith("first_") and day]
    lasts = [day for name, day in days.items() if name.startswith("last_") and day]
    return min(firsts, default=None), max(lasts, default=None)


def nearest_days(
    documents, first: date, last: date, kinds: Iterable[str] = KINDS
) -> tuple[date | None, date | None]:
    """The last day with something before *first*, and the first one after *last*."""
    kinds = set(kinds)
    names = {name: column for name, column in _COLUMNS.items() if name in kinds}
    asked = {}
    for column in names.values():
        asked[f"before_{column}"] = Max(column, filter=Q(**{f"{column}__lt": first}))
        asked[f"after_{column}"] = Min(column, filter=Q(**{f"{column}__gt": last}))
    days = documents.aggregate(**asked) if asked else {}
    days |= (
        _further_events(documents)
        .filter(kind__in=kinds)
        .aggregate(
            before_event=Max("happens_on", filter=Q(happens_on__lt=first)),
            after_event=Min("happens_on", filter=Q(happens_on__gt=last)),
        )
    )
    before = [day for name, day in days.items() if name.startswith("before_") and day]
    after = [day for name, day in days.items() if name.startswith("after_") and day]
    return max(before, default=None), min(after, default=None)


def _of_columns(documents, first, last, kinds) -> Iterator[Happening]:
    columns = {kind: column for kind, column in _COLUMNS.items() if kind in kinds}
    if not columns:
        return
    condition = Q()
    for column in columns.values():
        condition |= Q(**{f"{column}__range": (first, last)})
    rows = documents.filter(condition).values(
        "pk", "number", "created_at", "last_published_at", *columns.values()
    )
    for row in rows.order_by():
        learned = row["last_published_at"] or row["created_at"]
        for kind, column in columns.items():
            if row[column] and first <= row[column] <= last:
                yield Happening(row[column], kind, row["pk"], row["number"], learned)


def _of_events(documents, first, last, kinds) -> Iterator[Happening]:
    rows = (
        _further_events(documents)
        .filter(happens_on__range=(first, last), kind__in=kinds)
        .values_list(
            "happens_on", "kind", "document", "document__number", "recorded_at", "eid", "cause"
        )
    )
    for row in rows.order_by():
        yield Happening(*row)


def _further_events(documents):
    """Events that the documents' own dates do not tell already."""
    told = Q(eid="", kind__in=[kind for kind in _COLUMNS if kind != ISSUED])
    return ValidityEvent.objects.filter(document__in=documents.order_by()).exclude(told)
