"""“Việc của tôi”: everything that waits for a person, from every app that registered a source.

Two queries whatever the amounts and the number of sources: how much of each kind and unit,
and one page of rows. Sources that compute their items add what they need.
"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.core.cache import cache
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from content.registration import WaitingSource, waiting_sources
from content.text import sort_key
from content.waiting_rows import NO_DEADLINE, WaitingRow, column_names

PER_PAGE = 20
# Of sources that compute their items; more than anybody reads at once.
MOST_ITEMS = 200
BADGE_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the inbox, as a page or a mail shows it."""

    source: WaitingSource
    title: str
    url: str
    label: str
    note: str
    since: object
    due_on: date | None
    unit: str

    @property
    def is_overdue(self) -> bool:
        return bool(self.due_on and self.due_on < timezone.localdate())

    @property
    def is_due_today(self) -> bool:
        return self.due_on == timezone.localdate()


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of work with how much of it there is."""

    source: WaitingSource
    count: int
    overdue: int


class Tally(NamedTuple):
    """How much of one kind belongs to one unit."""

    source: str
    unit_id: int | None
    unit: str
    number: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person narrows the inbox to."""

    kind: str = ""
    overdue: bool = False
    unit: str = ""

    @classmethod
    def from_query(cls, query) -> "Choice":
        """Unknown words narrow nothing."""
        names = {source.name for source in waiting_sources()}
        kind, unit = query.get("loai", ""), query.get("don_vi", "")
        return cls(
            kind=kind if kind in names else "",
            overdue=query.get("qua_han") == "1",
            unit=unit if unit.isdecimal() and len(unit) < 16 else "",
        )

    def __bool__(self):
        return bool(self.kind or self.overdue or self.unit)

    def takes(self, source: WaitingSource) -> bool:
        """What is only for information is shown to those who ask for it."""
        return self.kind == source.name if self.kind else not source.for_information


class Inbox:
    """What waits for *user*; asks the database when it is asked itself, and only once."""

    def __init__(self, user):
        self.user = user
        sources = waiting_sources()
        self.in_rows = [source for source in sources if source.rows]
        self.rows = {source.name: source.rows(user) for source in self.in_rows}
        self.computed = {
            source: [_entry_of_item(source, item) for item in source.items(user, MOST_ITEMS)]
            for source in sources
            if not source.rows
        }

    @cached_property
    def tallies(self) -> list[Tally]:
        """How much of each kind belongs to each unit, in one query."""
        found = [
            Tally(source.name, None, entry.unit, 1, int(entry.is_overdue))
            for source, entries in self.computed.items()
            for entry in entries
        ]
        late = Count("pk", filter=Q(row_due_on__lt=timezone.localdate()))
        of_unit = ("row_source", "row_unit_id", "row_unit")
        counted = [
            rows.values(*of_unit).annotate(number=Count("pk"), late=late)
            for rows in self.rows.values()
        ]
        if counted:
            rows = _union(counted).values_list(*of_unit, "number", "late")
            found += [Tally._make(row) for row in rows]
        return found

    def kinds(self) -> list[Kind]:
        """Every kind of which something waits, in the order of the sources."""
        found = []
        for source in waiting_sources():
            mine = [tally for tally in self.tallies if tally.source == source.name]
            if mine:
                late = sum(tally.overdue for tally in mine)
                found.append(Kind(source, sum(tally.number for tally in mine), late))
        return found

    def units(self) -> list[tuple[int, str]]:
        """The units that the waiting work belongs to, for the filter."""
        units = {(tally.unit_id, tally.unit) for tally in self.tallies if tally.unit_id}
        return sorted(units, key=lambda unit: sort_key(unit[1]))

    def entries(self, choice: Choice | None = None, first: int = PER_PAGE, skip: int = 0):
        """The most urgent first: by deadline, then by how long it has waited."""
        choice = choice or Choice()
        last = skip + first
        found = [
            (entry.due_on or NO_DEADLINE, entry.since, entry) for entry in self._computed(choice)
        ]
        chosen = [self._narrowed(rows, choice) for rows in self._rows(choice)]
        if chosen:
            together = _union([rows.values_list(*column_names()) for rows in chosen])
            # What is computed stands between the rows, so rows are read from the first on.
            start = 0 if found else skip
            ordered = together.order_by("row_urgency", "row_since", "row_source", "row_key")
            found += [
                (row.urgency, row.since, self._entry_of_row(row))
                for row in map(WaitingRow._make, ordered[start:last])
            ]
            skip, last = skip - start, last - start
        found.sort(key=lambda item: item[:2])
        return [entry for _urgency, _since, entry in found[skip:last]]

    def total(self, choice: Choice | None = None) -> int:
        """How many the choice leaves."""
        choice = choice or Choice()
        sources = {source.name: source for source in waiting_sources()}
        return sum(
            tally.overdue if choice.overdue else tally.number
            for tally in self.tallies
            if choice.takes(sources[tally.source]) and choice.unit in ("", str(tally.unit_id))
        )

    def _rows(self, choice: Choice):
        return [self.rows[source.name] for source in self.in_rows if choice.takes(source)]

    def _computed(self, choice: Choice) -> list[Entry]:
        return [
            entry
            for source, entries in self.computed.items()
            for entry in entries
            if choice.takes(source) and (not choice.overdue or entry.is_overdue) and not choice.unit
        ]

    def _narrowed(self, rows, choice: Choice):
        if choice.overdue:
            rows = rows.filter(row_due_on__lt=timezone.localdate())
        return rows.filter(row_unit_id=int(choice.unit)) if choice.unit else rows

    def _entry_of_row(self, row: WaitingRow) -> Entry:
        source = next(source for source in self.in_rows if source.name == row.source)
        return Entry(
            source=source,
            title=row.title or str(_("(chưa có tiêu đề)")),
            url=source.url(row),
            label=row.label,
            note=row.note,
            since=row.since,
            due_on=row.due_on,
            unit=row.unit,
        )


class InboxPaginator(Paginator):
    """Pages of an inbox whose total is known from its counts."""

    def __init__(self, inbox: Inbox, choice: Choice):
        super().__init__(range(inbox.total(choice)), PER_PAGE)
        self.inbox, self.choice = inbox, choice

    def page(self, number):
        number = self.validate_number(number)
        skip = (number - 1) * self.per_page
        entries = self.inbox.entries(self.choice, self.per_page, skip) if self.count else []
        return self._get_page(entries, number, self)


def badge(user) -> int:
    """How much waits for *user*, for the menu: at most a minute old."""
    number = cache.get(_badge_key(user))
    if number is None:
        number = Inbox(user).total()
        remember_badge(user, number)
    return number


def remember_badge(user, number: int) -> None:
    cache.set(_badge_key(user), number, BADGE_SECONDS)


def forget_badge(*users) -> None:
    """Count anew for these people, who have just done something."""
    cache.delete_many([_badge_key(user) for user in users if user])


def _badge_key(user) -> str:
    return f"editorial.waiting.{user.pk}"


def _entry_of_item(source: WaitingSource, item) -> Entry:
    return Entry(
        source=source,
        title=item.title,
        url=item.url,
        label=item.label,
        note=item.note,
        since=item.since,
        due_on=item.due_on,
        unit=item.unit,
    )


def _union(querysets):
    """One flat union: nested ones overflow the parser of SQLite when the sources are many."""
    first, *others = querysets
    return first.union(*others, all=True) if others else first
