"""Legal documents, and a small act that has everything a text can have."""

from datetime import date
from pathlib import Path

import factory
from factory.django import DjangoModelFactory

from legal_library.models import Expression, LegalDocument
from legal_library.parsing import ParsedDocument, parse
from legal_library.vocabulary import document_type, issuer

# Two chapters, an inserted article, điểm d and đ, a quotation, recipients, an attached regulation.
SAMPLE_ACT = (Path(__file__).parent.parent / "data" / "nghi-quyet-mau.txt").read_text()
SAMPLE_DAY = date(2025, 7, 10)


class LegalDocumentFactory(DjangoModelFactory):
    title = factory.Sequence(lambda number: f"Quy định mẫu {number}")
    type = factory.LazyFunction(lambda: document_type("Nghị quyết"))
    live = True

    class Meta:
        model = LegalDocument


def write_text(document: LegalDocument, text: str = SAMPLE_ACT, **fields) -> Expression:
    """*text*, read by the parser, as a text of *document*."""
    return document.expressions.write(document, parse(text), **fields)


def sample_document(**fields) -> LegalDocument:
    """The public document of `SAMPLE_ACT` with its text."""
    fields = {
        "title": "Quy định mức hỗ trợ người trực tiếp tham gia hòa giải ở cơ sở",
        "number": "12/2025/NQ-HĐND",
        "issuer": issuer("Hội đồng nhân dân tỉnh An Lạc"),
        "issued_on": SAMPLE_DAY,
    } | fields
    document = LegalDocumentFactory(**fields)
    write_text(document)
    return document


def parsed_sample() -> ParsedDocument:
    return parse(SAMPLE_ACT)
