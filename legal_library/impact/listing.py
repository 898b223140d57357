"""Content whose basis has changed, as its units see it: the list, and counts for each unit."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Prefetch, QuerySet
from django.utils.translation import gettext as _

from content.models import ContentRecord
from departments.rights import Area, units_where

from ..models import LegalBasis


def changed_records(user, action: str = "view") -> QuerySet[ContentRecord]:
    """Public items with changed bases that *user* may do *action* with."""
    records = ContentRecord.objects.live().filter(basis_changed_on__isnull=False)
    units = units_where(user, Area.CONTENT, action)
    return records if units is None else records.filter(owner_unit__in=units)


def stale_bases() -> QuerySet[LegalBasis]:
    return (
        LegalBasis.objects.filter(stale_event__isnull=False)
        .select_related("document__type", "stale_event__cause__type")
        .defer(
            *("document__draft_text", "document__draft_tree", "document__legal_bases"),
            *(
                f"stale_event__cause__{name}"
                for name in ("draft_text", "draft_tree", "legal_bases")
            ),
        )
        .order_by("stale_since", "pk")
    )


def for_list(records: QuerySet[ContentRecord]) -> QuerySet[ContentRecord]:
    """With `changed`, their stale bases, in two queries; the longest wrong first."""
    changed = Prefetch("bases", queryset=stale_bases(), to_attr="changed")
    return (
        records.select_related("owner_unit")
        .prefetch_related(changed)
        .order_by("basis_changed_on", "pk")
    )


@dataclass(frozen=True, slots=True)
class UnitCount:
    """What of a unit rests on changed law, and since when at the earliest."""

    unit_id: int | None
    unit: str
    items: int
    bases: int
    since: date


def counts_by_unit(records: QuerySet[ContentRecord]) -> list[UnitCount]:
    """One row a unit, the longest wrong first."""
    rows = (
        records.filter(bases__stale_since__isnull=False)
        .order_by()
        .values("owner_unit", "owner_unit__name")
        .annotate(
            items=Count("pk", distinct=True),
            bases_number=Count("bases"),
            since=Min("basis_changed_on"),
        )
        .order_by("since", "owner_unit__name")
    )
    return [
        UnitCount(
            row["owner_unit"],
            row["owner_unit__name"] or _("Cả tỉnh"),
            row["items"],
            row["bases_number"],
            row["since"],
        )
        for row in rows
    ]
