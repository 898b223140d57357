"""The names by which readers call what results are filtered by: “nghị định”, “Sở Y tế”.

An app states in its `searching.py` how to read the names of its types, units or kinds; the
search finds them in a query and filters by what they stand for.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from .registration import search_sources


class FilterWord(NamedTuple):
    facet: str  # "kind", "type", "unit" or "topic", as in the address of a search
    values: frozenset[str]  # what the filter is set to; a former unit's name means its heirs too
    name: str  # as readers write it: "Sở Y tế"
    label: str = ""  # what the page calls it, when not the same


# “Sở Y tế tỉnh An Lạc”: within the province nobody says which province.
_OF_PROVINCE = re.compile(r"^(?P<body>.+?)\s+(?P<level>tỉnh|thành phố)\s+[^\W\d_a-zà-ỹđ].*$")
_ABBREVIATED = {"Ủy ban nhân dân": "UBND", "Hội đồng nhân dân": "HĐND"}

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


def spoken_names(name: str) -> tuple[str, ...]:
    """How people of the province write the name of a body: “Sở Y tế”, “UBND tỉnh”."""
    names = [name]
    if match := _OF_PROVINCE.match(name):
        names.append(f"{match['body']} {match['level']}")
        if match["body"] not in _ABBREVIATED:  # each commune has a committee too
            names.append(match["body"])
    shorter = [
        short + rest[len(full) :]
        for rest in names
        for full, short in _ABBREVIATED.items()
        if rest.startswith(full)
    ]
    return tuple(dict.fromkeys([*names, *shorter]))
