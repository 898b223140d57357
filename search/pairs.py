"""Two spellings of one query, which must find the same: how often they do."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .analysis import QueryTerms
from .engines.base import SearchEngine
from .evaluation import UnreadableFile


@dataclass(frozen=True, slots=True)
class Pair:
    kind: str  # what differs: “diacritics”, “typing”…
    one: str
    other: str


def read_pairs(path: Path) -> Iterator[Pair]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if not {"kind", "one", "other"} <= set(reader.fieldnames or ()):
            raise UnreadableFile(f"{path.name}: expected the columns kind, one and other")
        for row in reader:
            yield Pair(row["kind"], row["one"], row["other"])


def differing(
    pairs: Iterator[Pair], *, first_of: Callable[[str], str | None]
) -> Iterator[tuple[Pair, str | None, str | None]]:
    """Each pair whose two spellings do not find the same thing first; nothing is not the same."""
    for pair in pairs:
        one, other = first_of(pair.one), first_of(pair.other)
        if one is None or one != other:
            yield pair, one, other


def first_found(
    engine: SearchEngine, understand: Callable[[str], tuple[QueryTerms, str | None]], *, day: date
) -> Callable[[str], str | None]:
    """What stands first for a query: what it names, or the best record for its words."""

    def first_of(query: str) -> str | None:
        terms, named = understand(query)
        if named:
            return named
        hits = engine.search(terms, day=day, limit=1).hits
        return f"{hits[0].source}/{hits[0].record.key}" if hits else None

    return first_of
