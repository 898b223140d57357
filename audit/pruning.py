"""Removes what is older than the log is kept for."""

import calendar
from collections.abc import Iterator
from datetime import UTC, datetime

from django.utils import timezone

from .models import LEAST_MONTHS, AuditEvent, RetentionPeriod

BATCH = 5_000


def kept_since(now: datetime) -> datetime:
    """The moment before which nothing need be kept, by the rule in force *now*."""
    months = RetentionPeriod.objects.months_on(timezone.localdate(now)) or LEAST_MONTHS
    return months_before(now.astimezone(UTC), months)


def months_before(moment: datetime, months: int) -> datetime:
    """*moment* so many months earlier; the 31st falls on the last day of a shorter month."""
    year, month = divmod(moment.year * 12 + moment.month - 1 - months, 12)
    day = min(moment.day, calendar.monthrange(year, month + 1)[1])
    return moment.replace(year=year, month=month + 1, day=day)


def prune(before: datetime) -> Iterator[int]:
    """Remove what is older, a batch at a time; yields how many have gone."""
    gone = 0
    while removed := AuditEvent.objects.remove_before(before, limit=BATCH):
        gone += removed
        yield gone
