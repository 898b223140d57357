"""Locks among processes: one writes an index at a time, one builds it anew.

Whoever dies frees what they held, however they die: the system closes the file, the database
ends the session.
"""

import fcntl
import time
import zlib
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from .base import EngineBusy

_EVERY = 0.02  # seconds between two attempts


class Locks(ABC):
    """Named locks of one index."""

    @contextmanager
    def hold(self, name: str, *, patience: float = 0) -> Iterator[None]:
        """Hold the lock *name*; EngineBusy if it was not to be had in *patience* seconds."""
        with self._opened(name) as attempt:
            deadline = time.monotonic() + patience
            while not attempt():
                if time.monotonic() >= deadline:
                    raise EngineBusy(name)
                time.sleep(_EVERY)
            yield

    @abstractmethod
    def _opened(self, name: str):
        """A context whose value is called to try for the lock; leaving it frees the lock."""


class FileLocks(Locks):
    """Among the processes of this machine."""

    def __init__(self, directory: Path):
        self._directory = Path(directory)

    @contextmanager
    def _opened(self, name: str):
        self._directory.mkdir(parents=True, exist_ok=True)
        with (self._directory / f"{name}.lock").open("w") as file:
            yield lambda: _locked(file)


class DatabaseLocks(Locks):
    """Among all machines of a portal on PostgreSQL, by the session with the database."""

    def __init__(self, namespace: str):
        self._namespace = namespace

    @contextmanager
    def _opened(self, name: str):
        key = zlib.crc32(f"{self._namespace}/{name}".encode())
        held = False

        def attempt() -> bool:
            nonlocal held
            held = _asked("SELECT pg_try_advisory_lock(%s)", key)
            return held

        try:
            yield attempt
        finally:
            if held:
                _asked("SELECT pg_advisory_unlock(%s)", key)


def _locked(file) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _asked(statement: str, key: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(statement, [key])
        return cursor.fetchone()[0]
