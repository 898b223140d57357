"""The life of a unit in dated entries, for its page and for the admin."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from .history import predecessors_of, successors_of
from .models import Unit, UnitEvent, UnitSuccession

Kind = UnitEvent.Kind
# Imported successions have no event: what exactly happened, the lists do not say.
CAME = {
    Kind.MERGE: _("Hợp nhất, sáp nhập từ"),
    Kind.SPLIT: _("Chia, tách từ"),
    Kind.RENAME: _("Đổi tên từ"),
    None: _("Hình thành từ"),
}
WENT = {
    Kind.MERGE: _("Sáp nhập vào"),
    Kind.SPLIT: _("Chia, tách thành"),
    Kind.RENAME: _("Đổi tên thành"),
    None: _("Nhập vào"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that happened on a day, with the units on the other side."""

    day: date | None
    title: str
    units: tuple[tuple[Unit, str], ...] = ()  # each with the extent, where it is not the whole
    legal_basis: str = ""
    note: str = ""


def timeline(unit: Unit) -> list[Entry]:
    """What happened to *unit*, the latest first; a fixed number of queries."""
    came, went = predecessors_of(unit), successors_of(unit)
    entries = [
        *_grouped(went, WENT, "successor"),
        *_grouped(came, CAME, "predecessor"),
        *_alone(unit),
    ]
    if unit.valid_from and not any(entry.day == unit.valid_from for entry in entries):
        entries.append(Entry(unit.valid_from, _("Bắt đầu hoạt động")))
    if unit.valid_to and not any(entry.day == unit.valid_to for entry in entries):
        entries.append(Entry(unit.valid_to, _("Kết thúc hoạt động")))
    return sorted(entries, key=lambda entry: entry.day or date.min, reverse=True)


def _grouped(rows: list[UnitSuccession], titles: dict, side: str) -> list[Entry]:
    groups: dict[tuple, list[UnitSuccession]] = defaultdict(list)
    for row in rows:
        groups[row.happened_on, row.event_id, row.legal_basis].append(row)
    entries = []
    for (day, _event, legal_basis), members in groups.items():
        event = members[0].event
        units = tuple((getattr(row, side), _extent(row)) for row in members)
        title = titles[Kind(event.kind) if event else None]
        entries.append(Entry(day, title, units, legal_basis, event.note if event else ""))
    return entries


def _extent(row: UnitSuccession) -> str:
    return "" if row.extent == UnitSuccession.Extent.WHOLE else row.get_extent_display()


def _alone(unit: Unit) -> list[Entry]:
    """Events without successions: moves and abolitions."""
    events = unit.events.filter(kind__in=[Kind.MOVE, Kind.ABOLISH])
    entries = []
    for event in events.select_related("previous_parent", "new_parent"):
        if event.kind == Kind.ABOLISH:
            title, units = _("Giải thể"), ()
        else:
            title = _("Chuyển đơn vị cấp trên")
            sides = ((event.previous_parent, _("từ")), (event.new_parent, _("sang")))
            units = tuple((parent, words) for parent, words in sides if parent)
        entries.append(Entry(event.happened_on, title, units, event.legal_basis, event.note))
    return entries
