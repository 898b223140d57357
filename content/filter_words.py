"""The names by which readers call what results are filtered by: “nghị định”, “Sở Y tế”.

An app states in its `searching.py` how to read the names of its types, units or kinds; the
search finds them in a query and filters by what they stand for.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from .registration import search_sources


class FilterWord(NamedTuple):
    facet: str  # "kind", "type", "unit" or "topic", as in the address of a search
    values: frozenset[str]  # what the filter is set to; a former unit's name means its heirs too
    name: str  # as readers write it: "Sở Y tế"
    label: str = ""  # what the page calls it, when not the same


_readers: list[Callable[[], Iterable[FilterWord]]] = []


def register_filter_words(reader: Callable[[], Iterable[FilterWord]]) -> None:
    """Let *reader* say what names are in use today; it asks the database each time."""
    if reader not in _readers:
        _readers.append(reader)


def filter_words() -> Iterator[FilterWord]:
    """All names in use today; those of the tabs first."""
    for source in search_sources():
        yield FilterWord("kind", frozenset({source.name}), str(source.label))
    for reader in _readers:
        yield from reader()
