"""What readers see of orders: what still has to be worked into a text, and what an act changes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from ..addresses import place_name
from ..bases import provision_url
from ..models import AmendmentInstruction, LegalDocument, Provision

_NAMED = 3


@dataclass(frozen=True, slots=True)
class Act:
    """An act as a notice names it."""

    citation_name: str
    slug: str

    def get_absolute_url(self) -> str:
        return reverse("legal_library:document", args=[self.slug])


@dataclass(frozen=True, slots=True)
class Waiting:
    """Changes that the text shown does not have yet, and the acts that made them."""

    count: int
    acts: list[Act]
    more: int  # acts that are not named
    day: date | None  # the first day of the changes
    is_to_come: bool


@dataclass(frozen=True, slots=True)
class Summary:
    """How many orders there are about a document or in it, and what its texts lack."""

    count: int
    waiting: Waiting | None


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


def summary(document: LegalDocument) -> Summary:
    """All that the pages of *document* say of orders, in one query."""
    rows = list(
        orders_about(document)
        .in_order()
        .values_list(
            *("target", "state", "effective_on", "amending__slug", "amending__number"),
            *("amending__title", "amending__type__name"),
        )
    )
    new = AmendmentInstruction.State.NEW
    return Summary(len(rows), _waiting([row[2:] for row in rows if row[:2] == (document.pk, new)]))


def _waiting(rows: list[tuple]) -> Waiting | None:
    if not rows:
        return None
    acts = dict.fromkeys(row[1:] for row in rows)
    named = [
        Act(f"{kind} số {number}" if number else title, slug) for slug, number, title, kind in acts
    ]
    day = min((row[0] for row in rows if row[0]), default=None)
    return Waiting(
        count=len(rows),
        acts=named[:_NAMED],
        more=max(len(named) - _NAMED, 0),
        day=day,
        is_to_come=bool(day and day > timezone.localdate()),
    )


def grouped(orders: Iterable[AmendmentInstruction], *, by_target: bool) -> list[OrderGroup]:
    """*orders* by the act at their other end and the day, in the order given."""
    orders = list(orders)
    known = _known_places(orders)
    groups: dict[tuple, OrderGroup] = {}
    for item in orders:
        act = item.target if by_target else item.amending
        act = act if act and act.live else None
        citation = item.target_citation if by_target else str(item.amending)
        key = (act.pk if act else citation, item.effective_on)
        group = groups.setdefault(key, OrderGroup(act, citation, item.effective_on))
        group.orders.append(shown(item, (item.target_id, item.target_eid) in known))
    return list(groups.values())


def _known_places(orders: list[AmendmentInstruction]) -> set[tuple[int, str]]:
    """Which provisions there are to lead to: not yet those that wait to be inserted."""
    places = Provision.objects.filter(
        expression__document__in={item.target_id for item in orders if item.target_id},
        eid__in={item.target_eid for item in orders if item.target_eid},
    )
    return set(places.values_list("expression__document", "eid"))


def shown(item: AmendmentInstruction, is_known: bool) -> ShownOrder:
    target = item.target if item.target and item.target.live and is_known else None
    return ShownOrder(
        item=item,
        place=place_name(item.target_eid),
        url=provision_url(target, item.target_eid) if target else "",
        source_url=provision_url(item.amending, item.amending_eid),
    )
