"""The embedded engine: two Tantivy indexes in a folder of their own."""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from content.registration import SearchRecord

from ...pipeline import StagedEngine
from ...preparing import prepared
from ..base import EngineUnavailable, Held, IndexUpdate, Owner
from .inventory import held_records, owners_of
from .reading import Generation, TantivyReader, any_of, damage_named
from .storage import Storage
from .writing import create, writing


class TantivyEngine(StagedEngine):
    name = "tantivy"

    def __init__(self, directory: Path):
        self._storage = Storage(directory)
        self._generation: Generation | None = None

    @contextmanager
    def reading(self) -> Iterator[TantivyReader]:
        with self._current() as generation:
            yield TantivyReader(generation)

    @contextmanager
    def update(self) -> Iterator[IndexUpdate]:
        with (
            self._storage.lock("write", patience=60),
            damage_named(),
            writing(self._storage.current()) as update,
        ):
            yield update

    def rebuild(
        self,
        records: Iterable[tuple[str, SearchRecord]],
        *,
        before_swap: Callable[[IndexUpdate], None] | None = None,
    ) -> int:
        with self._storage.lock("rebuild"), self._storage.new_generation() as folder:
            create(folder)
            with writing(folder, rebuild=True) as update:
                for record in prepared(records):
                    update.add_indexed(record)
            with self._storage.lock("write", patience=600):
                if before_swap:
                    with writing(folder) as late:
                        before_swap(late)
                self._storage.switch_to(folder)
            return update.added

    def check(self) -> None:
        with self._current() as generation:
            for index in (generation.records, generation.passages):
                # A file that is lost shows only when a search reads it.
                index.searcher().search(any_of(index.schema, "folded", ["luat"]), 1)

    def inventory(self) -> Iterator[Held]:
        with self._current() as generation:
            yield from held_records(generation)

    def owners(self, identities: Collection[int]) -> dict[int, Owner]:
        with self._current() as generation:
            return owners_of(generation, identities)

    @contextmanager
    def _current(self) -> Iterator[Generation]:
        """The current generation; whatever is wrong with it comes out as EngineUnavailable."""
        folder = self._storage.current()
        try:
            with damage_named():
                if self._generation is None or self._generation.folder != folder:
                    self._generation = Generation(folder)
                yield self._generation
        except EngineUnavailable:
            self._generation = None
            raise
