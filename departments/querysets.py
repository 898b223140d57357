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
