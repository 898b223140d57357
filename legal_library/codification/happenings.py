"""What an edition tells of provisions as dated events of their documents, each told once."""

from collections import defaultdict

from content.references.numbers import number_key

from ..models import LegalDocument, ValidityEvent
from .comparing import Happening


def write_events(happenings: list[tuple[LegalDocument, Happening]], *, source: str) -> int:
    """Store what is not known yet; how many are new. A cause is linked where one act has the
    number.
    """
    causes = _causes({happening.act for _document, happening in happenings if happening.act})
    events = {}
    for document, happening in happenings:
        cause = causes.get(number_key(happening.act)) if happening.act else None
        said = f"{source}: {happening.act}" if happening.act and not cause else source
        key = (document.pk, happening.eid, happening.kind, happening.day, cause)
        events[key] = ValidityEvent(
            document=document,
            eid=happening.eid,
            kind=happening.kind,
            happens_on=happening.day,
            cause_id=cause,
            source=said[:255],
        )
    known = ValidityEvent.objects.filter(document__in={key[0] for key in events})
    for key in known.values_list("document_id", "eid", "kind", "happens_on", "cause_id"):
        events.pop(key, None)
    ValidityEvent.objects.bulk_create(events.values(), batch_size=300)
    return len(events)


def _causes(numbers: set[str]) -> dict[str, int]:
    found = defaultdict(list)
    keys = {number_key(number) for number in numbers}
    rows = LegalDocument.objects.filter(number_key__in=keys).values_list("number_key", "pk")
    for key, pk in rows:
        found[key].append(pk)
    return {key: pks[0] for key, pks in found.items() if len(pks) == 1}
