"""Keeps what an item rests on in step with what its editor states and with what it cites."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from content.models import ContentRecord
from departments.models import Unit

from ..addresses import place_name
from ..models import Citation, LegalBasis, LegalDocument
from .marking import mark, tell_records
from .rules import is_basis

Origin = LegalBasis.Origin
_TOGETHER = 100  # items whose objects are in memory at one time


@dataclass(frozen=True, slots=True)
class Basis:
    """What is to be kept: the words, the day, and who says so."""

    citation: str
    as_of: date
    origin: str


def keep_bases(uuids: Iterable[UUID]) -> int:
    """Write the bases of the records *uuids*, and mark those that have changed; how many differ."""
    uuids = list(uuids)
    return sum(_keep(uuids[start : start + _TOGETHER]) for start in range(0, len(uuids), _TOGETHER))


def with_bases(uuids: Iterable[UUID]) -> list[UUID]:
    """Those of the records that can have any: all but documents that are central law.

    Central law cites central law ten thousandfold, and nobody here could mend it.
    """
    records = ContentRecord.objects.filter(pk__in=list(uuids))
    documents = records.filter(kind=LegalDocument.record_kind).values_list("pk", flat=True)
    local = _local_documents(documents)
    others = records.exclude(kind=LegalDocument.record_kind).values_list("pk", flat=True)
    return [*others, *local]


@transaction.atomic
def _keep(uuids: list[UUID]) -> int:
    # One at a time: two runs over one item would both write its bases.
    records = list(ContentRecord.objects.select_for_update().filter(pk__in=uuids).order_by("pk"))
    may_have = set(with_bases(uuids))
    for record in records:
        record.bases_wanted = _stated(record) if record.pk in may_have else []
    documents = _documents(records)
    cited = _cited(records)
    known: dict[UUID, dict[tuple, LegalBasis]] = {record.pk: {} for record in records}
    for basis in LegalBasis.objects.filter(record__in=records):
        known[basis.record_id][(basis.document_id, basis.eid)] = basis
    changed = 0
    for record in records:
        wanted = cited.get(record.pk, {}) if record.pk in may_have else {}
        for uuid, eid, basis in record.bases_wanted:
            if document := documents.get(uuid):
                wanted[(document, eid)] = basis  # what an editor states counts before what was read
        changed += _write(record, wanted, known[record.pk])
    mark(LegalBasis.objects.filter(record__in=records))
    tell_records([record.pk for record in records])
    return changed


def _write(
    record: ContentRecord, wanted: Mapping[tuple, Basis], known: dict[tuple, LegalBasis]
) -> int:
    new, changed = [], []
    for (document, eid), basis in wanted.items():
        row = known.pop((document, eid), None)
        if row is None:
            new.append(
                LegalBasis(
                    record=record,
                    document_id=document,
                    eid=eid,
                    citation=basis.citation,
                    as_of=basis.as_of,
                    origin=basis.origin,
                )
            )
            continue
        # Somebody confirmed it for a later day than the text says.
        as_of = max(basis.as_of, row.as_of) if row.confirmed_at else basis.as_of
        if (row.citation, row.as_of, row.origin) != (basis.citation, as_of, basis.origin):
            row.citation, row.as_of, row.origin = basis.citation, as_of, basis.origin
            changed.append(row)
    LegalBasis.objects.bulk_create(new)
    LegalBasis.objects.bulk_update(changed, ["citation", "as_of", "origin"])
    LegalBasis.objects.filter(pk__in=[row.pk for row in known.values()]).delete()
    return len(new) + len(changed) + len(known)


def _stated(record: ContentRecord) -> list[tuple[UUID, str, Basis]]:
    """What the editor states, read from the object: of nothing where it is gone."""
    item = record.object
    found = []
    for block in getattr(item, "legal_bases", None) or ():
        value = block.value
        try:
            uuid = UUID(value.get("document_uuid") or "")
        except ValueError:
            continue  # words without a link
        eid = value.get("eid") or ""
        # Without a day of its own, a basis is meant as of the day of publication.
        as_of = value.get("as_of") or _published_on(record)
        citation = (value.get("citation") or "")[:1000]
        found.append((uuid, eid[:255], Basis(citation, as_of, Origin.STATED)))
    return found


def _published_on(record: ContentRecord) -> date:
    moment = record.updated_at or record.published_at or timezone.now()
    return timezone.localdate(moment)


def _documents(records: Iterable[ContentRecord]) -> dict[UUID, int]:
    uuids = {uuid for record in records for uuid, _eid, _basis in record.bases_wanted}
    return dict(LegalDocument.objects.filter(uuid__in=uuids).values_list("uuid", "pk"))


def _cited(records: list[ContentRecord]) -> dict[UUID, dict[tuple, Basis]]:
    found: dict[UUID, dict[tuple, Basis]] = {}
    for citation in Citation.objects.filter(record__in=records, target__isnull=False):
        is_document = citation.source_id is not None
        if not is_basis(citation, is_document=is_document):
            continue
        of_record = found.setdefault(citation.record_id, {})
        key = (citation.target_id, citation.target_eid)
        if key not in of_record or citation.as_of > of_record[key].as_of:
            of_record[key] = Basis(_words(citation), citation.as_of, Origin.CITED)
    return found


def is_of_the_province(document: LegalDocument) -> bool:
    """Whether *document*, which comes with its issuer, can have bases; asks nothing."""
    issuer = document.issuer
    return bool(document.owner_unit_id or (issuer and issuer.unit_id))


def _local_documents(uuids: Iterable[UUID]) -> list[UUID]:
    """Documents that a unit of the province answers for or has issued."""
    documents = LegalDocument.objects.filter(uuid__in=list(uuids))
    units = documents.values_list("uuid", "owner_unit__kind", "issuer__unit__kind")
    return [
        uuid for uuid, *kinds in units if any(kind and kind != Unit.Kind.CENTRAL for kind in kinds)
    ]


def _words(citation: Citation) -> str:
    """The words as they stand; a place of “Điều này” by its name, which stands by itself."""
    return (citation.text if not citation.is_self else place_name(citation.target_eid))[:1000]
