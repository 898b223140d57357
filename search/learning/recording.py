"""Counting what is asked and opened, behind the reader's back only in time: after the answer.

Counts wait in the memory of the process for some seconds and are written together by a thread
of their own, so no page waits for them and a burst of searches is a few rows. What a killed
process had not written is lost, which a statistic can bear.
"""

import atexit
import logging
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connections, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from ..models import AskedQuery, OpenedResult
from ..queries import query_key
from .keeping import may_be_kept

logger = logging.getLogger(__name__)

_WAIT = 5.0  # seconds that counts wait for company
_MOST_WAITING = 2_000  # entries; more come from programs
# A program that asks without end shall not fill the table.
_MOST_QUERIES_A_DAY = 20_000
_SALT = "search.learning"
_DAY = 24 * 60 * 60


@dataclass(slots=True)
class _Asked:
    query: str = ""
    asked: int = 0
    results: int = 0
    askers: set[str] = field(default_factory=set)


Key = tuple[date, str]


class _Waiting:
    """What was counted and is not written yet."""

    def __init__(self):
        self._guard = threading.Lock()
        self._thread: threading.Thread | None = None
        self._asked: dict[Key, _Asked] = {}
        self._opened: Counter[tuple[date, str, str, str, int]] = Counter()

    def add_query(self, key: Key, query: str, results: int, asker: str) -> None:
        with self._guard:
            if len(self._asked) < _MOST_WAITING or key in self._asked:
                entry = self._asked.setdefault(key, _Asked())
                entry.query, entry.results = query, results
                entry.asked += 1
                entry.askers.add(asker)
        self._follow()

    def add_click(self, key: Key, source: str, record: str, rank: int) -> None:
        with self._guard:
            if len(self._opened) < _MOST_WAITING:
                self._opened[*key, source, record, rank] += 1
        self._follow()

    def write(self) -> None:
        with self._guard:
            asked, self._asked = self._asked, {}
            opened, self._opened = self._opened, Counter()
        for key, entry in asked.items():
            _write_query(key, entry)
        for (day, key, source, record, rank), clicks in opened.items():
            _write_click(day, key, source, record, rank, clicks)

    def _follow(self) -> None:
        if settings.SEARCH["LOG"] == "inline":
            self.write()
            return
        with self._guard:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="search-log", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        """Waits, writes, and ends when nothing came meanwhile."""
        try:
            while True:
                time.sleep(_WAIT)
                self.write_quietly()
                with self._guard:
                    if not self._asked and not self._opened:
                        self._thread = None
                        return
        finally:
            connections.close_all()

    def write_quietly(self) -> None:
        try:
            self.write()
        except DatabaseError as error:
            logger.warning("the log of searches could not be written: %s", error)


_waiting = _Waiting()
atexit.register(_waiting.write_quietly)


def record_query(query: str, *, results: int, network: str) -> None:
    """Count that *query* was asked; *network* only tells askers of one day apart."""
    key = query_key(query)
    if key and settings.SEARCH["LOG"] and may_be_kept(query):
        day = timezone.localdate()
        asker = salted_hmac(_SALT, f"{day} {key} {network}", algorithm="sha256").hexdigest()
        _waiting.add_query((day, key), query, results, asker)


def record_click(key: str, *, source: str, record: str, rank: int) -> None:
    """Count that a result of the query with *key* was opened."""
    if settings.SEARCH["LOG"]:
        _waiting.add_click((timezone.localdate(), key), source, record, rank)


def _write_query(key: Key, entry: _Asked) -> None:
    day, words = key
    new = sum(cache.add(f"{_SALT}.{asker}", True, _DAY) for asker in entry.askers)
    with transaction.atomic():
        rows = AskedQuery.objects.filter(day=day, key=words)
        changed = rows.update(
            query=entry.query,
            results=entry.results,
            asked=F("asked") + entry.asked,
            askers=F("askers") + new,
        )
        if changed or AskedQuery.objects.filter(day=day).count() >= _MOST_QUERIES_A_DAY:
            return
        _row, created = AskedQuery.objects.get_or_create(
            day=day,
            key=words,
            defaults={
                "query": entry.query,
                "results": entry.results,
                "asked": entry.asked,
                "askers": new,
            },
        )
        if not created:  # another process was faster
            rows.update(asked=F("asked") + entry.asked, askers=F("askers") + new)


def _write_click(day: date, key: str, source: str, record: str, rank: int, clicks: int) -> None:
    """Only results of queries that were kept are counted."""
    with transaction.atomic():
        asked = AskedQuery.objects.filter(day=day, key=key)
        if not asked.update(clicks=F("clicks") + clicks):
            return
        row, created = OpenedResult.objects.get_or_create(
            day=day,
            key=key,
            source=source,
            record=record,
            defaults={"rank": rank, "clicks": clicks},
        )
        if not created:
            OpenedResult.objects.filter(pk=row.pk).update(rank=rank, clicks=F("clicks") + clicks)
