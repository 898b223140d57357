"""What a change of a published thing does to citations: which texts are read again, and when.

A change is handed over when its transaction is done: to the worker, or in the same process
where there is none. Imports collect their changes and hand them over together.
"""

import logging
import threading
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.db import transaction
from django.db.models import Q
from django_tasks import task

from content.models import ContentRecord
from content.references.citations.words import NAMED_TYPES
from content.registration import citing_sources, on_change
from content.text import fold

from ..models import Citation, LegalDocument
from .library import entry_of
from .resolving import Reason
from .storing import CitationStore, Stored

logger = logging.getLogger(__name__)
DOCUMENTS = LegalDocument.record_kind
# A row with one of these leads somewhere; without a target, its document has been deleted.
LEADING = (
    *(Reason.NUMBER, Reason.NAME_AND_YEAR, Reason.NAME_AS_OF, Reason.SELF, Reason.ANTECEDENT),
)
_BY_NAME = (Reason.NAME_AS_OF, Reason.NAME_AND_YEAR, Reason.NOT_IN_LIBRARY)
_state = threading.local()


def connect() -> None:
    """Listen to changes of everything that cites or is cited."""
    on_change(_on_change)


@contextmanager
def citations_paused() -> Iterator[None]:
    """For imports: changes of this thread are noted, and handed over together at the end."""
    _state.noted = defaultdict(set)
    try:
        yield
    finally:
        noted, _state.noted = _state.noted, None
        for kind, keys in noted.items():
            _hand_over(kind, sorted(keys))


@task()
def find_again(kind: str, keys: list[int]) -> None:
    """Find the citations of the items *keys* anew, and of all that cites them."""
    follow(kind, keys)


def follow(kind: str, keys: Sequence[int]) -> Stored:
    """`find_again`, here and now; what was done."""
    store, total = CitationStore(), Stored()
    if kind != DOCUMENTS:
        return sum(store.records(kind, keys), total)
    total = sum(store.documents(keys), total)
    return sum(_stored_again(store, citing(keys)), total)


def citing(keys: Sequence[int]) -> dict[str, list[int]]:
    """What else cites the documents *keys*, or may now that they are here: keys by kind."""
    documents = LegalDocument.objects.filter(pk__in=keys).select_related("type", "issuer")
    entries = [entry_of(document) for document in documents]
    numbers = {entry.number_key for entry in entries} - {""}
    numbers |= {number.rpartition("/")[0] for number in numbers if number.count("/") > 1}
    rows = Citation.objects.filter(
        Q(target__in=keys) | Q(number_key__in=numbers) | Q(target=None, reason__in=LEADING)
    )
    found = set(rows.order_by().values_list("record_id", flat=True).distinct())
    names = {fold(entry.name) for entry in entries if entry.name and entry.type in NAMED_TYPES}
    found |= set(_naming(names)) if names else set()
    by_kind = defaultdict(list)
    known = set(keys)
    records = ContentRecord.objects.filter(pk__in=found).order_by("kind", "object_id")
    for kind, key in records.values_list("kind", "object_id"):
        if kind != DOCUMENTS or key not in known:
            by_kind[kind].append(key)
    return dict(by_kind)


def _naming(names: set[str]) -> Iterator:
    """The records that cite a law by one of *names*: of several laws it may be another now."""
    rows = Citation.objects.filter(reason__in=_BY_NAME).order_by()
    for record, text in rows.values_list("record_id", "text").distinct().iterator():
        folded = fold(text)
        if any(name in folded for name in names):
            yield record


def _stored_again(store: CitationStore, keys: dict[str, list[int]]) -> Iterator[Stored]:
    for kind, of_kind in keys.items():
        if kind == DOCUMENTS:
            yield from store.documents(of_kind)
        else:
            yield from store.records(kind, of_kind)


def _on_change(kind: str, keys: Sequence[int]) -> None:
    if kind != DOCUMENTS and kind not in citing_sources():
        return
    keys = list(keys)
    transaction.on_commit(lambda: _note(kind, keys), robust=True)


def _note(kind: str, keys: Iterable[int]) -> None:
    noted = getattr(_state, "noted", None)
    if noted is None:
        _hand_over(kind, list(keys))
    else:
        noted[kind].update(keys)


def _hand_over(kind: str, keys: list[int]) -> None:
    try:
        find_again.enqueue(kind, keys)
    except Exception:
        # Whoever published something does not suffer for it; `store_citations` catches up.
        logger.exception("citations of %s %s not found", kind, keys[:10])
