"""Work that follows a change, in a thread of the process that made it."""

# Loaded now: a thread that outlives the main one may need it, and Python refuses it then.
import concurrent.futures.process  # noqa: F401
import threading
import time
from collections.abc import Callable

from django.db import connections


class Follower:
    """One thread at a time that does *work* whenever somebody woke it since.

    *work* returns after how many seconds it wants to be tried again, or 0. A *daemon* is not
    waited for when the process ends.
    """

    def __init__(self, work: Callable[[], float], *, pause: float = 0, daemon: bool = False):
        self._work = work
        self._pause = pause  # seconds between two runs; who wakes it earlier is not heard
        self._daemon = daemon
        self._guard = threading.Lock()
        self._wanted = self._running = False
        self._timer: threading.Timer | None = None
        self._rested_at = 0.0

    def wake(self) -> None:
        with self._guard:
            if time.monotonic() < self._rested_at:
                return
            self._wanted = True
            if self._running:
                return
            self._running = True
        threading.Thread(target=self._run, name="search-index", daemon=self._daemon).start()

    def _run(self) -> None:
        try:
            while self._take():
                if again := self._work():
                    self._wake_in(again)
        finally:
            connections.close_all()

    def _take(self) -> bool:
        with self._guard:
            self._running, self._wanted = self._wanted, False
            if not self._running and self._pause:
                self._rested_at = time.monotonic() + self._pause
            return self._running

    def _wake_in(self, seconds: float) -> None:
        if self._timer is None or not self._timer.is_alive():
            # A daemon: what is left undone when the process ends waits in the database.
            self._timer = threading.Timer(seconds, self.wake)
            self._timer.daemon = True
            self._timer.start()
