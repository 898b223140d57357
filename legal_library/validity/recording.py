"""Confirmed relations become dated events, and events the dates that a document keeps of them."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from ..models import LegalDocument, Relation, ValidityEvent

Kind, Acts = ValidityEvent.Kind, Relation.Kind
_ENDING = (Acts.REPLACES, Acts.REPEALS)
_PAUSING = (Acts.SUSPENDS, Acts.PAUSES)


@transaction.atomic
def apply_relation(relation: Relation) -> bool:
    """Make the events of *relation* what it says now; whether any changed."""
    wanted = set(_events_of(relation)) if relation.target_id else set()
    changed = False
    for event in relation.events.all():
        if (event.document_id, event.kind, event.eid, event.happens_on) in wanted:
            continue
        forget_event(event)
        changed = True
    for document, kind, eid, day in sorted(wanted):
        _event, is_new = ValidityEvent.objects.get_or_create(
            document_id=document,
            kind=kind,
            eid=eid,
            happens_on=day,
            cause=relation.source,
            defaults={"relation": relation},
        )
        changed = changed or is_new
    return changed


def begins_on(relation: Relation) -> date | None:
    """The day from which *relation* acts: as its words say, else when its act takes effect."""
    return relation.happens_on or relation.source.effective_from


def refresh(document: LegalDocument) -> list[str]:
    """Make the dates of *document* those of its events; what changed, in words.

    A date without an event was written before events were: it becomes one. Of several ends
    the first counts; of several beginnings the one recorded last, which postpones.
    """
    rows = list(document.validity_events.filter(eid="").exclude(happens_on=None).order_by("pk"))
    begins = [event.happens_on for event in rows if event.kind == Kind.TAKES_EFFECT]
    ends = [event.happens_on for event in rows if event.kind == Kind.EXPIRES]
    new = {
        "effective_from": begins[-1] if begins else document.effective_from,
        "effective_to": min(ends) if ends else document.effective_to,
    }
    if None not in new.values() and new["effective_to"] < new["effective_from"]:
        return []  # told by the report of contradictions
    changes = []
    for name, day in new.items():
        if getattr(document, name) != day:
            label = LegalDocument._meta.get_field(name).verbose_name
            changes.append(
                _("%(what)s: %(old)s thành %(new)s")
                % {"what": label, "old": getattr(document, name) or "–", "new": day or "–"}
            )
            setattr(document, name, day)
    if changes:
        LegalDocument.objects.filter(pk=document.pk).update(**new)
    if (document.effective_from and not begins) or (document.effective_to and not ends):
        document.record_validity()
    return changes


def _events_of(relation: Relation) -> Iterator[tuple]:
    """What *relation* brings about, as (document, kind, eId, day); nothing without a day.

    A draft brings about nothing.
    """
    day = begins_on(relation)
    if relation.state != Relation.State.CONFIRMED or day is None or not relation.source.live:
        return
    to = (relation.target_id,)
    if relation.kind in _ENDING:
        kind = (
            Kind.REMOVED if relation.target_eid and relation.kind == Acts.REPEALS else Kind.EXPIRES
        )
        yield (*to, kind.value, relation.target_eid, day)
    elif relation.kind in _PAUSING:
        yield (*to, Kind.SUSPENDED.value, relation.target_eid, day)
        if relation.ends_on and relation.ends_on >= day:
            after = relation.ends_on + timedelta(days=1)
            yield (*to, Kind.RESUMED.value, relation.target_eid, after)
    elif relation.kind == Acts.AMENDS:
        yield (*to, Kind.AMENDED.value, relation.target_eid, day)


def forget_event(event: ValidityEvent) -> None:
    """Remove *event*, and the date that the document kept of it."""
    event.delete()
    if event.eid or event.kind != Kind.EXPIRES:
        return
    LegalDocument.objects.filter(pk=event.document_id, effective_to=event.happens_on).update(
        effective_to=None
    )
