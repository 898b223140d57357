"""What happened to a document, in the order of time: issue, changes of validity, texts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from .addresses import place_name
from .models import Expression, LegalDocument


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline; `day` is None where no source tells it."""

    day: date | None
    title: str
    detail: str = ""
    document: LegalDocument | None = None  # the document that caused it
    text: Expression | None = None  # the text that can be read


def timeline(document: LegalDocument, texts: Iterable[Expression]) -> list[Entry]:
    """All entries, the oldest first; those without a date stand at the end."""
    entries = [*_issue(document), *_events(document), *_texts(texts)]
    return sorted(entries, key=lambda entry: (entry.day is None, entry.day or date.max))


def _issue(document: LegalDocument) -> Iterable[Entry]:
    if document.issued_on:
        signed = _("%(name)s ký") % {"name": document.signer} if document.signer else ""
        yield Entry(document.issued_on, _("Ban hành"), signed)


def _events(document: LegalDocument) -> Iterable[Entry]:
    for event in document.validity_events.select_related("cause__type"):
        source = _("Theo: %(source)s") % {"source": event.source} if event.source else ""
        detail = ". ".join(filter(None, [place_name(event.eid) if event.eid else "", source]))
        cause = event.cause if event.cause and event.cause.live else None
        yield Entry(event.happens_on, event.get_kind_display(), detail, document=cause)


def _texts(texts: Iterable[Expression]) -> Iterable[Entry]:
    for text in texts:
        source = _("Nguồn: %(source)s") % {"source": text.source_name} if text.source_name else ""
        yield Entry(text.valid_on, text.get_kind_display(), source, text=text)
