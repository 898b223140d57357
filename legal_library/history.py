"""What happened to a document, in the order of time: issue, changes of validity, texts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _

from .addresses import place_name
from .models import Expression, LegalDocument, ValidityEvent
from .versions import versions

_NAMED = 6  # provisions in one entry


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the timeline; `day` is None where no source tells it."""

    day: date | None
    title: str
    detail: str = ""
    document: LegalDocument | None = None  # the document that caused it
    text: Expression | None = None  # the text that can be read
    former: Expression | None = None  # the version before it, to compare


def timeline(document: LegalDocument, texts: Iterable[Expression]) -> list[Entry]:
    """All entries, the oldest first; those without a date stand at the end."""
    entries = [*_issue(document), *_events(document), *_texts(texts)]
    return sorted(entries, key=lambda entry: (entry.day is None, entry.day or date.max))


def _issue(document: LegalDocument) -> Iterable[Entry]:
    if document.issued_on:
        signed = _("%(name)s ký") % {"name": document.signer} if document.signer else ""
        yield Entry(document.issued_on, _("Ban hành"), signed)


def _events(document: LegalDocument) -> Iterable[Entry]:
    """One entry for what one act did on one day; changes of provisions name them together."""
    groups: dict[tuple, list[ValidityEvent]] = {}
    for event in document.validity_events.select_related("cause__type"):
        key = (event.happens_on, event.kind, event.cause_id, event.source, bool(event.eid))
        groups.setdefault(key, []).append(event)
    for events in groups.values():
        event = events[0]
        source = _("Theo: %(source)s") % {"source": event.source} if event.source else ""
        title = event.get_kind_display()
        if places := _places(events):
            title = f"{title}: {places}"
        cause = event.cause if event.cause and event.cause.live else None
        yield Entry(event.happens_on, title, source, document=cause)


def _places(events: list[ValidityEvent]) -> str:
    """“khoản 1 Điều 2, Điều 5 và 3 quy định khác”; empty for the whole document."""
    names = [place_name(event.eid) or event.eid for event in events if event.eid]
    named = ", ".join(names[:_NAMED])
    if len(names) <= _NAMED:
        return named
    return _("%(named)s và %(more)s quy định khác") % {
        "named": named,
        "more": len(names) - _NAMED,
    }


def _texts(texts: Iterable[Expression]) -> Iterable[Entry]:
    texts = list(texts)
    shown = {}
    for language in {text.language for text in texts}:
        known = [text for text in versions(texts, language=language) if text.valid_on]
        shown |= {after.pk: before for before, after in pairwise(known)}
    for text in texts:
        source = _("Nguồn: %(source)s") % {"source": text.source_name} if text.source_name else ""
        former = shown.get(text.pk) if text.kind != Expression.Kind.TRANSLATION else None
        yield Entry(text.valid_on, text.get_kind_display(), source, text=text, former=former)
