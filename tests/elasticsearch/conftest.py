"""A real server, portals that use it, and small libraries in both engines."""

import os
from uuid import uuid4

import pytest
from django.conf import settings as portal_settings

from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.locking import FileLocks
from tests.elasticsearch.gate import Gate
from tests.elasticsearch.node import Node, NotPossibleHere, assemble, wait_until_ready
from tests.search.conftest import shelves  # noqa: F401 - a fixture


@pytest.fixture(scope="session")
def elasticsearch_server():
    """The address of a node: the one that tests/run.py started, or one of this process."""
    if url := os.environ.get("TEST_ELASTICSEARCH_URL"):
        wait_until_ready(url)
        yield url
        return
    try:
        assemble()
    except NotPossibleHere as reason:
        pytest.skip(f"Elasticsearch {reason}")
    node = Node().start()
    try:
        yield node.wait().url
    finally:
        node.remove()


@pytest.fixture
def gate(elasticsearch_server):
    """A gate before the server that a test may shut."""
    gate = Gate(elasticsearch_server)
    yield gate
    gate.shut()


@pytest.fixture
def connection():
    """Makes the settings of a connection to these addresses."""

    def made(*urls: str, **values) -> dict:
        # Patient: a test of what is found must not fail because the machine is busy.
        return portal_settings.SEARCH["ELASTICSEARCH"] | {"URLS": urls, "TIMEOUT": 10} | values

    return made


@pytest.fixture
def new_engine(elasticsearch_server, connection, tmp_path):
    """Makes engines with indexes of their own, which are deleted in the end."""
    made = []

    def make(*urls: str, prefix: str = "", **values) -> ElasticsearchEngine:
        prefix = prefix or f"portal-test-{uuid4().hex[:12]}"
        locks = FileLocks(tmp_path / prefix)
        engine = ElasticsearchEngine(
            connection(*urls or [elasticsearch_server], **values), prefix=prefix, locks=locks
        )
        made.append((prefix, locks))
        return engine

    yield make
    for prefix, locks in made:
        ElasticsearchEngine(connection(elasticsearch_server), prefix=prefix, locks=locks).delete()


@pytest.fixture
def engine(new_engine):
    """An engine without an index."""
    return new_engine()


@pytest.fixture
def portal(settings, gate, connection, tmp_path, shelves):  # noqa: F811 - the fixture
    """A portal set to Elasticsearch behind a gate, with both indexes of the shelves."""
    from search.engines import own_indexes
    from search.indexing import rebuild_index

    settings.SEARCH = settings.SEARCH | {
        "ENGINE": "elasticsearch",
        "DIRECTORY": tmp_path / "search",
        "ELASTICSEARCH": connection(
            gate.url, PREFIX=f"portal-test-{uuid4().hex[:12]}", TIMEOUT=1.0
        ),
    }
    rebuild_index()
    yield shelves
    gate.open()
    own_indexes()["elasticsearch"].delete()
