"""Every night: events of confirmed relations, dates kept of events, and statuses that time changed.

Run twice it changes nothing the second time.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from content.registration import announce_changes

from ..models import LegalDocument, Relation, ValidityEvent
from ..models.documents import Status
from .recording import apply_relation, refresh

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one document."""

    document: str
    words: str


class _Undo(Exception):
    """Ends a dry run."""


def recompute(
    day: date, *, dry_run: bool = False, progress: Callable[[int, int], None] | None = None
) -> list[Change]:
    """Bring events, dates and noted statuses up to *day*; what changed.

    A document whose status changed is announced to search, which shows its status.
    """
    found: list[Change] = []
    try:
        with transaction.atomic():
            found += _relations()
            found += _dates(progress)
            found += _statuses(day, announce=not dry_run)
            if dry_run:
                raise _Undo
    except _Undo:
        pass
    return found


def _relations() -> Iterator[Change]:
    """A relation whose act has got its day since, or whose target has arrived."""
    waiting = Relation.objects.confirmed().filter(target__isnull=False)
    acting = waiting.filter(kind__in=("replaces", "repeals", "suspends", "pauses", "amends"))
    for relation in acting.select_related("source__type", "target__type").iterator(2000):
        if apply_relation(relation):
            yield Change(str(relation.target), str(relation))


def _dates(progress) -> Iterator[Change]:
    """Only documents with dates or events can be out of step."""
    with_events = ValidityEvent.objects.filter(eid="").values("document")
    dated = LegalDocument.objects.filter(pk__in=with_events) | LegalDocument.objects.exclude(
        effective_from=None, effective_to=None
    )
    fields = ("number", "title", "type__name", "effective_from", "effective_to")
    documents = dated.select_related("type").only(*fields).order_by("pk")
    total = documents.count()
    for number, document in enumerate(documents.iterator(_BATCH), start=1):
        for words in refresh(document):
            yield Change(str(document), words)
        if progress and (number % _BATCH == 0 or number == total):
            progress(number, total)


def _statuses(day: date, *, announce: bool) -> Iterator[Change]:
    documents = (
        LegalDocument.objects.with_status(day, name="status_now")
        .select_related("type")
        .only("number", "title", "type__name", "noted_status", "live")
        .order_by("pk")
    )
    changed: dict[str, list[int]] = {}
    public = []
    for document in documents.iterator(_BATCH):
        if document.noted_status == document.status_now:
            continue
        changed.setdefault(document.status_now, []).append(document.pk)
        if document.noted_status and document.live:
            public.append(document.pk)
            old, new = Status(document.noted_status).label, Status(document.status_now).label
            yield Change(str(document), f"{old} → {new}")
    for status, keys in changed.items():
        for start in range(0, len(keys), _BATCH):
            batch = LegalDocument.objects.filter(pk__in=keys[start : start + _BATCH])
            batch.update(noted_status=status)
    if announce and public:
        announce_changes(LegalDocument.record_kind, public)
