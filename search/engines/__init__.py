"""The engines: the one that readers ask, and the indexes that this machine keeps fresh."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from .base import SearchEngine
from .locking import DatabaseLocks, FileLocks, Locks

TANTIVY = "tantivy"
ELASTICSEARCH = "elasticsearch"
ENGINES = (TANTIVY, ELASTICSEARCH)


def portal_engine() -> SearchEngine:
    """The engine that readers ask: the one of settings.SEARCH, one for each process.

    Elasticsearch has the embedded one behind it, for when it does not answer.
    """
    embedded = _tantivy(Path(settings.SEARCH["DIRECTORY"]))
    if _set_engine() == TANTIVY:
        return embedded
    from .fallback import with_fallback

    return with_fallback(_elasticsearch(), embedded)


def own_indexes() -> Mapping[str, SearchEngine]:
    """The indexes that this machine writes, by the name under which changes wait for them."""
    embedded = _tantivy(Path(settings.SEARCH["DIRECTORY"]))
    own = {_embedded_name(settings.SEARCH.get("MACHINE", "")): embedded}
    return {ELASTICSEARCH: _elasticsearch()} | own if _has_server() else own


def index_names() -> list[str]:
    """The indexes of all machines: for each of them every change is noted."""
    machines = settings.SEARCH.get("MACHINES") or [settings.SEARCH.get("MACHINE", "")]
    if settings.SEARCH.get("MACHINE", "") not in machines:
        raise ImproperlyConfigured("SEARCH_MACHINE must be one of SEARCH_MACHINES")
    names = [_embedded_name(machine) for machine in machines]
    return [ELASTICSEARCH, *names] if _has_server() else names


@contextmanager
def throwaway_engine(name: str) -> Iterator[SearchEngine]:
    """An engine of this kind with an index of its own, for measuring; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="portal-search-") as directory:
        if name == TANTIVY:
            yield _new_tantivy(Path(directory))
        elif name == ELASTICSEARCH:
            # Patient, because nobody waits: what is measured may be slow.
            prefix = f"portal-try-{uuid4().hex[:12]}"
            engine = _new_elasticsearch(prefix, FileLocks(Path(directory)), TIMEOUT=60)
            try:
                yield engine
            finally:
                engine.delete()
        else:
            raise ImproperlyConfigured(f"SEARCH: there is no engine called {name!r}")


def _set_engine() -> str:
    name = settings.SEARCH["ENGINE"]
    if name not in ENGINES:
        raise ImproperlyConfigured(f"SEARCH: there is no engine called {name!r}")
    return name


def _has_server() -> bool:
    """A server that is known is kept fresh, also before readers ask it and when they no more do."""
    return bool(settings.SEARCH["ELASTICSEARCH"]["URLS"]) or _set_engine() == ELASTICSEARCH


def _embedded_name(machine: str) -> str:
    return f"{TANTIVY}@{machine}" if machine else TANTIVY


@cache
def _tantivy(directory: Path) -> SearchEngine:
    return _new_tantivy(directory)


def _new_tantivy(directory: Path) -> SearchEngine:
    from .tantivy import TantivyEngine

    return TantivyEngine(directory)


def _elasticsearch() -> SearchEngine:
    values = settings.SEARCH["ELASTICSEARCH"]
    frozen = tuple((n, tuple(v) if isinstance(v, list) else v) for n, v in values.items())
    return _cached_elasticsearch(Path(settings.SEARCH["DIRECTORY"]), frozen)


@cache
def _cached_elasticsearch(directory: Path, values: tuple) -> SearchEngine:
    prefix = dict(values)["PREFIX"]
    # Several machines that share a server share a database, and no folder.
    if connection.vendor == "postgresql":
        return _new_elasticsearch(prefix, DatabaseLocks(prefix))
    return _new_elasticsearch(prefix, FileLocks(directory / ELASTICSEARCH))


def _new_elasticsearch(prefix: str, locks: Locks, **changed) -> SearchEngine:
    # A package that only portals with a server load: it brings a client for HTTP.
    from .elasticsearch import ElasticsearchEngine

    values = settings.SEARCH["ELASTICSEARCH"] | changed
    return ElasticsearchEngine(values, prefix=prefix, locks=locks)
