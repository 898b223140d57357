"""The synonyms that every portal starts with, from a file of the project."""

import csv
from collections.abc import Iterator
from pathlib import Path

from .synonyms import Synonym

STARTING_LIST = Path(__file__).parent / "data" / "synonyms.csv"


def read_synonyms(path: Path = STARTING_LIST) -> Iterator[Synonym]:
    """A synonym for each spelling of a line: “gplx|bằng lái” are two of one meaning."""
    for kind, spellings, meanings in read_sets(path):
        for typed in spellings:
            yield Synonym(typed, meanings, kind)


def read_sets(path: Path = STARTING_LIST) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """(kind, spellings, meanings) of each line."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["kind"], tuple(row["typed"].split("|")), tuple(row["meant"].split("|"))
