"""A month of the calendar, as addresses name it: “2026-11”. Pure Python."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

_WRITTEN = re.compile(r"([0-9]{4})-([0-9]{2})")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.year, day.month)

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The month that *text* names; None when there is no such month."""
        match = _WRITTEN.fullmatch(text)
        if not match or not int(match[1]) or not 1 <= int(match[2]) <= 12:
            return None
        return cls(int(match[1]), int(match[2]))

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"

    @property
    def first_day(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        return date(self.year, self.number, monthrange(self.year, self.number)[1])

    @property
    def before(self) -> Self:
        return type(self)(self.year - (self.number == 1), (self.number - 2) % 12 + 1)

    @property
    def after(self) -> Self:
        return type(self)(self.year + (self.number == 12), self.number % 12 + 1)

    def weeks(self) -> Iterator[list[date | None]]:
        """Rows of seven days from Monday; None outside the month."""
        day = self.first_day - timedelta(days=self.first_day.weekday())
        while day <= self.last_day:
            week = [day + timedelta(days=offset) for offset in range(7)]
            yield [d if Month.of(d) == self else None for d in week]
            day += timedelta(days=7)
