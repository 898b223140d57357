"""What readers looked for in one week, for those who can do something about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import F, Max, Q, QuerySet, Sum

from ..models import AskedQuery, OpenedResult

SHOWN = 30
# Fewer searches say nothing about whether a result is worth opening; a result that is
# opened less than once in so many searches is not what was meant.
ENOUGH_ASKED = 5
OPENED_ONCE_IN = 5
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Row:
    query: str
    key: str
    asked: int
    results: int
    clicks: int

    @property
    def share(self) -> int:
        """Per cent of the searches after which a result was opened."""
        return round(100 * min(self.clicks / self.asked, 1)) if self.asked else 0


@dataclass(frozen=True, slots=True)
class Week:
    begins_on: date
    ends_on: date  # the last day
    asked: int
    without_result: int
    opened: int
    top: list[Row]
    nothing_found: list[Row]
    hardly_opened: list[Row]

    @property
    def share_without_result(self) -> int:
        return round(100 * self.without_result / self.asked) if self.asked else 0


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def week_of(day: date) -> Week:
    """The week that *day* is in, in a fixed number of queries."""
    begins_on = monday_of(day)
    asked = AskedQuery.objects.filter(day__gte=begins_on, day__lt=begins_on + WEEK)
    totals = asked.aggregate(
        total=Sum("asked", default=0),
        opened=Sum("clicks", default=0),
        without=Sum("asked", filter=Q(results=0), default=0),
    )
    rows = _by_query(asked)
    hardly = rows.filter(
        total__gte=ENOUGH_ASKED, found__gt=0, total__gt=OPENED_ONCE_IN * F("opened")
    )
    return Week(
        begins_on=begins_on,
        ends_on=begins_on + WEEK - timedelta(days=1),
        top=_rows(rows[:SHOWN]),
        nothing_found=_rows(rows.filter(found=0)[:SHOWN]),
        hardly_opened=_rows(hardly[:SHOWN]),
        asked=totals["total"],
        without_result=totals["without"],
        opened=totals["opened"],
    )


def first_day() -> date | None:
    """The day from which there is something to show."""
    return AskedQuery.objects.order_by("day").values_list("day", flat=True).first()


def prune(today: date) -> int:
    """Delete what is older than the log is kept for; how many rows."""
    before = today - timedelta(days=settings.SEARCH["LOG_DAYS"])
    removed = 0
    for model in (OpenedResult, AskedQuery):
        count, _details = model.objects.filter(day__lt=before).delete()
        removed += count
    return removed


def _by_query(asked: QuerySet) -> QuerySet:
    """One row for all spellings and days of a query, the most asked first."""
    return (
        asked.values("key")
        .annotate(
            spelled=Max("query"), total=Sum("asked"), found=Max("results"), opened=Sum("clicks")
        )
        .order_by("-total", "key")
    )


def _rows(rows: Iterable[dict]) -> list[Row]:
    return [
        Row(row["spelled"], row["key"], row["total"], row["found"], row["opened"]) for row in rows
    ]
