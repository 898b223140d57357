"""Keeping the index true to the database: the outbox, who empties it, and the rebuild.

A change writes a row in its own transaction. After the commit whoever gets the lock brings
all rows into the index, in a thread of the process that changed something or by
`manage.py drain_search`; readers of all processes see it with their next search.
"""

import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby

from django.conf import settings
from django.db import connections, transaction

from content.registration import SearchRecord, SearchSource, search_sources

from .engines import portal_engine
from .engines.base import EngineUnavailable, IndexMissing, IndexUpdate
from .models import IndexChange

logger = logging.getLogger(__name__)

_BATCH = 900  # notes that one update of the index takes
_TOGETHER = 100  # objects whose records are in memory at one time
_NOTES = 1000  # rows of the outbox that one statement writes
_state = threading.local()


def record_changes(source_name: str, primary_keys: Sequence[int]) -> None:
    """Note in the caller's transaction that objects changed; the index follows its commit."""
    notes = (IndexChange(source=source_name, primary_key=key) for key in primary_keys)
    IndexChange.objects.bulk_create(notes, batch_size=_NOTES)
    transaction.on_commit(_follow, robust=True)


@contextmanager
def updates_paused() -> Iterator[None]:
    """For imports: changes of this thread are noted, and indexed together at the end."""
    _state.paused = True
    try:
        yield
    finally:
        _state.paused = False
        _follow()


def update_index() -> int:
    """Bring every noted change into the index; how many objects.

    Raises EngineUnavailable when there is no index to update: the notes are kept then.
    """
    engine = portal_engine()
    if not engine.is_rebuilding():
        IndexChange.objects.filter(applied=True).delete()
    indexed, last = 0, 0
    while changes := _next_changes(after=last):
        last = changes[-1].pk
        # Asked after the rows were read: a rebuild that starts later reads these changes itself.
        rebuilding = engine.is_rebuilding()
        with engine.update() as update:
            done = _apply(changes, update)
        _forget(done, still_needed=rebuilding)
        indexed += len({(change.source, change.primary_key) for change in done})
    return indexed


def rebuild_index(progress: Callable[[SearchSource, int], None] | None = None) -> int:
    """Build the index anew from the database while searches go on; how many records.

    *progress* is called with each source and the number of its objects read so far.
    """
    # What was committed before the reading starts is read; only what comes later is caught up.
    read = list(IndexChange.objects.all())
    late: list[IndexChange] = []

    def catch_up(update: IndexUpdate) -> None:
        known = {change.pk for change in read}
        changes = [change for change in IndexChange.objects.all() if change.pk not in known]
        late.extend(_apply(changes, update))

    count = portal_engine().rebuild(_all_records(progress), before_swap=catch_up)
    _forget([*read, *late], still_needed=False)
    return count


def _next_changes(after: int) -> list[IndexChange]:
    return list(IndexChange.objects.filter(applied=False, pk__gt=after).order_by("pk")[:_BATCH])


def _all_records(progress) -> Iterator[tuple[str, SearchRecord]]:
    for source in search_sources():
        objects, current = 0, None
        for record in source.records():
            primary_key = record.key.partition("/")[0]
            if primary_key != current:
                current, objects = primary_key, objects + 1
                if progress:
                    progress(source, objects)
            yield source.name, record


def _apply(changes: Iterable[IndexChange], update: IndexUpdate) -> list[IndexChange]:
    """Replace the records of the changed objects; the changes that this worked for."""
    sources = {source.name: source for source in search_sources()}
    done: list[IndexChange] = []
    ordered = sorted(changes, key=lambda change: (change.source, change.primary_key))
    for name, of_source in groupby(ordered, key=lambda change: change.source):
        by_key = groupby(of_source, key=lambda change: change.primary_key)
        noted = [(key, list(group)) for key, group in by_key]
        for start in range(0, len(noted), _TOGETHER):
            batch = noted[start : start + _TOGETHER]
            done.extend(_replace(sources.get(name), name, batch, update))
    return done


def _replace(source: SearchSource | None, name: str, batch, update: IndexUpdate):
    """Index the objects of *batch* anew; the changes that this worked for."""
    read = _read_together(source, [key for key, _changes in batch])
    for key, changes in batch:
        try:
            # Read first: an object that fails to be read stays findable as it was.
            records = read(key)
            update.remove(name, key)
            for record in records:
                update.add(name, record)
        except Exception:
            # One object that cannot be read must not hold up all others; its note stays.
            logger.exception("cannot index %s/%s", name, key)
        else:
            yield from changes


def _read_together(source: SearchSource | None, keys: Sequence[int]):
    """How to get the records of each of the changed objects: read at once where that works."""
    if source is None:
        return lambda key: []
    found: dict[str, list[SearchRecord]] = {}
    try:
        for record in source.records_of(keys):
            found.setdefault(record.key.partition("/")[0], []).append(record)
    except Exception:
        # One of them fails; alone each shows whether it is the one.
        return lambda key: list(source.records_of([key]))
    return lambda key: found.get(str(key), [])


def _forget(changes: Sequence[IndexChange], *, still_needed: bool) -> None:
    """Delete the notes, or keep them for the index that is being built."""
    for start in range(0, len(changes), _BATCH):
        keys = [change.pk for change in changes[start : start + _BATCH]]
        rows = IndexChange.objects.filter(pk__in=keys)
        if still_needed:
            rows.update(applied=True)
        else:
            rows.delete()


class _Follower:
    """One thread of this process that empties the outbox, started when there is something."""

    def __init__(self):
        self._guard = threading.Lock()
        self._wanted = False
        self._running = False

    def wake(self) -> None:
        with self._guard:
            self._wanted = True
            if self._running:
                return
            self._running = True
        threading.Thread(target=self._run, name="search-index").start()

    def _run(self) -> None:
        try:
            while self._take():
                _update_quietly()
        finally:
            connections.close_all()

    def _take(self) -> bool:
        with self._guard:
            self._running, self._wanted = self._wanted, False
            return self._running


_follower = _Follower()


def _follow() -> None:
    if getattr(_state, "paused", False):
        return
    if settings.SEARCH.get("INLINE"):
        _update_quietly()
    else:
        _follower.wake()


def _update_quietly() -> None:
    """Whoever published something does not suffer for the index; the notes are kept."""
    try:
        update_index()
    except IndexMissing:
        logger.info("changes are kept for the first rebuild_search")
    except EngineUnavailable as error:
        logger.warning("search index not updated: %s", error)
    except Exception:
        logger.exception("search index not updated")
