"""What readers see of orders: what still has to be worked into a text, and what an act changes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.utils import timezone

from ..addresses import place_name
from ..bases import provision_url
from ..models import AmendmentInstruction, LegalDocument

_NAMED = 3


@dataclass(frozen=True, slots=True)
class Waiting:
    """Changes that the text shown does not have yet, and the acts that made them."""

    count: int
    acts: list[LegalDocument]
    more: int  # acts that are not named
    day: date | None  # the first day of the changes
    is_to_come: bool


@dataclass(frozen=True, slots=True)
class ShownOrder:
    """An order as a list shows it."""

    item: AmendmentInstruction
    place: str
    url: str  # to the provision that is changed; empty where there is none
    source_url: str  # to the order in the amending act

    @property
    def state_label(self) -> str:
        return self.item.get_state_display()


@dataclass(slots=True)
class OrderGroup:
    """The orders of one act about another, of one day."""

    act: LegalDocument | None
    citation: str
    day: date | None
    orders: list[ShownOrder] = field(default_factory=list)


def orders_about(document: LegalDocument):
    """Orders that change *document*, and those that it gives; of public acts only."""
    return AmendmentInstruction.objects.filter(
        Q(target=document, amending__live=True) | Q(amending=document)
    )


def waiting(document: LegalDocument) -> Waiting | None:
    """What the texts of *document* lack; None when they lack nothing."""
    orders = document.amendments.open().of_public_acts().in_order()
    rows = list(
        orders.values_list(
            "amending", "effective_on", "amending__slug", "amending__number", "amending__title"
        )
    )
    if not rows:
        return None
    keys = list(dict.fromkeys(row[0] for row in rows))
    acts = LegalDocument.objects.for_listing().in_bulk(keys[:_NAMED])
    days = [row[1] for row in rows if row[1]]
    day = min(days, default=None)
    return Waiting(
        count=len(rows),
        acts=[acts[key] for key in keys[:_NAMED]],
        more=max(len(keys) - _NAMED, 0),
        day=day,
        is_to_come=bool(day and day > timezone.localdate()),
    )


def grouped(orders: Iterable[AmendmentInstruction], *, by_target: bool) -> list[OrderGroup]:
    """*orders* by the act at their other end and the day, in the order given."""
    groups: dict[tuple, OrderGroup] = {}
    for item in orders:
        act = item.target if by_target else item.amending
        act = act if act and act.live else None
        citation = item.target_citation if by_target else str(item.amending)
        key = (act.pk if act else citation, item.effective_on)
        group = groups.setdefault(key, OrderGroup(act, citation, item.effective_on))
        group.orders.append(shown(item))
    return list(groups.values())


def shown(item: AmendmentInstruction) -> ShownOrder:
    target = item.target if item.target and item.target.live else None
    return ShownOrder(
        item=item,
        place=place_name(item.target_eid),
        url=provision_url(target, item.target_eid) if target and item.target_eid else "",
        source_url=provision_url(item.amending, item.amending_eid),
    )
