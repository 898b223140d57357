"""Keeping the indexes true to the database: the outbox, who empties it, and the rebuild.

A change writes a row for each index in its own transaction. After the commit whoever gets an
index's lock brings the rows into it, in a thread of the process that changed something or by
`manage.py drain_search`; readers of all processes see it with their next search. An index that
does not answer holds up no other: its rows wait, and are delivered in order when it is back.
"""

import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.db import transaction

from content.registration import SearchRecord, SearchSource, search_sources

from .engines import index_names, own_indexes
from .engines.base import (
    EngineBusy,
    EngineDown,
    EngineUnavailable,
    IndexMissing,
    IndexUpdate,
    SearchEngine,
)
from .following import Follower
from .models import IndexChange

logger = logging.getLogger(__name__)

_BATCH = 900  # notes that one update of the index takes
_TOGETHER = 100  # objects whose records are in memory at one time
_NOTES = 1000  # rows of the outbox that one statement writes
_RETRY = 5  # seconds until a server that is down is tried again
_state = threading.local()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the notes of one index."""

    index: str
    updated: int = 0  # objects
    rebuilt: int = 0  # records, where there was no usable index
    error: EngineUnavailable | EngineBusy | None = None  # the rest of the notes was kept


def record_changes(source_name: str, primary_keys: Sequence[int]) -> None:
    """Note in the caller's transaction that objects changed; the indexes follow its commit."""
    notes = (
        IndexChange(index=index, source=source_name, primary_key=key)
        for index in index_names()
        for key in primary_keys
    )
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


def update_indexes() -> list[Outcome]:
    """Bring every noted change into every index of this machine that can take it."""
    IndexChange.objects.forget_old(index_names())
    return [_outcome(name, engine) for name, engine in own_indexes().items()]


def mend_indexes(
    progress: Callable[[SearchSource, int], None] | None = None,
) -> list[Outcome]:
    """`update_indexes`, but first build what is missing, broken or of another version."""
    IndexChange.objects.forget_old(index_names())
    return [_outcome(name, engine, progress, mend=True) for name, engine in own_indexes().items()]


def mend_soon() -> None:
    """Have the indexes of this machine mended in a thread, for who found one unusable."""
    if not settings.SEARCH.get("INLINE"):
        _mender.wake()


def update_index(name: str, engine: SearchEngine) -> int:
    """Bring every noted change into one index; how many objects.

    Raises EngineUnavailable when there is no index to update: the notes are kept then.
    """
    indexed, last = 0, 0
    while _waiting(name, after=last).exists():
        with engine.update() as update:
            # Read under the lock: what another process delivered meanwhile waits no more.
            changes = list(_waiting(name, after=last)[:_BATCH])
            done = _apply(changes, update)
        IndexChange.objects.delivered(done)
        if not changes:
            break
        last = changes[-1].pk
        indexed += len({(change.source, change.primary_key) for change in done})
    return indexed


def rebuild_one(
    name: str,
    engine: SearchEngine,
    progress: Callable[[SearchSource, int], None] | None = None,
) -> int:
    """Build one index anew from the database while searches go on; how many records.

    *progress* is called with each source and the number of its objects read so far.
    """
    # What was committed before the reading starts is read; only what comes later is caught up,
    # and that includes what the index that still answers got meanwhile.
    notes = IndexChange.objects.of(name)
    read = list(notes.waiting())
    known = {change.pk for change in read} | set(
        notes.exclude(delivered_at=None).values_list("pk", flat=True)
    )
    late: list[IndexChange] = []

    def catch_up(update: IndexUpdate) -> None:
        late.extend(_apply([note for note in notes if note.pk not in known], update))

    count = engine.rebuild(all_records(progress), before_swap=catch_up)
    notes.delivered([*read, *late])
    IndexChange.objects.forget_others(index_names())
    return count


def rebuild_index(
    progress: Callable[[SearchSource, int], None] | None = None, *, only: str = ""
) -> int:
    """Build the indexes of this machine anew, or those of the engine *only*; how many records."""
    count = 0
    for name, engine in own_indexes().items():
        if only in ("", name.partition("@")[0]):
            count = rebuild_one(name, engine, progress)
    return count


def _outcome(name: str, engine: SearchEngine, progress=None, *, mend: bool = False) -> Outcome:
    try:
        if not mend:
            return Outcome(name, update_index(name, engine))
        return _mended(name, engine, progress)
    except (EngineUnavailable, EngineBusy) as error:
        return Outcome(name, error=error)


def _mended(name: str, engine: SearchEngine, progress) -> Outcome:
    try:
        engine.check()
        return Outcome(name, update_index(name, engine))
    except EngineDown:
        raise
    except EngineUnavailable as error:
        # It cannot be read, or cannot be written any more.
        logger.warning("search index %s is built anew: %s", name, error)
        rebuilt = rebuild_one(name, engine, progress)
        return Outcome(name, update_index(name, engine), rebuilt)


def _waiting(name: str, *, after: int):
    return IndexChange.objects.of(name).waiting().filter(pk__gt=after)


def all_records(
    progress: Callable[[SearchSource, int], None] | None = None,
) -> Iterator[tuple[str, SearchRecord]]:
    """Everything that is public now, each with the name of its source."""
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
        except EngineUnavailable:
            raise
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


def _follow() -> None:
    if getattr(_state, "paused", False):
        return
    if settings.SEARCH.get("INLINE"):
        _update_quietly()
    else:
        _follower.wake()


def _update_quietly() -> float:
    """Whoever published something does not suffer for the index; the notes are kept."""
    return _logged(update_indexes)


def _mend_quietly() -> float:
    return _logged(mend_indexes)


def _logged(work: Callable[[], list[Outcome]]) -> float:
    """Seconds after which to do this again, because a server was down or an index locked."""
    try:
        outcomes = work()
    except Exception:
        logger.exception("search index not updated")
        return 0
    for outcome in outcomes:
        if isinstance(outcome.error, IndexMissing):
            logger.info("changes are kept for the first rebuild_search")
        elif outcome.error:
            logger.warning("search index %s not updated: %s", outcome.index, outcome.error)
    passing = any(isinstance(outcome.error, EngineDown | EngineBusy) for outcome in outcomes)
    return _RETRY if passing else 0


_follower = Follower(_update_quietly)
_mender = Follower(_mend_quietly, pause=60, daemon=True)
