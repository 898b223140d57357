"""Records made ready by other processes are the same records."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from django.utils.translation import gettext_lazy

from content.registration import Passage, SearchRecord
from search import preparing
from search.indexed import indexed
from search.preparing import prepared


def rows(number: int) -> list[tuple[str, SearchRecord]]:
    label = gettext_lazy("Khoản")  # what is translated late stays in the process it is of
    return [
        (
            "news",
            SearchRecord(
                key=f"{n}/",
                title=f"Tin số {n}",
                body="Đất đai",
                url=f"/{n}/",
                type_label=label,
                passages=(Passage("khoan-1", label, "Đất đai"),),
            ),
        )
        for n in range(number)
    ]


def test_processes_make_the_same_in_the_same_order(monkeypatch):
    monkeypatch.setattr(preparing, "_ALONE", 10)
    found = list(prepared(rows(200), processes=1))
    assert found == [indexed(*row) for row in rows(200)]


def test_few_records_start_no_process(monkeypatch):
    monkeypatch.setattr(preparing, "ProcessPoolExecutor", None)
    assert len(list(prepared(rows(5)))) == 5


def prepare_without_end(sender) -> None:
    preparing._ALONE = 10
    record = SearchRecord(key="1/", title="Tin", body="Đất đai", url="/1/")
    found = prepared((("news", record) for _ in range(10**7)), processes=1)
    next(found)
    sender.send([process.pid for process in multiprocessing.active_children()])
    for _ in found:
        time.sleep(0.01)


def test_processes_end_with_the_one_that_is_killed():
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=prepare_without_end, args=[sender])
    process.start()
    sender.close()
    helpers = receiver.recv()
    assert helpers
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    deadline = time.monotonic() + 10
    while any(is_running(pid) for pid in helpers):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


AT_THE_END = """
import threading
from search.following import Follower

def work():
    threading.main_thread().join()
    from content.registration import SearchRecord
    from search import preparing
    preparing._ALONE = 10
    record = SearchRecord(key="1/", title="Tin", body="Đất đai", url="/1/")
    print(len(list(preparing.prepared([("news", record)] * 20, processes=1))))
    return 0

Follower(work).wake()
"""


def test_a_thread_that_outlives_the_program_still_prepares():
    done = subprocess.run(
        [sys.executable, "-c", AT_THE_END], capture_output=True, text=True, timeout=60
    )
    assert done.stdout == "20\n", done.stderr
