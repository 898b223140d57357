# ruff: noqa: E402 - Django is set up before anything of it is imported
"""The processes of faults.py: a portal of one table, whose every change waits for the indexes."""

import os
import random
import signal
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from datetime import date

os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings.test"
os.environ["DATABASE_URL"] = "sqlite:///:memory:"

import django

django.setup()

from django.conf import settings
from django.db import connection, connections, transaction

from content import registration
from content.registration import Passage, SearchRecord, SearchSource, announce_changes
from search import indexing
from search.analysis import query_terms
from search.checking import differences
from search.engines import own_indexes, portal_engine
from search.models import IndexChange

TOGETHER = 50  # objects in one transaction of a load


def records(rows: Iterable[tuple[int, int]]) -> Iterable[SearchRecord]:
    """One to three records for each object, with other words and passages in each version."""
    for key, version in rows:
        for number in range(1 + version % 3):
            text = f"văn bản số {key} bản {version} điều {number} về đất đai nhà ở giao thông " * 5
            yield SearchRecord(
                key=f"{key}/art_{number}",
                title=f"Điều {number} của văn bản {key}, bản {version}",
                body=text,
                url=f"/{key}/{number}/",
                passages=tuple(Passage(f"khoan-{n}", "", text) for n in range(version % 4)),
            )


def rows(keys: Iterable[int] | None = None) -> list[tuple[int, int]]:
    with connection.cursor() as cursor:
        where = "" if keys is None else f" AND id IN ({','.join(map(str, keys))})"
        # Every seventh version is a withdrawal.
        cursor.execute(f"SELECT id, version FROM fault_objects WHERE version % 7 != 0{where}")
        return cursor.fetchall()


def prepare(portal) -> None:
    """Make this process one of *portal*."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    connections.close_all()
    connection.settings_dict["NAME"] = str(portal.database)
    connections.databases["default"]["NAME"] = str(portal.database)
    settings.SEARCH |= {
        "ENGINE": portal.engine,
        "DIRECTORY": portal.folder / "search",
        "INLINE": False,
        "ELASTICSEARCH": settings.SEARCH["ELASTICSEARCH"]
        | {
            "URLS": [portal.url] if portal.engine == "elasticsearch" else [],
            "PREFIX": portal.folder.name.lower().replace("_", "-"),
        },
    }
    source = SearchSource(
        name="faults",
        label="Văn bản",
        records=lambda: records(rows()),
        records_of=lambda keys: iter(records(rows(keys))),
        count=lambda: len(rows()),
    )
    registration._registry.sources = {source.name: source}
    # Other listeners ask for tables that this portal does not have.
    registration._registry.listeners = [indexing.record_changes]


def answer(portal, sender, task: str, *arguments) -> None:
    sender.send(globals()[task](portal, *arguments))


def set_up(portal) -> None:
    prepare(portal)
    with connection.schema_editor() as editor:
        editor.create_model(IndexChange)
        editor.execute("CREATE TABLE fault_objects (id INTEGER PRIMARY KEY, version INTEGER)")


def tear_down(portal) -> None:
    prepare(portal)
    for engine in own_indexes().values():
        if delete := getattr(engine, "delete", None):
            delete()


def change(keys: list[int]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO fault_objects VALUES (%s, 1) "
            "ON CONFLICT (id) DO UPDATE SET version = version + 1",
            [(key,) for key in keys],
        )
        announce_changes("faults", keys)


def load(portal, objects: int) -> None:
    """Objects that are new, with changes and withdrawals of earlier ones in between."""
    prepare(portal)
    chance = random.Random(2)
    with indexing.updates_paused():
        for start in range(1, objects + 1, TOGETHER):
            change(list(range(start, min(start + TOGETHER, objects + 1))))
            change(chance.sample(range(1, start + 1), k=min(start, 10)))
            time.sleep(0.05)
        os._exit(0)  # leave the indexing to the indexers


def write(portal) -> None:
    """One change after the other until it is told to stop."""
    prepare(portal)
    chance = random.Random(3)
    with indexing.updates_paused(), suppress(SystemExit):
        while True:
            change([chance.randrange(1, 1000)])
            time.sleep(0.02)
    os._exit(0)


def index(portal) -> None:
    """As `drain_search --follow`, without its rests."""
    prepare(portal)
    while True:
        indexing.mend_indexes()
        time.sleep(0.02)


def rebuild(portal) -> None:
    prepare(portal)
    while True:
        indexing.rebuild_index(only=portal.engine)


def read(portal, sender) -> None:
    """Search all the time; in the end how that went."""
    prepare(portal)
    times, substituted, failures, last = [], 0, 0, ""
    terms = query_terms("văn bản về đất đai")
    try:
        while True:
            started = time.perf_counter()
            try:
                last = portal_engine().search(terms, day=date.today()).engine
                substituted += last != portal.engine
            except Exception:
                failures += 1
            times.append(time.perf_counter() - started)
            time.sleep(0.01)
    finally:
        sender.send(
            {
                "searches": len(times),
                "searches_failed": failures,
                "searches_substituted": substituted,
                "last_answered_by": last,
                "slowest_search_ms": round(max(times) * 1000),
            }
        )


def fill(portal, objects: int) -> None:
    prepare(portal)
    with indexing.updates_paused():
        change(list(range(1, objects + 1)))
        indexing.mend_indexes()


def waiting(portal) -> int:
    prepare(portal)
    return IndexChange.objects.waiting().count()


def drained(portal) -> dict[str, int]:
    """How the indexes differ from the database once nothing waits any more."""
    prepare(portal)
    while IndexChange.objects.waiting().exists():
        for outcome in indexing.mend_indexes():
            if outcome.error:
                raise outcome.error
    totals = {"records": 0, "missing": 0, "outdated": 0, "surplus": 0}
    for name, engine in own_indexes().items():
        found = differences(name, engine)
        totals["records"] = found.records
        totals["missing"] += len(found.missing)
        totals["outdated"] += len(found.outdated)
        totals["surplus"] += len(found.surplus) + len(found.orphans)
    return totals
