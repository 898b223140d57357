"""Laws that are cited by name: which number a name had on a day.

The table keeps laws that the library need not have. A law of the library adds its own title, and
its dates where the table has none: a text states when it shall take effect, and later acts move
that day, as happened to the Luật Đất đai of 2024.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Self

from content.references.citations import ActNames, name_key
from content.references.numbers import number_key

from .catalogue import Entry

_DATA = Path(__file__).parent.parent / "data"


@dataclass(frozen=True, slots=True)
class NamedAct:
    name: str
    number: str
    issued_on: date | None = None
    effective_from: date | None = None

    @property
    def years(self) -> set[int]:
        """The years that the law may be called by; that of its issue is the usual one."""
        parts = self.number.split("/")
        stated = [int(parts[1])] if len(parts) > 1 and parts[1].isdigit() else []
        return {*stated, *([self.issued_on.year] if self.issued_on else [])}

    @property
    def begins_on(self) -> date:
        """Its first day in force; where no source says it, the first day of the next year."""
        return self.effective_from or date(max(self.years, default=1945) + 1, 1, 1)

    @property
    def appears_on(self) -> date:
        return self.issued_on or date(max(self.years, default=1945), 1, 1)


class NamedActs:
    def __init__(self, acts: Iterable[NamedAct], aliases: Iterable[tuple[str, str]] = ()):
        self.acts, self._aliases = list(acts), list(aliases)
        self._by_name: dict[str, dict[str, NamedAct]] = defaultdict(dict)
        self._by_number = {number_key(act.number): act.name for act in self.acts}
        self.names = ActNames()
        for act in self.acts:
            self._by_name[name_key(act.name)][number_key(act.number)] = act
            self.names.add(act.name, act.name)
        for alias, name in self._aliases:
            self.names.add(alias, name)

    def name_of(self, key: str) -> str:
        """The name of the law with this number key; empty when the table has none."""
        return self._by_number.get(key, "")

    def with_names(self, names: Iterable[str]) -> Self:
        """The same, which also knows laws of these *names* when it meets them."""
        more = type(self)(self.acts, self._aliases)
        for name in names:
            more.names.add(name, name)
        return more

    def candidates(self, name: str, entries: Iterable[Entry] = ()) -> list[NamedAct]:
        """The laws of this name, *entries* of the library among them."""
        found = dict(self._by_name.get(name_key(name), {}))
        for entry in entries:
            known = found.get(entry.number_key)
            found[entry.number_key] = NamedAct(
                name,
                entry.number,
                (known.issued_on if known else None) or entry.issued_on,
                (known.effective_from if known else None) or entry.effective_from,
            )
        return list(found.values())


def chosen(acts: Iterable[NamedAct], *, year: int | None, as_of: date) -> NamedAct | None:
    """The law that a text of *as_of* means by a name, with its year when the text says one.

    Without a year it is the law in force that day; before any was in force, the first issued.
    """
    acts = list(acts)
    if year is not None:
        of_year = [act for act in acts if year in act.years]
        if not of_year:
            of_year = [act for act in acts if act.begins_on.year == year]
        return max(of_year, key=lambda act: act.appears_on, default=None)
    in_force = [act for act in acts if act.begins_on <= as_of]
    if in_force:
        return max(in_force, key=lambda act: (act.begins_on, act.appears_on))
    issued = [act for act in acts if act.appears_on <= as_of]
    return min(issued, key=lambda act: act.begins_on, default=None)


@cache
def named_acts() -> NamedActs:
    """The table that comes with the portal."""
    with (_DATA / "named_acts.csv").open(encoding="utf-8", newline="") as rows:
        acts = [
            NamedAct(
                row["name"], row["number"], _date(row["issued_on"]), _date(row["effective_from"])
            )
            for row in csv.DictReader(rows)
        ]
    with (_DATA / "act_aliases.csv").open(encoding="utf-8", newline="") as rows:
        aliases = [(row["alias"], row["name"]) for row in csv.DictReader(rows)]
    return NamedActs(acts, aliases)


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
