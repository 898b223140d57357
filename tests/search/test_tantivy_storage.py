"""Generations on disk: rebuilt beside the old one, noticed by all processes, mended when broken."""

import contextlib
import multiprocessing
import os
import shutil
import signal
import time

import pytest

from content.registration import SearchRecord
from search.analysis import query_terms
from search.engines.base import EngineBusy, EngineUnavailable
from search.engines.tantivy import TantivyEngine

from .conftest import TODAY

PROCESSES = multiprocessing.get_context("spawn")


def record(key: int, text: str) -> SearchRecord:
    return SearchRecord(key=f"{key}/", title=text, body=text, url=f"/{key}/")


def total(engine, query: str) -> int:
    return engine.search(query_terms(query), day=TODAY).total


def generations(engine) -> list[str]:
    return sorted(path.name for path in engine._storage.directory.iterdir() if path.is_dir())


def test_a_rebuild_replaces_the_index_and_leaves_one_generation(engine):
    engine.rebuild([("news", record(1, "đất đai"))])
    engine.rebuild([("news", record(2, "nhà ở"))])
    assert (total(engine, "đất đai"), total(engine, "nhà ở")) == (0, 1)
    assert len(generations(engine)) == 1


def test_readers_answer_from_the_old_index_during_a_rebuild(engine):
    engine.rebuild([("news", record(1, "đất đai"))])
    reader = TantivyEngine(engine._storage.directory)
    answers = []

    def records():
        yield "news", record(2, "nhà ở")
        answers.append((total(reader, "đất đai"), total(reader, "nhà ở")))

    engine.rebuild(records())
    assert answers == [(1, 0)]
    assert (total(reader, "đất đai"), total(reader, "nhà ở")) == (0, 1)


def test_a_rebuild_that_fails_leaves_the_old_index_and_can_be_repeated(engine):
    engine.rebuild([("news", record(1, "đất đai"))])

    def broken():
        yield "news", record(2, "nhà ở")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        engine.rebuild(broken())
    assert total(engine, "đất đai") == 1
    assert len(generations(engine)) == 1
    engine.rebuild([("news", record(2, "nhà ở"))])
    assert total(engine, "nhà ở") == 1
    assert len(generations(engine)) == 1


def test_there_is_one_rebuild_at_a_time(engine):
    def records():
        with pytest.raises(EngineBusy):
            TantivyEngine(engine._storage.directory).rebuild([])
        yield "news", record(1, "đất đai")

    engine.rebuild(records())
    assert total(engine, "đất đai") == 1


def test_changes_made_during_a_rebuild_are_caught_up_before_the_switch(engine):
    engine.rebuild([("news", record(1, "đất đai"))], before_swap=lambda late: None)
    engine.rebuild(
        [("news", record(1, "đất đai"))],
        before_swap=lambda late: late.add("news", record(2, "nhà ở")),
    )
    assert (total(engine, "đất đai"), total(engine, "nhà ở")) == (1, 1)


@pytest.mark.parametrize(
    "damage", ["pointer", "garbage", "folder", "meta", "segments", "positions", "schema"]
)
def test_a_damaged_index_is_noticed_and_mended_by_a_rebuild(engine, damage):
    engine.rebuild([("news", record(1, "đất đai"))])
    folder = engine._storage.current()
    pointer = engine._storage.directory / "current"
    if damage == "pointer":
        pointer.write_bytes(b"")
    elif damage == "garbage":
        pointer.write_bytes(b"\xff\x00")
    elif damage == "folder":
        folder.rename(folder.with_name("elsewhere"))
    elif damage == "meta":
        (folder / "records" / "meta.json").write_text("{")
    elif damage == "segments":
        for file in (folder / "records").glob("*.store"):
            file.unlink()
        for file in (folder / "records").glob("*.idx"):
            file.unlink()
    elif damage == "positions":
        for file in (folder / "passages").glob("*.pos"):
            file.unlink()
    else:
        pointer.write_text("000000000000-former")
    fresh = TantivyEngine(engine._storage.directory)
    with pytest.raises(EngineUnavailable):
        fresh.check()
    with pytest.raises(EngineUnavailable):
        total(fresh, "đất đai")
    fresh.rebuild([("news", record(1, "đất đai"))])
    fresh.check()
    assert total(fresh, "đất đai") == 1


# -- several processes -----------------------------------------------------------------


def _add(directory, key, text):
    with TantivyEngine(directory).update() as update:
        update.add("news", record(key, text))


def _die_while_writing(directory, started):
    with TantivyEngine(directory).update() as update:
        update.remove("news", 1)
        started.set()
        time.sleep(60)


def test_a_change_of_another_process_is_seen_by_the_next_search(engine):
    engine.rebuild([("news", record(1, "đất đai"))])
    assert total(engine, "nhà ở") == 0
    process = PROCESSES.Process(target=_add, args=(engine._storage.directory, 2, "nhà ở"))
    process.start()
    process.join(30)
    assert process.exitcode == 0
    assert total(engine, "nhà ở") == 1


def test_processes_that_write_at_once_wait_for_each_other(engine):
    engine.rebuild([])
    processes = [
        PROCESSES.Process(target=_add, args=(engine._storage.directory, key, f"nhà ở {key}"))
        for key in range(3)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0, 0]
    assert total(engine, "nhà ở") == 3


def test_a_writer_that_is_killed_loses_its_change_and_frees_its_lock(engine):
    engine.rebuild([("news", record(1, "đất đai"))])
    started = PROCESSES.Event()
    process = PROCESSES.Process(
        target=_die_while_writing, args=(engine._storage.directory, started)
    )
    process.start()
    assert started.wait(30)
    os.kill(process.pid, signal.SIGKILL)
    process.join(30)
    assert total(engine, "đất đai") == 1
    with engine.update() as update:
        update.add("news", record(2, "nhà ở"))
    assert (total(engine, "đất đai"), total(engine, "nhà ở")) == (1, 1)


def test_files_of_a_commit_that_was_killed_do_not_stop_the_next(engine, tmp_path):
    engine.rebuild([("news", record(1, "đất đai")), ("news", record(2, "nhà ở"))])
    folder = engine._storage.current()
    before = tmp_path / "before"
    shutil.copytree(folder, before)
    with engine.update() as update:
        update.remove("news", 1)
    # As of before the commit, but with all files that it had written by then.
    for part in ("records", "passages"):
        shutil.copy(before / part / "meta.json", folder / part / "meta.json")
        assert list((folder / part).glob("*.del"))
    fresh = TantivyEngine(engine._storage.directory)
    assert total(fresh, "đất đai") == 1
    with fresh.update() as update:
        update.remove("news", 1)
    assert (total(fresh, "đất đai"), total(fresh, "nhà ở")) == (0, 1)


@pytest.mark.parametrize("kind", ["term", "idx", "store", "fast", "fieldnorm", "pos"])
@pytest.mark.parametrize("part", ["records", "passages"])
@pytest.mark.parametrize("damage", [b"", b"\xff" * 4096])
def test_no_damage_to_a_file_escapes_as_another_error(engine, part, kind, damage):
    engine.rebuild([("news", record(1, "đất đai"))])
    for file in (engine._storage.current() / part).glob(f"*.{kind}"):
        file.write_bytes(damage)
    with contextlib.suppress(EngineUnavailable):
        total(TantivyEngine(engine._storage.directory), "đất đai")


@pytest.mark.parametrize("kind", ["term", "idx", "store", "fast", "fieldnorm", "pos"])
def test_damage_to_a_file_in_use_does_not_escape_as_a_panic(engine, kind):
    engine.rebuild([("news", record(1, "đất đai"))])
    assert total(engine, "đất đai") == 1
    for file in engine._storage.current().glob(f"*/*.{kind}"):
        # In place: the file is mapped into memory, and a shorter one would end the process.
        with file.open("r+b") as opened:
            opened.write(b"\xff" * file.stat().st_size)
    with contextlib.suppress(EngineUnavailable):
        total(engine, "đất đai")
        with engine.update() as update:
            update.add("news", record(2, "nhà ở"))
