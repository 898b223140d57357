"""Marks the bases that changed and unmarks those that did not, as often as wanted.

A mark is derived: the earliest change after the day of the basis (`rules`). An event that is
withdrawn, corrected or still to come leaves no mark, and a second run changes nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import F, Min, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from content.models import ContentRecord

from ..models import LegalBasis, ValidityEvent
from .rules import changes_of_basis

_TOGETHER = 500  # rows that one statement writes
_DOCUMENTS = 100  # whose bases one transaction looks at


def mark(bases: QuerySet[LegalBasis], *, today: date | None = None) -> int:
    """Bring the marks of *bases* up to date; how many were changed."""
    today = today or timezone.localdate()
    changes = changes_of_basis(today)
    earliest = {
        "event": Subquery(changes.values("pk")[:1]),
        "since": Subquery(changes.values("happens_on")[:1]),
    }
    with transaction.atomic():
        found = list(
            bases.order_by()
            .annotate(**earliest)
            .filter(_differ("stale_event", "event") | _differ("stale_since", "since"))
            .values_list("pk", "record", "event")
        )
        # Computed once more by the statement that writes: somebody may just have confirmed.
        now = timezone.now()
        for is_stale in (True, False):
            pks = [pk for pk, _record, event in found if (event is not None) == is_stale]
            for batch in _in_batches(pks, _TOGETHER):
                LegalBasis.objects.filter(pk__in=batch).update(
                    stale_event=earliest["event"],
                    stale_since=earliest["since"],
                    flagged_at=now if is_stale else None,
                )
        tell_records({record for _pk, record, _event in found})
    return len(found)


def mark_documents(
    pks: Iterable[int], *, progress: Callable[[int], None] = lambda number: None
) -> int:
    """`mark` of everything that rests on the documents, some documents at a time."""
    changed = 0
    for batch in _in_batches(list(pks), _DOCUMENTS):
        changed += mark(LegalBasis.objects.filter(document__in=batch))
        progress(len(batch))
    return changed


def documents_to_mark(*, since: date | None = None) -> list[int]:
    """Documents on which something rests; with *since*, where something has happened from then
    on, or was recorded from then on.
    """
    resting = LegalBasis.objects.order_by("document").values_list("document", flat=True).distinct()
    if since is None:
        return list(resting)
    happened = Q(happens_on__gte=since, happens_on__lte=timezone.localdate())
    news = ValidityEvent.objects.filter(happened | Q(recorded_at__date__gte=since))
    return list(resting.filter(document__in=news.values("document")))


def tell_records(uuids: Iterable[UUID]) -> None:
    """Write on the records since when their bases have changed.

    Lists and search results read it there without asking the library.
    """
    earliest = Subquery(
        LegalBasis.objects.filter(record=OuterRef("pk"))
        .order_by()
        .values("record")
        .annotate(since=Min("stale_since"))
        .values("since")
    )
    last = None
    for batch in _in_batches(list(uuids), _TOGETHER):
        records = ContentRecord.objects.filter(pk__in=batch).annotate(since=earliest)
        other = list(records.filter(_differ("basis_changed_on", "since")))
        ContentRecord.objects.filter(pk__in=[record.pk for record in other]).update(
            basis_changed_on=earliest
        )
        last = other[-1] if other else last
    if last:
        # One row saved by itself tells those who keep whole pages that they are old.
        last.basis_changed_on = last.since
        last.save(update_fields=["basis_changed_on"])


def _differ(one: str, other: str) -> Q:
    """Two columns are not the same; SQL compares nothing with what is empty."""
    is_one_empty, is_other_empty = Q(**{f"{one}__isnull": True}), Q(**{f"{other}__isnull": True})
    return (
        (is_one_empty & ~is_other_empty)
        | (~is_one_empty & is_other_empty)
        | Q(**{f"{one}__lt": F(other)})
        | Q(**{f"{one}__gt": F(other)})
    )


def _in_batches(items: list, size: int) -> Iterator[list]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
