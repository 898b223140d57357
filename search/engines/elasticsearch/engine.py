"""The engine of a server."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import wraps

from content.registration import SearchRecord

from ...facets import Profile
from ...pipeline import StagedEngine
from ...preparing import prepared
from ..base import Held, IndexUpdate, Owner
from ..locking import Locks
from .connecting import IndexChanged, connect, errors_named
from .generations import Generations
from .inventory import held_records, owners_of
from .reading import ElasticsearchReader
from .writing import writing

# A rebuild waits this long for a server that is started anew, rather than begin again.
_PATIENCE_OF_REBUILDS = 120


def _twice(method):
    """*method* asked again if the index was changed or replaced between two of its requests."""

    @wraps(method)
    def asked(*arguments, **options):
        try:
            return method(*arguments, **options)
        except IndexChanged:
            return method(*arguments, **options)

    return asked


class ElasticsearchEngine(StagedEngine):
    name = "elasticsearch"

    def __init__(self, values: Mapping, *, prefix: str, locks: Locks):
        self._clients = connect(values)
        self._locks = locks
        self._patience = values["TIMEOUT"]
        self._generations = Generations(self._clients.writing, prefix, values["SHARDS"])
        self._profiles: dict[int, Profile] = {}

    search = _twice(StagedEngine.search)
    lookup = _twice(StagedEngine.lookup)
    titled = _twice(StagedEngine.titled)
    suggest = _twice(StagedEngine.suggest)
    frequencies = _twice(StagedEngine.frequencies)

    @contextmanager
    def reading(self) -> Iterator[ElasticsearchReader]:
        with errors_named():
            yield ElasticsearchReader(
                self._clients.reading,
                self._generations.current,
                self._profiles,
                seconds=self._patience,
            )

    @contextmanager
    def update(self) -> Iterator[IndexUpdate]:
        with self._locks.hold("write", patience=60), errors_named():
            self._generations.require()
            with writing(self._clients.writing, self._generations.current) as update:
                yield update

    def rebuild(
        self,
        records: Iterable[tuple[str, SearchRecord]],
        *,
        before_swap: Callable[[IndexUpdate], None] | None = None,
    ) -> int:
        client = self._clients.writing
        with self._locks.hold("rebuild"), errors_named():
            names = self._generations.create()
            try:
                with writing(client, names, patience=_PATIENCE_OF_REBUILDS) as update:
                    for record in prepared(records):
                        update.add_indexed(record)
                with self._locks.hold("write", patience=600):
                    if before_swap:
                        with writing(client, names) as late:
                            before_swap(late)
                    self._generations.switch_to(names)
            except BaseException:
                with suppress(Exception):  # or else the next rebuild deletes it
                    self._generations.delete(names)
                raise
            return update.added

    def check(self) -> None:
        try:
            with self.reading() as reader:
                reader.frequencies("folded", ["luat"])
        except IndexChanged:
            with errors_named():
                self._generations.require()
            raise

    def inventory(self) -> Iterator[Held]:
        with errors_named():
            self._generations.require()
            yield from held_records(self._clients.writing, self._generations.current)

    def owners(self, identities: Collection[int]) -> dict[int, Owner]:
        with errors_named():
            return owners_of(self._clients.writing, self._generations.current, identities)

    def delete(self) -> None:
        """Take all indexes of this prefix off the server."""
        with errors_named():
            self._generations.delete_all()
