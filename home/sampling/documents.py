"""Legal documents of the sample province, through the same import as real ones."""

import hashlib
from collections.abc import Iterator
from datetime import date

from content.models import Topic
from content.records import sync_record
from content.references.numbers import number_key
from content.text import compose
from departments.models import Unit
from legal_library.importing import import_record
from legal_library.models import DocumentSource, LegalDocument, Relation
from legal_library.sources import SourceRecord

from .reading import SAMPLES, SOURCE, morning, read


def missing() -> list[dict]:
    known = set(DocumentSource.objects.filter(name=SOURCE).values_list("key", flat=True))
    return [item for item in read("documents") if item["file"] not in known]


def add(items) -> Iterator[None]:
    for item in items:
        document = import_record(_record(item), credit=SOURCE).document
        document.summary = item["summary"]
        document.owner_unit = Unit.objects.get(code=item["unit"])
        document.topics.set(Topic.objects.filter(code__in=item["topics"]))
        published = morning(document.issued_on.isoformat())
        document.first_published_at = document.last_published_at = published
        document.save()
        sync_record(document)
        for relation in item.get("relations", ()):
            _relate(document, relation)
        for event in item.get("events", ()):
            _happens(document, event)
        yield


def _record(item: dict) -> SourceRecord:
    data = (SAMPLES / "documents" / item["file"]).read_bytes()
    return SourceRecord(
        source_name=SOURCE,
        key=item["file"],
        sha256=hashlib.sha256(data).hexdigest(),
        text=compose(data.decode("utf-8")),
        number=item["number"],
        type_name=item["type"],
        issuer_names=(item["issuer"],),
        effective_from=_day(item, "effective_from"),
        effective_to=_day(item, "effective_to"),
        stated_status=item.get("status", ""),
    )


def _relate(document: LegalDocument, relation: dict) -> None:
    target_key = number_key(relation.get("target", ""))
    target = LegalDocument.objects.filter(number_key=target_key).first() if target_key else None
    Relation.objects.get_or_create(
        source=document,
        kind=relation["kind"],
        citation=relation["citation"],
        source_eid="",
        target_eid="",
        defaults={"target": target, "target_number_key": target_key},
    )


def _happens(cause: LegalDocument, event: dict) -> None:
    """What the document did to a provision of another, as an editor confirms it."""
    target = LegalDocument.objects.filter(number_key=number_key(event["target"])).first()
    if target:
        target.validity_events.get_or_create(
            eid=event["eid"],
            kind=event["kind"],
            happens_on=date.fromisoformat(event["day"]),
            cause=cause,
            defaults={"source": SOURCE},
        )


def _day(item: dict, name: str) -> date | None:
    return date.fromisoformat(item[name]) if name in item else None
