"""What an index lacks or holds too much of, compared with the database, and mending it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from content.registration import SearchSource

from .engines.base import Owner, SearchEngine, owner_of
from .indexed import content_hash, identity_of
from .indexing import all_records, update_index
from .models import IndexChange


@dataclass(slots=True)
class Differences:
    """Of one index, an entry for each record; what waits or was just changed is left out."""

    records: int = 0  # that the database has
    missing: list[Owner] = field(default_factory=list)
    outdated: list[Owner] = field(default_factory=list)
    surplus: list[Owner] = field(default_factory=list)
    orphans: set[int] = field(default_factory=set)  # numbers of records of which passages are left

    def __bool__(self) -> bool:
        return bool(self.missing or self.outdated or self.surplus or self.orphans)


def differences(
    name: str,
    engine: SearchEngine,
    progress: Callable[[SearchSource, int], None] | None = None,
) -> Differences:
    """How the index differs from the database; raises EngineUnavailable if it cannot be read."""
    notes = IndexChange.objects.of(name)
    waiting = _owners(notes.waiting())
    last_note = notes.order_by("-pk").values_list("pk", flat=True).first() or 0
    held: dict[int, tuple[int, int]] = {}
    twice: set[int] = set()
    for identity, content, passages in engine.inventory():
        if identity in held:
            twice.add(identity)
        held[identity] = (content, passages)
    found = Differences()
    for source, record in all_records(progress):
        found.records += 1
        identity = identity_of(f"{source}/{record.key}")
        owner = owner_of(source, record.key)
        state = held.pop(identity, None)
        if state is None:
            found.missing.append(owner)
            continue
        expected = (content_hash(source, record), len(record.passages) or 1)
        if state != expected or identity in twice:
            found.outdated.append(owner)
    owners = engine.owners(held)
    moving = waiting | _owners(notes.filter(pk__gt=last_note))
    found.missing = [owner for owner in found.missing if owner not in moving]
    found.outdated = [owner for owner in found.outdated if owner not in moving]
    found.surplus = [owner for owner in owners.values() if owner not in moving]
    found.orphans = set(held) - set(owners)
    return found


def mend(name: str, engine: SearchEngine, found: Differences) -> None:
    """Bring the index to what the database has now."""
    differing = sorted({*found.missing, *found.outdated, *found.surplus})
    IndexChange.objects.bulk_create(
        (IndexChange(index=name, source=source, primary_key=key) for source, key in differing),
        batch_size=1000,
    )
    if found.orphans:
        with engine.update() as update:
            # Seen in the middle of an update they were none: it has come to its end by now.
            update.discard(found.orphans - set(engine.owners(found.orphans)))
    update_index(name, engine)


def _owners(notes) -> set[Owner]:
    return set(notes.values_list("source", "primary_key"))
