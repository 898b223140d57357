"""Documents from sources into the library: one record, one transaction, any number of times.

The natural key (number, issuer, date) decides what is the same document. Where it cannot
be read, the document is kept for review and nothing is merged on its number alone. A
second source completes what is missing and never overwrites what is there.
"""

import secrets
from dataclasses import dataclass, field, replace
from enum import StrEnum

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from content.records import sync_record
from content.references.numbers import number_key

from .models import DocumentSource, Issuer, LegalDocument
from .parsing import Attributes, ParsedDocument, parse, read_attributes
from .reading import parse_readings
from .relating import relate, resolve_waiting
from .sources import SourceError, SourceRecord
from .titles import reading_title
from .vocabulary import document_type, is_body_name, issuer


class Outcome(StrEnum):
    """What an import did with a record."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    FOR_REVIEW = "for review"


@dataclass(frozen=True, slots=True)
class Imported:
    outcome: Outcome
    document: LegalDocument
    warnings: tuple[str, ...] = ()
    article_count: int = 0


@dataclass(slots=True)
class RecordReading:
    """A record and what its own text says, put together; doubts are for the editor."""

    record: SourceRecord
    parsed: ParsedDocument | None
    attributes: Attributes
    doubts: list[str] = field(default_factory=list)
    numbers_differ: bool = False

    @property
    def has_natural_key(self) -> bool:
        """Number, issuer and date are known, and the text does not contradict the number.

        What a machine recognised on an image is not known.
        """
        record = self.record
        is_complete = number_key(record.number) and record.issuer_names and record.issued_on
        is_guessed = any(file.machine_read for file in record.readings)
        return bool(is_complete) and not (self.numbers_differ or is_guessed)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the parser doubts."""
        return tuple(doubt.message for doubt in self.parsed.warnings) if self.parsed else ()

    @property
    def article_count(self) -> int:
        bodies = range(len(self.parsed.bodies)) if self.parsed else ()
        return sum(len(self.parsed.articles(body)) for body in bodies)


@transaction.atomic
def import_record(record: SourceRecord, *, force: bool = False, credit: str = "") -> Imported:
    """Store *record*; the same record a second time changes nothing unless *force*.

    Raises SourceError for a record that contradicts itself.

    *credit* is what readers are told of where a new document came from.
    """
    known = DocumentSource.objects.filter(name=record.source_name, key=record.key)
    same = known.filter(sha256=record.sha256).first()
    if same and not force:
        return Imported(Outcome.UNCHANGED, same.document)
    reading = read_record(record)
    document = _find(reading) or _changed_since(reading, known)
    is_new = document is None
    if is_new:
        document = LegalDocument(live=reading.has_natural_key)
        document.has_unpublished_changes = not document.live
    complete(document, reading, credit)
    document.save()
    keep_original(document, record)
    _write_text(document, reading)
    resolve_waiting(document)
    document.record_validity(source=record.source_name)
    DocumentSource.objects.update_or_create(
        name=record.source_name,
        key=record.key,
        document=document,
        defaults={"sha256": record.sha256, "url": record.url},
    )
    sync_record(document)
    if document.needs_review:
        outcome = Outcome.FOR_REVIEW
    else:
        outcome = Outcome.CREATED if is_new else Outcome.UPDATED
    return Imported(outcome, document, reading.warnings, reading.article_count)


def read_record(record: SourceRecord) -> RecordReading:
    """What the record says, completed from the head of its text."""
    parsed = _parsed(record)
    attributes = read_attributes(parsed) if parsed else Attributes()
    reading = RecordReading(record, parsed, attributes)
    if _differ(attributes.number, record.number):
        reading.numbers_differ = True
        reading.doubts.append(
            _("Nguồn ghi số %(source)s, văn bản ghi %(text)s.")
            % {"source": record.number, "text": attributes.number}
        )
    # The type printed above the title is the act's own; corpora file codes under “Luật”.
    type_name = attributes.type_name or record.type_name
    title = reading_title(type_name, attributes.title, record.title, record.text)
    if record.copy or record.is_stated:  # somebody has looked at these
        type_name, title = record.type_name or type_name, record.title or title
    reading.record = replace(
        record,
        number=" ".join((record.number or attributes.number).split()),
        type_name=type_name,
        issuer_names=record.issuer_names or tuple(filter(is_body_name, attributes.issuers)),
        issued_on=record.issued_on or attributes.issued_on,
        effective_from=record.effective_from or attributes.effective_from,
        signer=record.signer or attributes.signer,
        title=title,
    )
    reading.doubts += [message for file in record.readings for message in file.messages]
    for is_missing, doubt in (
        (not reading.record.number, _("Không đọc được số, ký hiệu.")),
        (not reading.record.issuer_names, _("Không đọc được cơ quan ban hành.")),
        (not reading.record.issued_on, _("Không đọc được ngày ban hành.")),
    ):
        if is_missing:
            reading.doubts.append(doubt)
    return reading


def _parsed(record: SourceRecord) -> ParsedDocument | None:
    """The structure of the text; None of what has no text."""
    if record.copy:
        return record.copy.parsed
    if not record.text.strip():
        return None
    return parse_readings(record.readings) if record.readings else parse(record.text)


def _differ(printed: str, stated: str) -> bool:
    """Two numbers that are not the same and not the same cut short (79/2006/QH of QH11)."""
    one, other = number_key(printed), number_key(stated)
    return bool(one and other) and not (one.startswith(other) or other.startswith(one))


def _find(reading: RecordReading) -> LegalDocument | None:
    if not reading.has_natural_key:
        return None
    record = reading.record
    return LegalDocument.objects.filter(
        number_key=number_key(record.number),
        issuer=issuer(record.issuer_names[0]),
        issued_on=record.issued_on,
    ).first()


def _changed_since(reading: RecordReading, known: QuerySet[DocumentSource]) -> LegalDocument | None:
    """The document that the source gave under this key before, unless it is plainly another.

    Keys repeat: two folders hold files of one name, two bodies issue documents of one number.
    """
    documents = (source.document for source in known.select_related("document__issuer"))
    return next((found for found in documents if not _is_another(reading, found)), None)


def _is_another(reading: RecordReading, document: LegalDocument) -> bool:
    """Number, issuer or date are known of both and differ."""
    record = reading.record
    issuer_key = Issuer.key_of(record.issuer_names[0]) if record.issuer_names else ""
    pairs = (
        (number_key(record.number), document.number_key),
        (issuer_key, document.issuer.key if document.issuer else ""),
        (record.issued_on, document.issued_on),
    )
    return any(one and other and one != other for one, other in pairs)


def complete(document: LegalDocument, reading: RecordReading, credit: str) -> None:
    """Fill what *document* does not have; what it has stays."""
    record = reading.record
    if not document.type_id:
        document.type = document_type(record.type_name)
    if not document.issuer_id and record.issuer_names:
        document.issuer = issuer(record.issuer_names[0])
    if not document.title:
        document.title = (record.title or record.number or record.key)[:2000]
    if document._state.adding:
        document.language = _language(record)
    values = {
        "number": record.number,
        "issued_on": record.issued_on,
        "effective_from": record.effective_from,
        "effective_to": record.effective_to,
        "stated_status": record.stated_status,
        "signer": record.signer[:120],
        "signer_title": reading.attributes.signer_title[:255],
        "source_credit": credit[:255],
        "source_url": record.url,
    }
    for name, value in values.items():
        if value and not getattr(document, name):
            setattr(document, name, value)
    if _ends_before_it_begins(document):
        raise SourceError(_("Ngày hết hiệu lực đứng trước ngày có hiệu lực."))
    document.needs_review = not reading.has_natural_key
    document.review_notes = "\n".join(reading.doubts)
    if document.live and not document.first_published_at:
        document.first_published_at = timezone.now()
    document.last_published_at = timezone.now() if document.live else None


def _ends_before_it_begins(document: LegalDocument) -> bool:
    begins, ends = document.effective_from, document.effective_to
    return bool(begins and ends) and ends < begins


def _write_text(document: LegalDocument, reading: RecordReading) -> None:
    """The text as an expression, unless another source gave one before."""
    if not reading.parsed or not reading.record.text.strip():
        return
    others = document.expressions.filter(is_partial=False)
    has_other = others.exclude(source_name=reading.record.source_name).exists()
    if has_other:
        return
    copy = reading.record.copy
    document.expressions.write(
        document,
        reading.parsed,
        **(copy.facts.of_text() if copy else {}),
        source_name=reading.record.source_name,
        source_sha256=reading.record.sha256,
    )
    relate(document, reading.parsed)


def keep_original(document: LegalDocument, record: SourceRecord) -> None:
    """The file itself beside the text, unless the document has one.

    The web server asks nobody who reads it, so the file of a draft has an address that nobody
    guesses.
    """
    if record.original and not document.source_file:
        name, data = record.original
        if not document.live:
            name = unguessable(name)
        document.source_file.save(name, ContentFile(data), save=True)


def unguessable(name: str) -> str:
    return f"{secrets.token_hex(8)}/{name}"


def _language(record: SourceRecord) -> str:
    """“vi” when the title or text has letters that only Vietnamese writes, else “en”."""
    sample = (record.title + record.text[:5000]).lower()
    return "vi" if sum(sample.count(letter) for letter in "đơưăạảấậềệộợự") > 2 else "en"
