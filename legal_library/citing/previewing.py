"""What a reader sees of a cited place without leaving the page."""

from dataclasses import dataclass
from datetime import date

from ..addresses import eid_at, place_name
from ..bases import provision_url
from ..models import Expression, LegalDocument, Provision
from ..versions import current_text
from .linking_texts import dated_url

_MOST_LETTERS = 700
_MOST_LINES = 14


@dataclass(frozen=True, slots=True)
class Preview:
    """The words of a place today, and what became of them since the day of the citing text."""

    document: LegalDocument
    place: str  # “khoản 2 Điều 5”; empty for the whole document
    lines: tuple[str, ...]
    is_cut: bool
    url: str
    text: Expression | None  # whose words these are
    is_gone: bool = False  # today's text has no such place: the words are of the day
    has_changed: bool = False
    dated_url: str = ""  # where another text of the day is shown


def preview(
    document: LegalDocument, place: str, today: date, written_on: date | None = None
) -> Preview | None:
    """The place that *place*, an anchor, names, for a text of *written_on*; None without one."""
    texts = list(document.expressions.without_text())
    shown = current_text(texts, today, language=document.language)
    then = current_text(texts, written_on, language=document.language) if written_on else shown
    if not place:
        return Preview(document, "", (), False, document.get_absolute_url(), shown)
    wanted = eid_at(place)
    found = {text.pk: _provisions(text, wanted) for text in {shown, then} if text} if wanted else {}
    now = found.get(shown.pk, []) if shown else []
    before = found.get(then.pk, []) if then else []
    if not now and not before:
        return None
    own = now or before
    eid, text = own[0].eid, shown if now else then
    lines, is_cut = _lines(own)
    is_other = then != shown
    has_changed = is_other and bool(now and before) and _words(now) != _words(before)
    return Preview(
        document=document,
        place=place_name(eid) or _name(own[0]),
        lines=lines,
        is_cut=is_cut,
        url=provision_url(document, eid) if now else dated_url(document, eid, written_on),
        text=text,
        is_gone=not now,
        has_changed=has_changed,
        dated_url=dated_url(document, eid, written_on) if has_changed else "",
    )


def _provisions(text: Expression, eid: str) -> list[Provision]:
    """The provision and what is below it, in one query."""
    # An anchor is in small letters, the eId of a chapter or annex is not.
    first = text.provisions.filter(eid__iexact=eid).first()
    return list(text.provisions.within(first)) if first else []


def _words(provisions: list[Provision]) -> list[tuple[str, str, str]]:
    return [(each.marker, each.heading, each.text) for each in provisions]


def _lines(provisions: list[Provision]) -> tuple[tuple[str, ...], bool]:
    lines, letters = [], 0
    for each in provisions:
        lead = " ".join(filter(None, (each.marker, each.heading)))
        text = f"{lead} {each.text}" if each.kind in ("clause", "point") else each.text
        found = [lead, text] if text is each.text else [text]
        for line in filter(None, (" ".join(part.split()) for part in found)):
            if len(lines) >= _MOST_LINES or letters >= _MOST_LETTERS:
                return tuple(lines), True
            room = _MOST_LETTERS - letters
            if len(line) > room:
                return (*lines, f"{line[:room].rsplit(' ', 1)[0]} …"), True
            lines.append(line)
            letters += len(line)
    return tuple(lines), False


def _name(provision: Provision) -> str:
    return " ".join(filter(None, (provision.marker, provision.heading))) or str(provision)
