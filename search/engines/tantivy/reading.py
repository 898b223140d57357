"""An open generation: both indexes, reloaded when a commit of any process changed them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import tantivy

from ..base import EngineUnavailable


class OpenIndex:
    """One Tantivy index on disk, always read as of its last commit."""

    def __init__(self, folder: Path):
        self._meta = folder / "meta.json"
        self._index = tantivy.Index.open(str(folder))
        self._index.config_reader("manual")
        self.schema = self._index.schema
        self._seen = None

    def searcher(self) -> tantivy.Searcher:
        # Each commit replaces meta.json, which is cheaper to ask than to reload.
        state = self._meta.stat()
        seen = (state.st_ino, state.st_mtime_ns, state.st_size)
        if seen != self._seen:
            self._index.reload()
            self._seen = seen
        return self._index.searcher()


class Reader:
    """Both indexes of one generation."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.records = OpenIndex(folder / "records")
        self.passages = OpenIndex(folder / "passages")


@contextmanager
def damage_named() -> Iterator[None]:
    """Whatever is wrong with an index comes out as EngineUnavailable.

    A damaged file can make Tantivy panic. Python sees that as a BaseException, of a class
    that cannot be imported; let through, it would end the server's process without an answer.
    """
    try:
        yield
    except BaseException as error:
        if isinstance(error, ValueError | OSError) or type(error).__name__ == "PanicException":
            raise EngineUnavailable(f"the search index does not answer: {error}") from error
        raise
