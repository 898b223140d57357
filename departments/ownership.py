"""Among which units somebody may choose the owner of what they write."""

from django.db.models import QuerySet
from django.utils import timezone

from .models import Unit
from .rights import Area, units_where


def owners_for(user, instance) -> QuerySet | None:
    """The units in which *user* writes, and the one that owns *instance* now; None for all."""
    units = units_where(user, Area.CONTENT, "add")
    if units is None:
        return None
    existing = Unit.objects.as_of(timezone.localdate()).filter(pk__in=units)
    return existing | Unit.objects.filter(pk=instance.owner_unit_id)
