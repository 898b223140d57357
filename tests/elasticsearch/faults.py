"""What is lost, and what is there twice, when indexers are killed and the server goes away.

`make faults` shows the figures; test_faults.py does the same with fewer kills. Everything runs
in processes of its own on a database of its own: a writer that changes objects, an indexer as
`drain_search --follow` is one, and a comparison of the index with the database in the end.
"""

import argparse
import itertools
import multiprocessing
import os
import random
import signal
import sqlite3
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

# What the processes need is loaded once, in a process that they are forked from.
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.elasticsearch.fault_portal"])
LONGEST_LIFE = 2.0  # seconds until an indexer is killed
START = 100  # objects that are in the index before the first kill
WARM_UP = 8  # seconds of searches and changes before and after


@dataclass(frozen=True)
class Portal:
    """What the processes have in common."""

    folder: Path
    engine: str
    url: str = ""  # of the server

    @property
    def database(self) -> Path:
        return self.folder / "database.sqlite3"

    def run(self, task: str, *arguments) -> multiprocessing.Process:
        """Start a task of fault_portal.py in a process of its own."""
        from tests.elasticsearch import fault_portal

        process = PROCESSES.Process(target=getattr(fault_portal, task), args=(self, *arguments))
        process.start()
        return process

    def result(self, task: str, *arguments):
        """Run a task to its end; what it found."""
        receiver, sender = PROCESSES.Pipe(duplex=False)
        process = self.run("answer", sender, task, *arguments)
        sender.close()
        try:
            found = receiver.recv()
        except EOFError:
            raise RuntimeError(f"{task} failed") from None
        process.join()
        return found

    def changes(self) -> int:
        """How many there have been, read beside the processes."""
        with sqlite3.connect(self.database, timeout=30) as database:
            return database.execute("SELECT sum(version) FROM fault_objects").fetchone()[0] or 0


@contextmanager
def portal(engine: str, url: str = ""):
    with tempfile.TemporaryDirectory(prefix="portal-faults-") as folder:
        made = Portal(Path(folder), engine, url)
        made.result("set_up")
        try:
            yield made
        finally:
            made.result("tear_down")


def kill_indexers(
    made: Portal, *, kills: int, objects: int, longest_life: float = LONGEST_LIFE
) -> dict[str, int]:
    """Kill *kills* indexers, some of them in a rebuild, while *objects* are loaded and changed."""
    made.result("fill", START)
    chance = random.Random(1)
    tasks = itertools.cycle(["index", "index", "rebuild"])
    loader = made.run("load", objects)
    for _ in range(kills):
        indexer = made.run(next(tasks))
        time.sleep(chance.uniform(0.05, longest_life))
        os.kill(indexer.pid, signal.SIGKILL)
        indexer.join()
    loader.join()
    return made.result("drained") | {"kills": kills}


def stop_server(made: Portal, *, stop, start, seconds: float, objects: int) -> dict[str, float]:
    """Stop the server for *seconds* under writes; searches go on all the time."""
    made.result("fill", objects)
    indexer = made.run("index")
    reader_receiver, reader_sender = PROCESSES.Pipe(duplex=False)
    reader = made.run("read", reader_sender)
    writer = made.run("write")
    time.sleep(WARM_UP)
    before = made.changes()
    stop()
    time.sleep(seconds)
    during = made.changes() - before
    start()
    back = time.monotonic()
    writer.terminate()
    writer.join()
    waited = made.result("waiting")
    while made.result("waiting"):
        time.sleep(0.2)
    recovered = time.monotonic() - back
    time.sleep(WARM_UP)  # until readers have noticed
    for process in (reader, indexer):
        process.terminate()
        process.join()
    answered = reader_receiver.recv()
    found = made.result("drained")
    return (
        found
        | answered
        | {
            "changes_while_away": during,
            "waiting_when_back": waited,
            "seconds_to_catch_up": round(recovered, 1),
        }
    )


def main() -> int:
    from tests.elasticsearch.node import Node

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--objects", type=int, default=3000)
    given = parser.parse_args()
    node = Node().start()
    lost = 0
    try:
        node.wait()
        for engine in ("tantivy", "elasticsearch"):
            with portal(engine, node.url) as made:
                found = kill_indexers(made, kills=given.kills, objects=given.objects)
            lost += show(f"{engine}: indexer killed", found)
        with portal("elasticsearch", node.url) as made:
            found = stop_server(
                made,
                stop=node.kill,
                start=lambda: node.start().wait(),
                seconds=given.seconds,
                objects=given.objects,
            )
        lost += show(f"elasticsearch away for {given.seconds:g} s", found)
    finally:
        node.remove()
    return 1 if lost else 0


def show(name: str, found: dict) -> int:
    """Print the figures; how many records are wrong."""
    print(f"== {name}")
    for what, value in found.items():
        print(f"{what:<28}{value:>12}", flush=True)
    return sum(found[what] for what in ("missing", "outdated", "surplus"))


if __name__ == "__main__":
    sys.exit(main())
