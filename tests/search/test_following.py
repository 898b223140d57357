"""The thread that brings a commit into the index, on a database that really commits."""

import threading

import pytest

from content.registration import announce_change
from search.analysis import query_terms
from search.engines import portal_engine
from search.indexing import rebuild_index
from search.models import IndexChange
from tests.committing import committed, content_of_migrations  # noqa: F401 - fixtures

from .conftest import LAND_LAW, TODAY, article

pytestmark = pytest.mark.usefixtures("committed")


def test_a_thread_follows_the_commit_in_production(settings, tmp_path, shelves):
    settings.SEARCH = settings.SEARCH | {"DIRECTORY": tmp_path / "search"}
    rebuild_index()
    settings.SEARCH = settings.SEARCH | {"INLINE": False}
    shelves["provisions"].records.append(article(LAND_LAW, "80", "Điều vừa công bố", "Nội dung."))
    announce_change("provisions", 2)
    for thread in threading.enumerate():
        if thread.name == "search-index":
            thread.join(30)
    assert not IndexChange.objects.waiting().exists()
    found = portal_engine().search(query_terms("vừa công bố"), day=TODAY, cutoff=0)
    assert "Điều 80. Điều vừa công bố" in [hit.record.title for hit in found.hits]
