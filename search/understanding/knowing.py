"""How well a word is known: in how many records of the index it stands."""

from collections.abc import Iterable, Mapping
from typing import Protocol


class Frequencies(Protocol):
    """`SearchEngine.frequencies`: the number of records with each syllable or pair (“dat_dai”)."""

    def __call__(self, terms: Iterable[str], *, spelled: bool = False) -> Mapping[str, int]: ...
