"""Results that editors put first: kept in memory by query, shown while their content is public."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.utils import timezone

from content.registration import search_sources

from .engines.base import Hit
from .facets import Profile
from .models import PinnedResult
from .queries import query_key

_STAMP = "search.pins"
_kept: dict[tuple[str, date], dict[str, list[PinnedResult]]] = {}


@dataclass(frozen=True, slots=True)
class Pinned:
    hit: Hit
    note: str


def pinned_for(query: str, day: date) -> list[Pinned]:
    """What editors put first for *query* on *day*, as it is public now."""
    pins = _pins(day).get(query_key(query), ())
    return [Pinned(hit, pin.note) for pin in pins for hit in _hits(pin, day)]


def forget_pins() -> None:
    """Let every process read the pins anew."""
    cache.delete(_STAMP)


def connect() -> None:
    """A pin takes effect with the transaction that writes it."""
    for signal in (post_save, post_delete):
        signal.connect(_on_change, sender=PinnedResult, dispatch_uid="search.pins")


def _on_change(**kwargs):
    transaction.on_commit(forget_pins)


def _pins(day: date) -> dict[str, list[PinnedResult]]:
    stamp = cache.get_or_set(_STAMP, lambda: timezone.now().isoformat(), None)
    if (stamp, day) not in _kept:
        found: dict[str, list[PinnedResult]] = {}
        for pin in PinnedResult.objects.in_force_on(day):
            for key in pin.keys:
                found.setdefault(key, []).append(pin)
        _kept.clear()
        _kept[stamp, day] = found
    return _kept[stamp, day]


def _hits(pin: PinnedResult, day: date) -> Iterator[Hit]:
    source = next((s for s in search_sources() if s.name == pin.source), None)
    primary_key = pin.record.partition("/")[0]
    if source is None or not primary_key.isdigit():
        return
    for record in source.records_of([int(primary_key)]):
        if record.key == pin.record:
            status = Profile.of(pin.source, record).status(day)
            yield Hit(source=pin.source, record=record, status=status)
