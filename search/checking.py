"""What an index lacks or holds too much of, compared with the database, and mending it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from content.registration import SearchSource, search_sources

from .engines.base import SearchEngine
from .indexed import content_hash, identity_of
from .indexing import all_records, update_index
from .models import IndexChange

Object = tuple[str, int]  # (source, primary key)


@dataclass(slots=True)
class Differences:
    """Of one index; what changed while it was compared is left out, its notes see to it."""

    records: int = 0  # that the database has
    missing: list[Object] = field(default_factory=list)  # one entry for each record
    outdated: list[Object] = field(default_factory=list)
    surplus: set[int] = field(default_factory=set)  # numbers of records that should not be there
    last_note: int = 0  # the newest of the outbox when the comparison began

    def __bool__(self) -> bool:
        return bool(self.missing or self.outdated or self.surplus)


def differences(
    name: str,
    engine: SearchEngine,
    progress: Callable[[SearchSource, int], None] | None = None,
) -> Differences:
    """How the index differs from the database; raises EngineUnavailable if it cannot be read."""
    notes = IndexChange.objects.of(name)
    found = Differences(last_note=notes.order_by("-pk").values_list("pk", flat=True).first() or 0)
    ignored = _objects(notes.waiting())
    held, twice = {}, set()
    for identity, content, passages in engine.inventory():
        if identity in held:
            twice.add(identity)
        held[identity] = (content, passages)
    missing, outdated = [], []
    for source, record in all_records(progress):
        found.records += 1
        identity = identity_of(f"{source}/{record.key}")
        state = held.pop(identity, None)
        owner = (source, int(record.key.partition("/")[0]))
        if state is None:
            missing.append(owner)
        elif (
            state != (content_hash(source, record), len(record.passages) or 1) or identity in twice
        ):
            outdated.append(owner)
    changed = _changed_since(name, found.last_note)
    ignored |= changed
    found.missing = [owner for owner in missing if owner not in ignored]
    found.outdated = [owner for owner in outdated if owner not in ignored]
    found.surplus = set(held) - _identities(ignored)
    return found


def mend(name: str, engine: SearchEngine, found: Differences) -> None:
    """Bring the index to what the database has now."""
    IndexChange.objects.bulk_create(
        (
            IndexChange(index=name, source=source, primary_key=key)
            for source, key in sorted({*found.missing, *found.outdated})
        ),
        batch_size=1000,
    )
    if found.surplus:
        with engine.update() as update:
            # What was published again meanwhile is no longer too much.
            changed = _changed_since(name, found.last_note)
            update.discard(found.surplus - _identities(changed))
    update_index(name, engine)


def _changed_since(name: str, last_note: int) -> set[Object]:
    return _objects(IndexChange.objects.of(name).filter(pk__gt=last_note))


def _objects(notes) -> set[Object]:
    return set(notes.values_list("source", "primary_key"))


def _identities(objects: Iterable[Object]) -> set[int]:
    """The numbers of all records that these objects have now."""
    sources = {source.name: source for source in search_sources()}
    found: set[int] = set()
    for name, key in objects:
        if name in sources:
            records = sources[name].records_of([key])
            found.update(identity_of(f"{name}/{record.key}") for record in records)
    return found
