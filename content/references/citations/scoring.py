"""Precision and recall of found citations against expected ones."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..numbers import number_key
from .names import name_key


@dataclass(slots=True)
class Scores:
    expected: int = 0
    found: int = 0
    right: int = 0
    missed: list[tuple[str, Mapping]] = field(default_factory=list)
    wrong: list[tuple[str, Mapping]] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 1.0

    def __add__(self, other: "Scores") -> "Scores":
        return Scores(
            self.expected + other.expected,
            self.found + other.found,
            self.right + other.right,
            self.missed + other.missed,
            self.wrong + other.wrong,
        )

    def add(self, record_id: str, expected: Iterable[Mapping], found: Iterable[Mapping]) -> None:
        """Count one text; an expected citation is met by one found citation at most."""
        open_ones = list(found)
        self.found += len(open_ones)
        for wanted in expected:
            self.expected += 1
            match = next((item for item in open_ones if is_same(wanted, item)), None)
            if match is None:
                self.missed.append((record_id, wanted))
            else:
                open_ones.remove(match)
                self.right += 1
        self.wrong += [(record_id, item) for item in open_ones]


def is_same(wanted: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    """The same place of the same act, at overlapping words."""
    return (
        wanted["start"] < found["end"]
        and found["start"] < wanted["end"]
        and wanted["provision"] == found["provision"]
        and bool(wanted.get("self")) == bool(found.get("self"))
        and wanted.get("this") == found.get("this")
        and _is_same_act(wanted["act"], found["act"])
    )


def _is_same_act(wanted: Mapping[str, Any] | None, found: Mapping[str, Any] | None) -> bool:
    if wanted is None or found is None:
        return wanted is found
    if wanted["type"] != found["type"]:
        return False
    if number_key(wanted.get("number") or "") != number_key(found.get("number") or ""):
        return False
    if wanted.get("name") and name_key(wanted["name"]) != name_key(found.get("name") or ""):
        return False
    return not wanted.get("year") or wanted["year"] == found.get("year")
