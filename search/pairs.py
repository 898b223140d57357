"""Two spellings of one query, which must find the same: how often they do."""

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.http import QueryDict
from django.utils.http import urlencode

from .answering import answer
from .engines.base import SearchEngine
from .evaluation import UnreadableFile
from .requests import SearchRequest


@dataclass(frozen=True, slots=True)
class Pair:
    kind: str  # what differs: “diacritics”, “telex”…
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
    pairs: Iterable[Pair], *, first_of: Callable[[str], str | None]
) -> Iterator[tuple[Pair, str | None, str | None]]:
    """Each pair whose two spellings do not find the same thing first; nothing is not the same."""
    for pair in pairs:
        one, other = first_of(pair.one), first_of(pair.other)
        if one is None or one != other:
            yield pair, one, other


def first_found(
    engine: SearchEngine, *, day: date, languages: frozenset[str]
) -> Callable[[str], str | None]:
    """What stands first on the results page of a query: what it names, or the best record."""

    def first_of(query: str) -> str | None:
        asked = SearchRequest.of(QueryDict(urlencode({"q": query})))
        found = answer(asked, engine=engine, day=day, languages=languages)
        hit = next(iter((*found.named, *found.hits)), None)
        return f"{hit.source}/{hit.record.key}" if hit else None

    return first_of
