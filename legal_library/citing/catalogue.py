"""What resolving asks of a collection of documents; the library and a plain index both answer."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from content.references.citations import name_key
from content.references.numbers import number_key


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as far as resolving needs it; what is not known is empty."""

    key: str  # of the collection: the document's UUID
    number: str = ""
    type: str = ""
    name: str = ""  # of a law: "Luật Đất đai"
    issuer: str = ""
    issued_on: date | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    slug: str = ""

    @property
    def number_key(self) -> str:
        return number_key(self.number)


@dataclass(frozen=True, slots=True)
class TextOf:
    """The text of a document as of a day: its date, and the places it has if they are known."""

    valid_on: date | None
    eids: Collection[str] | None = None


class Catalogue(Protocol):
    def numbered(self, key: str) -> Sequence[Entry]:
        """The documents of this number key; of “168/2024”, those whose number begins so."""

    def named(self, key: str) -> Sequence[Entry]:
        """The laws of this name key, whatever their year."""

    def text_on(self, entry: Entry, day: date) -> TextOf | None:
        """The text as of *day*, or the first one; None when the document has none."""


class MemoryCatalogue:
    """A catalogue of given entries; *places* are the eIds of a document, by its key."""

    def __init__(self, entries: Iterable[Entry], places: dict[str, Collection[str]] | None = None):
        self._numbered: dict[str, list[Entry]] = defaultdict(list)
        self._named: dict[str, list[Entry]] = defaultdict(list)
        self._places = places or {}
        for entry in entries:
            if key := entry.number_key:
                self._numbered[key].append(entry)
                beginning = key.rpartition("/")[0]
                if beginning.count("/") == 1:
                    self._numbered[beginning].append(entry)
            if entry.name:
                self._named[name_key(entry.name)].append(entry)

    def numbered(self, key: str) -> Sequence[Entry]:
        return self._numbered.get(key, ())

    def named(self, key: str) -> Sequence[Entry]:
        return self._named.get(key, ())

    def text_on(self, entry: Entry, day: date) -> TextOf | None:
        return TextOf(entry.effective_from, self._places.get(entry.key))
