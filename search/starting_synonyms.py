"""The synonyms that every portal starts with, from a file of the project."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .synonyms import Synonym

STARTING_LIST = Path(__file__).parent / "data" / "synonyms.csv"


@dataclass(frozen=True, slots=True)
class StartingSet:
    """A line of the list: “gplx|bằng lái” are two spellings of one meaning."""

    kind: str
    spellings: tuple[str, ...]
    meanings: tuple[str, ...]

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.spellings[0]}"


def read_sets(path: Path = STARTING_LIST) -> Iterator[StartingSet]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield StartingSet(
                row["kind"], tuple(row["typed"].split("|")), tuple(row["meant"].split("|"))
            )


def read_synonyms(path: Path = STARTING_LIST) -> Iterator[Synonym]:
    for line in read_sets(path):
        for typed in line.spellings:
            yield Synonym(typed, line.meanings, line.kind)
