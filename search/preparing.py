"""Records made ready for an index by several processes: a rebuild spends its time on it."""

import os
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from pathlib import Path

from content.registration import SearchRecord

from .indexed import IndexedRecord, indexed

_CHUNK = 64  # records that go to a process at a time
_WAITING = 4  # chunks for each process
_ALONE = 1_500  # records for which no process is worth its start

Sourced = tuple[str, SearchRecord]


def prepared(
    records: Iterable[Sourced], *, processes: int | None = None
) -> Iterator[IndexedRecord]:
    """Each record as an index keeps it, in the same order.

    The caller's process is busy writing; *processes* beside it make the tokens, by default
    one for each processor.
    """
    records = iter(records)
    first = list(islice(records, _ALONE))
    processes = (os.cpu_count() or 1) if processes is None else processes
    if len(first) < _ALONE or processes < 1 or not _can_spawn():
        yield from (indexed(*sourced) for sourced in chain(first, records))
        return
    # Spawned, not forked: threads and database connections of this process stay its own.
    context = get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context, initializer=_end_with_parent) as pool:
        yield from _made_by(pool, _chunks(chain(first, records)), processes * _WAITING)


def _made_by(
    pool: ProcessPoolExecutor, chunks: Iterator[list[Sourced]], ahead: int
) -> Iterator[IndexedRecord]:
    """The records of *chunks*, of which so many are worked on ahead of the one that is due."""
    sent: deque[list[Sourced]] = deque()
    made: deque[Future] = deque()
    try:
        while True:
            for chunk in islice(chunks, ahead - len(sent)):
                sent.append(chunk)
                made.append(pool.submit(_make_ready, chunk))
            if not sent:
                return
            done = made.popleft().result()
            sent.popleft()
            yield from done
    except RuntimeError:
        # One was killed (a BrokenProcessPool), cannot start beside this program, or the program
        # is about to end and Python takes no more work for processes: slower, but it goes on.
        for chunk in chain(sent, chunks):
            yield from _make_ready(chunk)


def _end_with_parent() -> None:
    """Do not outlive the process that this one works for, should that one be killed."""

    def watch() -> None:
        parent_process().join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _make_ready(chunk: list[Sourced]) -> list[IndexedRecord]:
    return [indexed(*sourced) for sourced in chunk]


def _chunks(records: Iterable[Sourced]) -> Iterator[list[Sourced]]:
    records = ((source, _in_plain_words(record)) for source, record in records)
    while chunk := list(islice(records, _CHUNK)):
        yield chunk


def _in_plain_words(record: SearchRecord) -> SearchRecord:
    """*record* with its labels as they read; one that is translated late cannot be sent."""
    labels = (record.type_label, record.unit_label, *(p.label for p in record.passages))
    if all(type(label) is str for label in labels):
        return record
    return replace(
        record,
        type_label=str(record.type_label),
        unit_label=str(record.unit_label),
        passages=tuple(replace(p, label=str(p.label)) for p in record.passages),
    )


def _can_spawn() -> bool:
    """A spawned process reads the program's main file again; one fed by a pipe has none."""
    path = getattr(sys.modules["__main__"], "__file__", None)
    return path is None or Path(path).is_file()
