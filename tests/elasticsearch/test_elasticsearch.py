"""Indexes on the server: made, changed, replaced and found missing."""

import threading
from dataclasses import replace

import pytest

from content.registration import SearchRecord
from search.analysis import query_terms
from search.engines.base import EngineBusy, EngineDown, EngineUnavailable, IndexMissing
from tests.search.conftest import LAND_LAW, PROVISIONS, TODAY, article


def record(key: int, text: str) -> SearchRecord:
    return SearchRecord(key=f"{key}/", title=text, body=text, url=f"/{key}/")


def total(engine, query: str) -> int:
    return engine.search(query_terms(query), day=TODAY).total


def first_title(engine, query: str) -> str:
    return engine.search(query_terms(query), day=TODAY).hits[0].record.title


def names(engine) -> set[str]:
    return set(engine._generations._all())


def test_a_rebuild_replaces_the_index_while_the_old_one_answers(engine):
    engine.rebuild([("news", record(1, "đất đai"))])
    before, answers = names(engine), []

    def records():
        yield "news", record(2, "nhà ở")
        answers.append((total(engine, "đất đai"), total(engine, "nhà ở")))

    engine.rebuild(
        records(), before_swap=lambda late: late.add("news", record(3, "thay đổi đến muộn"))
    )
    assert answers == [(1, 0)]
    assert [total(engine, query) for query in ("đất đai", "nhà ở", "đến muộn")] == [0, 1, 1]
    assert len(names(engine)) == 2
    assert not names(engine) & before


def test_no_search_fails_while_indexes_are_replaced(engine):
    engine.rebuild([("news", record(1, "đất đai"))])
    failures, done, asked = [], threading.Event(), 0

    def ask():
        nonlocal asked
        while not done.is_set():
            try:
                assert total(engine, "đất đai") == 1
                asked += 1
            except Exception as error:
                failures.append(error)

    reader = threading.Thread(target=ask)
    reader.start()
    for _ in range(4):
        engine.rebuild([("news", record(1, "đất đai"))])
    done.set()
    reader.join(30)
    assert failures == []
    assert asked > 4


def test_a_rebuild_that_fails_leaves_the_old_index_alone(engine):
    engine.rebuild([("news", record(1, "đất đai"))])
    before = names(engine)

    def broken():
        yield "news", record(2, "nhà ở")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        engine.rebuild(broken())
    assert total(engine, "đất đai") == 1
    assert names(engine) == before


def test_there_is_one_rebuild_at_a_time(engine):
    def records():
        with pytest.raises(EngineBusy):
            engine.rebuild([])
        yield "news", record(1, "đất đai")

    assert engine.rebuild(records()) == 1


def test_an_object_is_replaced_as_a_whole_and_only_in_the_end(engine):
    engine.rebuild(("provisions", each) for each in PROVISIONS)
    with engine.update() as update:
        update.remove("provisions", 2)
        update.add("provisions", article(LAND_LAW, "5", "Nguyên tắc mới", "Một khoản."))
        assert "Điều 79" in first_title(engine, "thu hồi đất phát triển kinh tế")
    assert "Điều 79" not in first_title(engine, "thu hồi đất phát triển kinh tế")
    found = engine.search(query_terms("nguyên tắc mới"), day=TODAY).hits
    assert found[0].passage.text == "Một khoản."
    held = list(engine.inventory())
    assert len(held) == len(PROVISIONS) - 1
    assert (
        sum(each.passages for each in held)
        == sum(len(each.passages) for each in PROVISIONS if not each.key.startswith("2/")) + 1
    )


def test_a_change_that_fails_is_not_shown(engine):
    engine.rebuild([("news", record(1, "đất đai"))])
    with pytest.raises(RuntimeError):
        change_and_fail(engine)
    assert total(engine, "đất đai") == 1


def change_and_fail(engine):
    with engine.update() as update:
        update.remove("news", 1)
        raise RuntimeError


def test_single_records_are_discarded_by_their_numbers(engine):
    engine.rebuild([("news", record(1, "đất đai")), ("news", record(2, "đất ở"))])
    first, _ = engine.inventory()
    with engine.update() as update:
        update.discard({first.identity})
    assert [held.identity for held in engine.inventory()] != [first.identity]
    assert total(engine, "đất") == 1


def test_what_the_server_cannot_take_holds_up_nothing_else(engine, caplog):
    engine.rebuild([])
    too_long = replace(record(1, "số hiệu dài"), key="1/" + "x" * 40_000)
    with engine.update() as update:
        update.add("news", too_long)
        update.add("news", record(2, "nhà ở"))
    assert total(engine, "nhà ở") == 1
    assert "cannot index" in caplog.text


def test_without_an_index_the_engine_says_so(engine):
    for ask in (engine.check, lambda: total(engine, "đất")):
        with pytest.raises(EngineUnavailable):
            ask()
    with pytest.raises(IndexMissing), engine.update() as update:
        update.add("news", record(1, "đất"))
    assert names(engine) == set()


def test_an_index_of_another_version_is_not_read(engine, monkeypatch):
    engine.rebuild([("news", record(1, "đất đai"))])
    monkeypatch.setattr(
        engine._generations, "current", engine._generations._named("records-new", "passages-new")
    )
    with pytest.raises(EngineUnavailable, match="another version"):
        engine.check()


def test_a_server_that_is_not_there_is_named(new_engine, gate):
    engine = new_engine(gate.url, TIMEOUT=1)
    engine.rebuild([("news", record(1, "đất đai"))])
    gate.shut()
    for ask in (engine.check, lambda: total(engine, "đất"), lambda: engine.rebuild([])):
        with pytest.raises(EngineDown):
            ask()
    gate.open()
    assert total(engine, "đất đai") == 1


def test_a_load_waits_for_a_server_that_went_away(new_engine, gate):
    engine = new_engine(gate.url)

    def records():
        for number in range(300):
            if number == 150:
                gate.shut()
                threading.Timer(0.7, gate.open).start()
            yield "news", record(number, f"văn bản số {number}")

    # Small requests, so that some of them meet the shut gate.
    assert engine.rebuild(records()) == 300
    assert len(list(engine.inventory())) == 300


def test_a_load_waits_for_a_server_that_has_too_much_to_do(engine):
    cluster = engine._clients.writing.cluster
    # Requests above the limit are refused with 429, as those of a full queue are.
    limit = "network.breaker.inflight_requests.limit"
    cluster.put_settings(persistent={limit: "20kb"})
    release = threading.Timer(1, lambda: cluster.put_settings(persistent={limit: None}))
    release.start()
    try:
        engine.rebuild(("news", record(number, f"văn bản số {number}")) for number in range(200))
    finally:
        release.join()
        cluster.put_settings(persistent={limit: None})
    assert len(list(engine.inventory())) == 200
