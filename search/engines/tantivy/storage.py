"""Where the indexes live: a folder for each generation, a file that names the current one.

A rebuild fills a new folder beside the old and then replaces the file in one step, so that
readers of all processes go on answering from the old generation until they see the new.
"""

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from ..base import EngineBusy, EngineUnavailable, IndexMissing
from .schema import SCHEMA_HASH


class Storage:
    def __init__(self, directory: Path):
        self.directory = Path(directory)
        self._pointer = self.directory / "current"

    def current(self) -> Path:
        """The folder of the generation to read; raises EngineUnavailable without one."""
        try:
            name = self._named()
        except OSError as error:
            raise EngineUnavailable(f"the search index cannot be read: {error}") from error
        if not name:
            raise IndexMissing("no search index has been built yet")
        if not name.startswith(f"{SCHEMA_HASH}-"):
            raise EngineUnavailable("the search index is of another version: run rebuild_search")
        return self.directory / name

    @contextmanager
    def new_generation(self) -> Iterator[Path]:
        """A folder to fill, deleted again unless `switch_to` made it the current one."""
        self._delete_all_but(self._named())  # what a rebuild that was killed left behind
        folder = self.directory / f"{SCHEMA_HASH}-{uuid4().hex[:12]}"
        folder.mkdir(parents=True)
        try:
            yield folder
        finally:
            self._delete_all_but(self._named())

    def switch_to(self, folder: Path) -> None:
        """Make *folder* the current generation, in one step."""
        draft = self.directory / f"current.{os.getpid()}"
        draft.write_text(folder.name)
        draft.replace(self._pointer)

    def _named(self) -> str:
        try:
            return self._pointer.read_text(errors="replace").strip()
        except FileNotFoundError:
            return ""

    def _delete_all_but(self, kept: str) -> None:
        for folder in self.directory.iterdir():
            if folder.is_dir() and folder.name != kept:
                shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def lock(self, name: str, *, patience: float = 0) -> Iterator[None]:
        """Hold the lock *name* among all processes; EngineBusy if not got in *patience* seconds.

        The system frees it when its holder dies, however it dies.
        """
        self.directory.mkdir(parents=True, exist_ok=True)
        with (self.directory / f"{name}.lock").open("w") as file:
            deadline = time.monotonic() + patience
            while True:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError as error:
                    if time.monotonic() >= deadline:
                        raise EngineBusy(name) from error
                    time.sleep(0.02)
            yield

    def is_locked(self, name: str) -> bool:
        try:
            with self.lock(name):
                return False
        except EngineBusy:
            return True
