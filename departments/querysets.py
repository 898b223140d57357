"""Questions about many units."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q


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


class AppointmentQuerySet(models.QuerySet):
    def held_on(self, day: date) -> Self:
        """Appointments in force on *day*; the day one ends is out."""
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gt=day),
            begins_on__lte=day,
        )

    def open(self) -> Self:
        """Appointments that nobody has ended, whether they have begun or not."""
        return self.filter(ends_on__isnull=True)
