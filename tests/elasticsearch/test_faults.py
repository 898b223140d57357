"""Nothing is lost and nothing is there twice after indexers were killed; see faults.py."""

import pytest

from tests.elasticsearch.faults import kill_indexers, portal


@pytest.mark.parametrize("engine", ["tantivy", "elasticsearch"])
def test_killed_indexers_leave_nothing_missing_and_nothing_twice(elasticsearch_server, engine):
    with portal(engine, elasticsearch_server) as made:
        found = kill_indexers(made, kills=3, objects=150, longest_life=0.7)
    assert found["records"] > 100
    assert (found["missing"], found["outdated"], found["surplus"]) == (0, 0, 0)
