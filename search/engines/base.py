"""What the portal asks of any search engine; records come from `content.registration`.

An engine ranks by the tokens of `search.analysis`, keeps what a results page shows, and
answers filters with counts. Vectors would enter as a further signal of the ranking.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date

from content.registration import Passage, SearchRecord

from ..analysis import QueryTerms

FACETS = ("kind", "validity", "type", "topic", "year", "unit")
RELEVANCE = "relevance"
NEWEST = "newest"

# Facet → values of which a record must have one; a facet left out does not restrict.
Filters = Mapping[str, frozenset[str]]


class EngineUnavailable(Exception):
    """No usable index: never built, broken, or built by another version of the portal."""


class IndexMissing(EngineUnavailable):
    """None has been built yet, as on a fresh installation."""


class EngineBusy(Exception):
    """Another process is changing the index."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found, with the passage to quote; its body is left out."""

    source: str
    record: SearchRecord
    status: str  # validity as of the day of the search; empty for what is not law
    score: float = 0.0
    passage: Passage | None = None


@dataclass(frozen=True, slots=True)
class FacetValue:
    value: str
    label: str  # as the record states it; empty where only the code is known
    count: int


@dataclass(frozen=True, slots=True)
class Results:
    """One page of hits with the counts of the whole."""

    hits: tuple[Hit, ...] = ()
    total: int = 0
    more: bool = False  # there are more than `total`: the candidates were cut off
    facets: Mapping[str, tuple[FacetValue, ...]] = field(default_factory=dict)


class IndexUpdate(ABC):
    """Changes that become visible together at the end of a `with` block, or not at all."""

    @abstractmethod
    def remove(self, source: str, primary_key: int) -> None:
        """Take all records of one object out."""

    @abstractmethod
    def add(self, source: str, record: SearchRecord) -> None:
        """Put one record in; records of the same object must have been removed before."""


class SearchEngine(ABC):
    @abstractmethod
    def search(
        self,
        terms: QueryTerms,
        *,
        day: date,
        filters: Filters | None = None,
        languages: frozenset[str] | None = None,
        order: str = RELEVANCE,
        offset: int = 0,
        limit: int = 20,
        cutoff: float = 0.4,
    ) -> Results:
        """The best records for *terms*, their validity as of *day*, and counts by facet.

        What scores below *cutoff* of the best record is not counted as found. Each facet
        is counted under the filters of all other facets.
        """

    @abstractmethod
    def lookup(
        self,
        names: Iterable[str],
        *,
        day: date,
        sources: Iterable[str],
        place: str = "",
        anchor: str = "",
    ) -> list[Hit]:
        """The records of *sources* that carry one of *names* (see `number_terms`).

        With *place* (“art_5”), those whose key ends with it: that article of the document,
        quoted at *anchor* (“khoan-2-diem-a”), or from its beginning if it has no such part.
        """

    @abstractmethod
    def update(self) -> AbstractContextManager[IndexUpdate]:
        """Changes of the current index; one process at a time."""

    @abstractmethod
    def rebuild(
        self,
        records: Iterable[tuple[str, SearchRecord]],
        *,
        before_swap: Callable[[IndexUpdate], None] | None = None,
    ) -> int:
        """Replace the index by one of *records*; searches go on meanwhile. How many records.

        *before_swap* adds what changed during the rebuild, in the end and under the lock.
        """

    @abstractmethod
    def is_rebuilding(self) -> bool:
        """Whether some process is building the index anew just now."""

    @abstractmethod
    def check(self) -> None:
        """Raise EngineUnavailable, saying why, unless the index can answer."""


def place_of(key: str) -> str:
    """The part of a record's key after the object: “12/art_5” gives “art_5”."""
    return key.partition("/")[2]


def object_of(source: str, key: str) -> str:
    """The object that a record belongs to: “provisions/12”."""
    return f"{source}/{key.partition('/')[0]}"
