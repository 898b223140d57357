"""What readers and the outbox do while the server is away, and when it is back."""

import time
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command

from content.registration import announce_change
from search.analysis import query_terms
from search.checking import differences
from search.engines import own_indexes, portal_engine
from search.indexed import identity_of
from search.indexing import mend_indexes, update_indexes
from search.models import IndexChange
from tests.search.conftest import LAND_LAW, QUESTIONS, TODAY, article

pytestmark = pytest.mark.django_db


def ask(query: str = "vừa công bố"):
    return portal_engine().search(query_terms(query), day=TODAY, cutoff=0)


def titles() -> list[str]:
    return [hit.record.title for hit in ask().hits]


def publish(shelves, number: int = 80) -> str:
    new = article(LAND_LAW, str(number), f"Điều vừa công bố {number}", "Nội dung.")
    shelves["provisions"].records.append(new)
    announce_change("provisions", 2)
    return new.title


def waiting() -> dict[str, int]:
    return {name: IndexChange.objects.of(name).waiting().count() for name in own_indexes()}


def differing() -> list[str]:
    return [name for name, engine in own_indexes().items() if differences(name, engine)]


def leave_only_passages(engine, key: str) -> None:
    index = engine._generations.current.records
    engine._clients.writing.delete(index=index, id=str(identity_of(key)))


def until(condition, patience: float = 20) -> None:
    deadline = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_a_change_reaches_both_indexes(portal, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        new = publish(portal)
    assert new in titles()
    assert ask().engine == "elasticsearch"
    assert not ask().substituted
    assert waiting() == {"elasticsearch": 0, "tantivy": 0}
    assert differing() == []


def test_with_the_server_away_the_embedded_engine_answers_and_changes_wait(
    portal, gate, django_capture_on_commit_callbacks
):
    gate.shut()
    with django_capture_on_commit_callbacks(execute=True):
        new = publish(portal)
    assert waiting() == {"elasticsearch": 1, "tantivy": 0}
    # What is published during the outage is found during the outage.
    assert new in titles()
    assert ask().substituted
    publish(portal, 81)
    portal["questions"].withdraw(1)
    announce_change("questions", 1)
    update_indexes()
    assert waiting() == {"elasticsearch": 3, "tantivy": 0}

    gate.open()
    update_indexes()
    assert waiting() == {"elasticsearch": 0, "tantivy": 0}
    assert differing() == []
    until(lambda: not ask().substituted)
    assert ask().engine == "elasticsearch"


def test_a_server_that_readers_do_not_ask_yet_is_kept_fresh(portal, settings):
    settings.SEARCH = settings.SEARCH | {"ENGINE": "tantivy"}
    new = publish(portal)
    update_indexes()
    assert ask().engine == "tantivy"
    assert new in titles()
    settings.SEARCH = settings.SEARCH | {"ENGINE": "elasticsearch"}
    assert ask().engine == "elasticsearch"
    assert new in titles()


def test_one_reader_waits_for_a_server_that_hangs_and_the_next_do_not(portal, gate):
    assert not ask().substituted
    gate.hold()
    started = time.monotonic()
    assert ask().substituted
    first = time.monotonic() - started
    started = time.monotonic()
    for _ in range(5):
        assert ask().substituted
    assert first < 3
    assert time.monotonic() - started < 1
    gate.open()
    until(lambda: not ask().substituted)


def test_the_page_of_results_says_that_the_substitute_answered(portal, gate, client):
    gate.shut()
    response = client.get("/tim-kiem/", {"q": "thu hồi đất"})
    assert response.status_code == 200
    assert response.context["results"].substituted
    page = response.content.decode()
    assert "bộ tìm kiếm dự phòng" in page
    assert "Điều 79" in page


def test_indexes_that_the_server_lost_are_built_again_by_themselves(portal):
    own_indexes()["elasticsearch"].delete()
    assert ask("đất").substituted
    outcomes = {outcome.index: outcome for outcome in mend_indexes()}
    assert outcomes["elasticsearch"].rebuilt > 5
    assert outcomes["tantivy"].rebuilt == 0
    assert differing() == []


def test_differences_are_found_and_mended(portal, gate, capsys):
    engine = own_indexes()["elasticsearch"]
    with engine.update() as update:
        update.add("questions", replace(QUESTIONS[0], key="99/"))
    leave_only_passages(engine, "questions/99/")
    with engine.update() as update:
        update.remove("questions", 2)  # missing
        update.remove("provisions", 2)  # outdated, and three too much
        for number in ("5", "79", "1000", "1001", "1002"):
            update.add("provisions", article(LAND_LAW, number, "Khác", "Khác."))
    with pytest.raises(CommandError, match="elasticsearch"):
        call_command("check_search", verbosity=0)
    assert "elasticsearch: 11 mục; thiếu 1, cũ 2, thừa 4." in capsys.readouterr().out
    call_command("check_search", "--fix", "--engine", "elasticsearch", verbosity=0)
    call_command("check_search", verbosity=0)
    assert differing() == []
    gate.shut()
    with pytest.raises(CommandError, match="elasticsearch"):
        call_command("check_search", verbosity=0)
