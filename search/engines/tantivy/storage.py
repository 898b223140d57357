"""Where the indexes live: a folder for each generation, a file that names the current one.

A rebuild fills a new folder beside the old and then replaces the file in one step, so that
readers of all processes go on answering from the old generation until they see the new.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from ..base import EngineUnavailable, IndexMissing
from ..locking import FileLocks
from .schema import SCHEMA_HASH


class Storage:
    def __init__(self, directory: Path):
        self.directory = Path(directory)
        self.lock = FileLocks(self.directory).hold
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
