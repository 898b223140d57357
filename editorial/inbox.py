"""“Việc của tôi”: everything that waits for a person, from every app that registered a source.

Three queries whatever the amounts and the number of sources: how many of each kind, which
units, and one page of rows; sources that compute their items add what they need.
"""

from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.registration import WaitingSource, waiting_sources
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

    def kinds(self) -> list[Kind]:
        """Every kind of which something waits, in the order of the sources."""
        today = timezone.localdate()
        counted = {
            source.name: (len(entries), sum(entry.is_overdue for entry in entries))
            for source, entries in self.computed.items()
        }
        late = Count("pk", filter=Q(row_due_on__lt=today))
        tallies = [
            rows.values("row_source").annotate(number=Count("pk"), late=late)
            for rows in self.rows.values()
        ]
        if tallies:
            for name, number, overdue in _union(tallies).values_list(
                "row_source", "number", "late"
            ):
                counted[name] = (number, overdue)
        return [
            Kind(source, *counted[source.name])
            for source in waiting_sources()
            if counted.get(source.name, (0, 0))[0]
        ]

    def units(self) -> list[tuple[int, str]]:
        """The units that the waiting work belongs to, for the filter."""
        names = [
            rows.filter(row_unit_id__isnull=False).values_list("row_unit_id", "row_unit").distinct()
            for rows in self.rows.values()
        ]
        return sorted(set(_union(names)), key=lambda unit: unit[1]) if names else []

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

    def total(self, kinds: list[Kind], choice: Choice | None = None) -> int:
        """How many the choice leaves, from the counts where they are enough."""
        choice = choice or Choice()
        if choice.unit:
            narrowed = [self._narrowed(rows, choice) for rows in self._rows(choice)]
            tallies = [rows.values("row_source").annotate(number=Count("pk")) for rows in narrowed]
            number = 0
            if tallies:
                counted = _union(tallies).values_list("row_source", "number")
                number = sum(number for _name, number in counted)
            return number + len(self._computed(choice))
        chosen = [kind for kind in kinds if choice.takes(kind.source)]
        return sum(kind.overdue if choice.overdue else kind.count for kind in chosen)

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

    def __init__(self, inbox: Inbox, choice: Choice, kinds: list[Kind]):
        super().__init__(range(inbox.total(kinds, choice)), PER_PAGE)
        self.inbox, self.choice = inbox, choice

    def page(self, number):
        number = self.validate_number(number)
        skip = (number - 1) * self.per_page
        entries = self.inbox.entries(self.choice, self.per_page, skip) if self.count else []
        return self._get_page(entries, number, self)


def badge(user) -> int:
    """How much waits for *user*, for the menu: at most a minute old."""
    key = f"editorial.waiting.{user.pk}"
    number = cache.get(key)
    if number is None:
        inbox = Inbox(user)
        number = inbox.total(inbox.kinds())
        cache.set(key, number, BADGE_SECONDS)
    return number


def forget_badge(*users) -> None:
    """Count anew for these people, who have just done something."""
    cache.delete_many([f"editorial.waiting.{user.pk}" for user in users if user])


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
