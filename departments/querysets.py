"""Questions about many units."""

import re
from datetime import date
from functools import reduce
from operator import and_
from typing import Self

from django.db import models
from django.db.models import Case, F, IntegerField, Q, When

from content.text import fold

MAX_WORDS = 12  # of a name that is searched for; more is no name
# What people leave out before a name.
KIND_WORDS = ("xa", "phuong", "thi tran", "tinh", "thanh pho", "dac khu", "huyen", "quan", "thi xa")


class UnitQuerySet(models.QuerySet):
    def as_of(self, day: date) -> Self:
        """Units that existed on *day*; the day of abolition itself is out."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gt=day),
        )

    def in_dictionary_order(self) -> Self:
        return self.order_by("sort_key", "code")

    def communes(self) -> Self:
        """Wards, communes and special zones: the local level since 1 July 2025."""
        return self.filter(kind__in=self.model.COMMUNE_KINDS)

    def named(self, text: str) -> Self:
        """Units whose own name has every word of *text*, typed with or without diacritics."""
        words = re.findall(r"[a-z0-9]+", fold(text))[:MAX_WORDS]
        if not words:
            return self.none()
        found = (Q(folded_names__contains=f" {word}") for word in words)
        return self.filter(reduce(and_, found))

    def best_named_first(self, text: str) -> Self:
        """The very name first, then names that begin with *text*, units of today before former."""
        words = " ".join(re.findall(r"[a-z0-9]+", fold(text)))
        whole = [f" {kind} {words} " for kind in KIND_WORDS] + [f" {words} "]
        rank = Case(
            When(folded_names__in=whole, then=0),
            When(folded_names__startswith=f" {words} |", then=0),
            When(folded_names__endswith=f"| {words} ", then=0),
            When(folded_names__contains=f" {words} ", then=1),
            default=2,
            output_field=IntegerField(),
        )
        return self.annotate(name_rank=rank).order_by(
            F("valid_to").asc(nulls_first=True), "name_rank", "sort_key", "code"
        )

    def for_listing(self) -> Self:
        """All that a list shows of a unit: where it belongs, and its section if it has one."""
        return self.select_related("parent", "section")

    def descendant_ids(self, unit_id: int) -> set[int]:
        """Keys of the units below, at any depth; one query, because trees of units are small."""
        below: dict[int, list[int]] = {}
        for key, parent in self.filter(parent__isnull=False).values_list("pk", "parent_id"):
            below.setdefault(parent, []).append(key)
        found, waiting = set(), [unit_id]
        while waiting:
            children = [key for key in below.get(waiting.pop(), ()) if key not in found]
            found.update(children)
            waiting.extend(children)
        return found

    def ancestor_ids(self, unit_id: int) -> set[int]:
        """Keys of the units above, at any height; one query, as `descendant_ids`."""
        above = dict(self.filter(parent__isnull=False).values_list("pk", "parent_id"))
        found: set[int] = set()
        key = above.get(unit_id)
        while key is not None and key not in found:
            found.add(key)
            key = above.get(key)
        return found


def not_ended_by(day: date, path: str = "") -> Q:
    """That the appointment at *path* ("appointment__") goes on; the day it ends is out."""
    return Q(**{f"{path}ends_on__isnull": True}) | Q(**{f"{path}ends_on__gt": day})


class AppointmentQuerySet(models.QuerySet):
    def held_on(self, day: date) -> Self:
        """Appointments in force on *day*; the day one ends is out."""
        return self.filter(not_ended_by(day), begins_on__lte=day)

    def open(self) -> Self:
        """Appointments that nobody has ended, whether they have begun or not."""
        return self.filter(ends_on__isnull=True)
