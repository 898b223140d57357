"""Several nodes, and a connection that is encrypted and needs a key."""

import ssl
from uuid import uuid4

import pytest

from content.registration import SearchRecord
from search.analysis import query_terms
from search.engines.base import EngineDown
from tests.elasticsearch.gate import Gate, certificate
from tests.elasticsearch.node import Node
from tests.search.conftest import TODAY

KEY = "aWQ6c2VjcmV0"


def record(key: int) -> SearchRecord:
    return SearchRecord(key=f"{key}/", title="đất đai", body="đất đai", url=f"/{key}/")


def total(engine) -> int:
    return engine.search(query_terms("đất đai"), day=TODAY).total


def test_a_cluster_goes_on_when_one_of_its_nodes_is_killed(elasticsearch_server, new_engine):
    first = Node("one").start()
    second = Node("two", joins=first).start()
    try:
        first.wait(nodes=2)
        engine = new_engine(second.url, first.url, prefix=f"portal-test-{uuid4().hex[:12]}")
        engine.rebuild(("news", record(number)) for number in range(5))
        wait_for_copies(engine)
        second.kill()
        assert total(engine) == 5
        with engine.update() as update:
            update.add("news", record(5))
        assert total(engine) == 6
    finally:
        second.remove()
        first.remove()


def wait_for_copies(engine) -> None:
    """Until each shard stands on both nodes."""
    health = engine._clients.writing.cluster.health(wait_for_status="green", timeout="30s")
    assert health["status"] == "green"


@pytest.fixture
def guarded(elasticsearch_server, tmp_path):
    """A gate with TLS that asks for a key, with its certificate and the fingerprint of that."""
    certificate_file, key_file, fingerprint = certificate(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate_file, key_file)
    gate = Gate(elasticsearch_server, tls=context, key=KEY)
    yield gate.url, str(certificate_file), fingerprint
    gate.shut()


def test_a_connection_is_trusted_by_its_authority_or_its_fingerprint(guarded, new_engine):
    url, authority, fingerprint = guarded
    for trust in ({"CA_FILE": authority}, {"CA_FINGERPRINT": fingerprint}):
        engine = new_engine(url, API_KEY=KEY, **trust)
        engine.rebuild([("news", record(1))])
        assert total(engine) == 1


@pytest.mark.parametrize("wrong", ["key", "no key", "authority", "fingerprint"])
def test_a_connection_that_is_not_trusted_is_down(guarded, new_engine, wrong):
    url, authority, fingerprint = guarded
    values = {"API_KEY": KEY, "CA_FILE": authority}
    values |= {
        "key": {"API_KEY": "b3RoZXI6a2V5"},
        "no key": {"API_KEY": ""},
        "authority": {"CA_FILE": ""},
        "fingerprint": {"CA_FILE": "", "CA_FINGERPRINT": "00" + fingerprint[2:]},
    }[wrong]
    engine = new_engine(url, **values)
    with pytest.raises(EngineDown):
        engine.check()
