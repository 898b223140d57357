"""Waiting work as rows of one shape, so that a database sorts, counts and pages all of it at once.

A source of `registration.WaitingSource` that gives `rows` builds them with `waiting_rows`;
whoever shows the inbox joins the rows of all sources into one query.
"""

from datetime import date, datetime
from typing import NamedTuple

from django.db.models import (
    BigIntegerField,
    CharField,
    DateField,
    DateTimeField,
    F,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Coalesce

# Sorts what has no deadline behind everything that has one.
NO_DEADLINE = date(9999, 12, 31)


class WaitingRow(NamedTuple):
    """One thing that waits; the names are those of `registration.WaitingItem`."""

    source: str
    key: str
    place: str  # what the source needs to know to build the address
    title: str
    label: str
    note: str
    since: datetime
    due_on: date | None
    urgency: date
    unit_id: int | None
    unit: str


def waiting_rows(
    queryset: QuerySet,
    source: str,
    *,
    title,
    since,
    label,
    place="",
    note="",
    due_on=None,
    unit: str | None = "unit",
) -> QuerySet:
    """*queryset* as rows. Expressions and `F` are columns, plain values stand in every row."""
    day = Cast(due_on if due_on is not None else Value(None), DateField())
    columns = {
        "source": _text(source, CharField(max_length=100)),
        "key": Cast("pk", CharField(max_length=64)),
        "place": _text(place),
        "title": _text(title),
        "label": _text(label),
        "note": _text(note),
        "since": Cast(since, DateTimeField()),
        "due_on": day,
        "urgency": Coalesce(day, Value(NO_DEADLINE, DateField())),
        "unit_id": Cast(F(f"{unit}_id") if unit else Value(None), BigIntegerField()),
        "unit": Coalesce(_text(F(f"{unit}__name") if unit else ""), _text("")),
    }
    # Prefixed, because a model may have fields of the same names.
    named = {f"row_{name}": column for name, column in columns.items()}
    return queryset.order_by().annotate(**named)


def column_names() -> list[str]:
    return [f"row_{name}" for name in WaitingRow._fields]


def _text(value, field=None):
    if hasattr(value, "resolve_expression"):
        return Cast(value, field or TextField())
    return Cast(Value(str(value)), field or TextField())
