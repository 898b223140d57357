"""What records are filtered and counted by. Pure Python, the same for every engine.

Records of one document share all of it, so engines keep it once as a `Profile`; validity
is read off the dates on the day of the search and never goes stale in an index.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from typing import Self

from content.registration import SearchRecord
from content.validity import status_on

from .engines.base import FACETS, FacetValue, Filters


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """The source of a record and those of its fields that filters ask for.

    Compared as an object, because a search compares thousands; engines keep one for each.
    """

    source: str
    language: str
    type_code: str
    type_label: str
    topics: tuple[str, ...]
    unit: str
    unit_label: str
    year: int | None
    published_on: str  # ISO dates, so that a profile is plain data
    effective_from: str
    effective_to: str
    stated_status: str
    document: str
    amending: bool
    provincial: bool

    @classmethod
    def of(cls, source: str, record: SearchRecord) -> Self:
        return cls(
            source=source,
            language=record.language,
            type_code=record.type_code,
            type_label=str(record.type_label),
            topics=tuple(record.topics),
            unit=record.unit,
            unit_label=str(record.unit_label),
            year=record.year,
            published_on=_iso(record.published_on),
            effective_from=_iso(record.effective_from),
            effective_to=_iso(record.effective_to),
            stated_status=record.stated_status,
            document=record.document or f"{source}:{record.key.partition('/')[0]}",
            amending=record.amending,
            provincial=record.provincial,
        )

    @classmethod
    def from_list(cls, values: list) -> Self:
        values = list(values)
        values[4] = tuple(values[4])
        return cls(*values)

    def as_list(self) -> list:
        return [getattr(self, name) for name in _NAMES]

    def status(self, day: date) -> str:
        """Validity as of *day*; empty for what states none, which is not law."""
        if not (self.stated_status or self.effective_from or self.effective_to):
            return ""
        return status_on(
            day,
            effective_from=_day(self.effective_from),
            effective_to=_day(self.effective_to),
            stated=self.stated_status,
        )

    def values(self, day: date) -> dict[str, tuple[tuple[str, str], ...]]:
        """For each facet the (value, label) pairs of these records."""
        status = self.status(day)
        return {
            "kind": ((self.source, ""),),
            "validity": ((status, ""),) if status else (),
            "type": ((self.type_code, self.type_label),) if self.type_code else (),
            "topic": tuple((code, "") for code in _with_ancestors(self.topics)),
            "year": ((str(self.year), str(self.year)),) if self.year else (),
            "unit": ((self.unit, self.unit_label),) if self.unit else (),
            "document": ((self.document, ""),),
        }


_NAMES = tuple(field.name for field in fields(Profile))


# Profiles are kept by the engines and few; what a day makes of each is worth keeping too.
@lru_cache(maxsize=100_000)
def _values(profile: Profile, day: date) -> dict[str, tuple[tuple[str, str], ...]]:
    return profile.values(day)


@lru_cache(maxsize=100_000)
def _counted(profile: Profile, day: date) -> tuple[tuple[str, tuple[str, str]], ...]:
    """All (facet, (value, label)) that a profile counts for."""
    values = _values(profile, day)
    return tuple((facet, value) for facet in FACETS for value in values[facet])


class Selection:
    """Which profiles pass the filters, and how the records of all profiles count."""

    def __init__(self, filters: Filters | None, languages: frozenset[str] | None, day: date):
        self._filters = {facet: values for facet, values in (filters or {}).items() if values}
        self._languages = languages
        self._day = day

    def passing(self, profiles: Iterable[Profile]) -> set[Profile]:
        return {profile for profile in set(profiles) if not self._misses(profile)}

    def counts(self, profiles: Iterable[Profile]) -> Mapping[str, tuple[FacetValue, ...]]:
        """Each facet's values with counts under all other filters, the most frequent first."""
        counters: dict[str, dict[tuple[str, str], int]] = {facet: {} for facet in FACETS}
        for profile, number in Counter(profiles).items():
            missed = self._misses(profile)
            if len(missed) > 1:
                continue
            for facet, value in _counted(profile, self._day):
                if not missed or facet in missed:
                    counter = counters[facet]
                    counter[value] = counter.get(value, 0) + number
        return {facet: _facet_values(counter) for facet, counter in counters.items()}

    def _misses(self, profile: Profile) -> Collection[str]:
        """The facets whose filter the profile does not pass."""
        if self._languages and profile.language not in self._languages:
            return ("language", *FACETS)
        if not self._filters:
            return ()
        values = _values(profile, self._day)
        return {
            facet
            for facet, wanted in self._filters.items()
            if not any(value in wanted for value, _ in values.get(facet, ()))
        }


def _facet_values(counter: Mapping[tuple[str, str], int]) -> tuple[FacetValue, ...]:
    """One for each value, under the label that was met first."""
    labels: dict[str, str] = {}
    counts: Counter = Counter()
    for (value, label), number in counter.items():
        labels.setdefault(value, label)
        counts[value] += number
    return tuple(FacetValue(value, labels[value], count) for value, count in counts.most_common())


def _with_ancestors(codes: Iterable[str]) -> tuple[str, ...]:
    """*codes* with those above them: “36.3” is found under “36” too."""
    found: dict[str, None] = {}
    for code in codes:
        parts = code.split(".")
        for length in range(1, len(parts) + 1):
            found[".".join(parts[:length])] = None
    return tuple(found)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None
