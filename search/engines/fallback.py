"""Elasticsearch with the embedded engine behind it, for when the server does not answer."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import TypeVar

from .base import EngineUnavailable, Results, SearchEngine

logger = logging.getLogger(__name__)

_FIRST_PAUSE = 1.0
_LONGEST_PAUSE = 5.0
_Answer = TypeVar("_Answer")


@cache
def with_fallback(engine: SearchEngine, substitute: SearchEngine) -> "EngineWithFallback":
    """One for each process, so that what one request learns all others know."""
    return EngineWithFallback(engine, substitute)


class Breaker:
    """Open while the server does not answer, so that one request waits for it and not each.

    A thread asks meanwhile whether it is back, ever less often; no reader does.
    """

    def __init__(self, check: Callable[[], None]):
        self._check = check
        self._guard = threading.Lock()
        self._pause = _FIRST_PAUSE
        self._next_check = 0.0
        self.is_open = False

    def open(self) -> None:
        with self._guard:
            if not self.is_open:
                self.is_open = True
                self._pause = _FIRST_PAUSE
                self._next_check = time.monotonic() + self._pause

    def check_if_due(self) -> None:
        """Ask in a thread whether the server is back, if that was not done just now."""
        with self._guard:
            if not self.is_open or time.monotonic() < self._next_check:
                return
            self._pause = min(2 * self._pause, _LONGEST_PAUSE)
            self._next_check = time.monotonic() + self._pause
        threading.Thread(target=self._ask, name="search-check", daemon=True).start()

    def _ask(self) -> None:
        try:
            self._check()
        except EngineUnavailable:
            return
        logger.warning("Elasticsearch answers again")
        self.is_open = False


class EngineWithFallback(SearchEngine):
    """Reads from *engine*, or from *substitute* while that is not available."""

    def __init__(self, engine: SearchEngine, substitute: SearchEngine):
        self._engine = engine
        self._substitute = substitute
        self.breaker = Breaker(engine.check)

    def search(self, *arguments, **options) -> Results:
        def ask(engine: SearchEngine) -> Results:
            return engine.search(*arguments, **options)

        def ask_substitute(engine: SearchEngine) -> Results:
            return replace(ask(engine), substituted=True)

        return self._asked(ask, ask_substitute)

    def lookup(self, *arguments, **options):
        return self._asked(lambda engine: engine.lookup(*arguments, **options))

    def titled(self, *arguments, **options):
        return self._asked(lambda engine: engine.titled(*arguments, **options))

    def suggest(self, *arguments, **options):
        return self._asked(lambda engine: engine.suggest(*arguments, **options))

    def frequencies(self, *arguments, **options):
        return self._asked(lambda engine: engine.frequencies(*arguments, **options))

    def update(self):
        return self._engine.update()

    def rebuild(self, *arguments, **options):
        return self._engine.rebuild(*arguments, **options)

    def check(self) -> None:
        self._asked(lambda engine: engine.check())

    def inventory(self):
        return self._engine.inventory()

    def owners(self, identities):
        return self._engine.owners(identities)

    def _asked(
        self,
        ask: Callable[[SearchEngine], _Answer],
        ask_substitute: Callable[[SearchEngine], _Answer] | None = None,
    ) -> _Answer:
        if not self.breaker.is_open:
            try:
                return ask(self._engine)
            except EngineUnavailable as error:
                logger.warning("the embedded engine answers for Elasticsearch: %s", error)
                self.breaker.open()
        self.breaker.check_if_due()
        return (ask_substitute or ask)(self._substitute)
