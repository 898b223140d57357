"""What a text says at an article that has ended, pauses, or has not begun on the day shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from content import validity

from ..addresses import anchor, article_path, is_quoted, place_name
from .standing import Standing, chain_of

_OUT_OF_FORCE = (validity.EXPIRED, validity.SUSPENDED, validity.NO_LONGER_SUITABLE)
_TOLD = (*_OUT_OF_FORCE, validity.NOT_YET_IN_FORCE)


@dataclass(frozen=True, slots=True)
class Note:
    """One provision that does not stand as its document does."""

    eid: str
    article: str  # the article that holds it
    status: str
    since: date | None

    def __str__(self) -> str:
        """“Khoản 2 Điều 5: hết hiệu lực từ 01/01/2030”."""
        place = place_name(self.eid)
        return f"{place[:1].upper()}{place[1:]}: {_said(self.status, self.since)}"


def notes(stands: Standing) -> list[Note]:
    """The provisions with an event that on the day makes them stand otherwise; by article."""
    if stands.whole in _OUT_OF_FORCE:
        return []
    found = []
    for eid in sorted(stands.touched):
        chain = chain_of(eid)
        article = next((step for step in reversed(chain) if article_path(step)), "")
        status = stands.of(chain)
        if article and not is_quoted(eid) and status in _TOLD and status != stands.whole:
            found.append(Note(eid, article, status, _since(stands, chain, status)))
    return found


def validity_marks(stands: Standing) -> dict[str, SafeString]:
    """Snippets for `marking.with_marks`, by the anchor of the article."""
    by_article: dict[str, list[Note]] = {}
    for note in notes(stands):
        by_article.setdefault(note.article, []).append(note)
    return {anchor(article): marked(found) for article, found in by_article.items()}


def marked(found: Iterable[Note]) -> SafeString:
    lines = format_html_join("", "<li>{}</li>", ((str(note),) for note in found))
    return format_html('<ul class="validity-mark">{}</ul>', lines)


def _since(stands: Standing, chain: list[str], status: str) -> date | None:
    """The day of the event that brought *status*: the last that has come, or the first to come."""
    own = [event for event in stands.events if event.eid in chain]
    if status == validity.NOT_YET_IN_FORCE:
        starts = [e.happens_on for e in own if e.kind in validity.BEGINNINGS and e.happens_on]
        return min(starts, default=None)
    kinds = validity.ENDS if status == validity.EXPIRED else tuple(validity.HOLDS)
    days = [e.happens_on for e in own if e.kind in kinds and e.is_by(stands.day)]
    return days[-1] if days else None


def _said(status: str, since: date | None) -> str:
    undated = {
        validity.EXPIRED: _("hết hiệu lực"),
        validity.SUSPENDED: _("ngưng hiệu lực"),
        validity.NO_LONGER_SUITABLE: _("không còn phù hợp"),
        validity.NOT_YET_IN_FORCE: _("chưa có hiệu lực"),
    }
    if since is None:
        return undated[status]
    day = {"day": date_format(since, "SHORT_DATE_FORMAT")}
    if status == validity.NOT_YET_IN_FORCE:
        return _("có hiệu lực từ %(day)s") % day
    return _("%(status)s từ %(day)s") % (day | {"status": undated[status]})
