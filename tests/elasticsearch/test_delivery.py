"""The process that published something delivers it itself when the server is back."""

import time

import pytest

from content.registration import announce_change
from search import indexing
from search.checking import differences
from search.engines import own_indexes
from search.models import IndexChange
from tests.committing import committed, content_of_migrations  # noqa: F401 - fixtures
from tests.search.conftest import LAND_LAW, article

pytestmark = pytest.mark.usefixtures("committed")


def test_changes_are_delivered_by_themselves_when_the_server_is_back(
    portal, gate, settings, monkeypatch
):
    monkeypatch.setattr(indexing, "_RETRY", 0.2)
    settings.SEARCH = settings.SEARCH | {"INLINE": False}
    gate.shut()
    for number in range(80, 84):
        portal["provisions"].records.append(article(LAND_LAW, str(number), "Mới", "Nội dung."))
        announce_change("provisions", 2)
    waiting = IndexChange.objects.of("elasticsearch").waiting()
    until(lambda: not IndexChange.objects.of("tantivy").waiting().exists())
    assert waiting.count() == 4
    gate.open()
    until(lambda: not waiting.exists())
    assert not any(differences(name, engine) for name, engine in own_indexes().items())


def until(condition) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.1)
