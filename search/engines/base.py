"""What the portal asks of any search engine.

`SearchEngine` is all that views and commands know. `search.pipeline.StagedEngine` answers
it in stages that are the same for every engine; an engine of its own gives only an
`IndexReader` (see `reader`), the few plain questions that an inverted index answers, and the
writing.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

from content.registration import Passage, SearchRecord

from ..analysis import QueryTerms

FACETS = ("kind", "validity", "type", "topic", "year", "unit")
# Facets that are counted, and one that only restricts: the records of one document.
FILTERS = (*FACETS, "document")
RELEVANCE = "relevance"
NEWEST = "newest"
OLDEST = "oldest"
ORDERS = (RELEVANCE, NEWEST, OLDEST)

# Facet → values of which a record must have one; a facet left out does not restrict.
Filters = Mapping[str, frozenset[str]]


class EngineUnavailable(Exception):
    """No usable index: never built, broken, or built by another version of the portal."""


class IndexMissing(EngineUnavailable):
    """None has been built yet, as on a fresh installation."""


class EngineDown(EngineUnavailable):
    """The server does not answer, or refuses: waiting mends this, building anew does not."""


class EngineBusy(Exception):
    """Another process is changing the index."""


# -- answers ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found, with the passage to quote; its body is left out."""

    source: str
    record: SearchRecord
    status: str  # validity as of the day of the search; empty for what is not law
    score: float = 0.0
    passage: Passage | None = None
    document: str = ""  # value of the filter “document” that finds all records beside it
    others: int = 0  # further records of this document that were found, in a grouped search


@dataclass(frozen=True, slots=True)
class FacetValue:
    value: str
    label: str  # as the record states it; empty where only the code is known
    count: int


@dataclass(frozen=True, slots=True)
class Results:
    """One page of hits with the counts of the whole."""

    hits: tuple[Hit, ...] = ()
    total: int = 0  # records that were found
    groups: int = 0  # documents that these belong to: what a grouped search pages through
    more: bool = False  # there are more than `total`: the candidates were cut off
    facets: Mapping[str, tuple[FacetValue, ...]] = field(default_factory=dict)
    took: float = 0.0  # milliseconds in the engine
    engine: str = ""  # which engine answered
    substituted: bool = False  # another than the one that is set, because that one is down


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A title or number that what was typed so far may become."""

    text: str
    url: str
    source: str
    number: str = ""
    context: str = ""  # what it belongs to: “Luật Đất đai, 31/2024/QH15”
    status: str = ""


# -- engines ---------------------------------------------------------------------------


# An object of the database: its source and primary key.
Owner = tuple[str, int]


class Held(NamedTuple):
    """A record in the index as far as it is compared with the database."""

    identity: int
    hash: int  # see `indexed.content_hash`; 0 where only passages are left of it
    passages: int  # how many


class IndexUpdate(ABC):
    """Changes that become visible together at the end of a `with` block, or not at all."""

    @abstractmethod
    def remove(self, source: str, primary_key: int) -> None:
        """Take all records of one object out."""

    @abstractmethod
    def add(self, source: str, record: SearchRecord) -> None:
        """Put one record in; records of the same object must have been removed before."""

    @abstractmethod
    def discard(self, identities: Collection[int]) -> None:
        """Take out single records, known by their numbers only, with their passages."""


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
        grouped: bool = False,
    ) -> Results:
        """The best records for *terms*, their validity as of *day*, and counts by facet.

        What scores below *cutoff* of the best record is not counted as found. Each facet
        is counted under the filters of all other facets. *grouped* shows one record of
        each document, the best; *offset* and *limit* then count documents.
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
    def titled(
        self, words: str, *, day: date, sources: Iterable[str], limit: int = 50
    ) -> list[Hit]:
        """The records of *sources* with all of *words* in their titles, short titles first."""

    @abstractmethod
    def suggest(
        self,
        prefix: str,
        *,
        day: date,
        languages: frozenset[str] | None = None,
        limit: int = 8,
    ) -> list[Suggestion]:
        """Titles and numbers that have all syllables of *prefix*, the last one begun at least."""

    @abstractmethod
    def frequencies(self, terms: Iterable[str], *, spelled: bool = False) -> dict[str, int]:
        """In how many records each of *terms* stands: syllables, or pairs such as “dat_dai”.

        They are folded, or as typed with *spelled*. For “did you mean” and nearest terms.
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
    def check(self) -> None:
        """Raise EngineUnavailable, saying why, unless the index can answer."""

    @abstractmethod
    def inventory(self) -> Iterator[Held]:
        """Every record that the index holds, as often as it does, in no order."""

    @abstractmethod
    def owners(self, identities: Collection[int]) -> dict[int, Owner]:
        """The objects that these records belong to; without those that the index does not hold."""


def place_of(key: str) -> str:
    """The part of a record's key after the object: “12/art_5” gives “art_5”."""
    return key.partition("/")[2]


def owner_of(source: str, key: str) -> Owner:
    """The object that a record belongs to, as source and primary key."""
    return source, int(key.partition("/")[0])


def object_of(source: str, key: str) -> str:
    """The object that a record belongs to: “provisions/12”."""
    return f"{source}/{key.partition('/')[0]}"


def batched(values: Iterable[Any], size: int) -> Iterator[list]:
    """*values* in lists of at most *size*."""
    rest = iter(values)
    while part := list(islice(rest, size)):
        yield part
