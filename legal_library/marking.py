"""Marks at the articles of a text: since when an article has been as it is, and the way to its
former words. The text itself is written once; marks are put into it when it is shown."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from .addresses import anchor, article_path
from .models import Expression, LegalDocument
from .versions import versions

# The name of an article as `rendering` writes it: “<section class=… id="dieu-5"><h3>…</h3>”.
_HEADING = re.compile(
    r'<section class="document-text__article" id="(?P<anchor>[\w-]+)">'
    r"<(?P<tag>h[2-6])>.*?</(?P=tag)>",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """An article that another text of the document had otherwise, or did not have."""

    eid: str
    since: date
    former_day: date | None  # of the text with the former words; None for a new article
    is_new: bool = False

    def html(self, document: LegalDocument) -> SafeString:
        day = date_format(self.since, "SHORT_DATE_FORMAT")
        if self.is_new:
            return format_html(
                '<p class="change-mark">{}</p>', _("Được bổ sung từ %(day)s") % {"day": day}
            )
        return format_html(
            '<p class="change-mark"><a href="{}" rel="nofollow">{}</a></p>',
            compared_url(document, self.former_day, self.since, self.eid),
            _("Được sửa đổi từ %(day)s. Xem chữ cũ") % {"day": day},
        )


def marks_of(document: LegalDocument, texts: Iterable[Expression], shown: Expression) -> list[Mark]:
    """The articles of *shown* that have not always been as they are."""
    chain = [
        text
        for text in versions(texts, language=shown.language)
        if (text.valid_on or date.min) <= (shown.valid_on or date.min)
    ]
    if len(chain) < 2:
        return []
    keys = [text.pk for text in chain]
    digests = dict(Expression.objects.filter(pk__in=keys).values_list("pk", "article_digests"))
    found: dict[str, Mark] = {}
    known = [text for text in chain if digests.get(text.pk) and text.valid_on]
    for before, after in pairwise(known):
        old, new = digests[before.pk], digests[after.pk]
        for eid, digest in new.items():
            if eid not in old:
                found[eid] = Mark(eid, after.valid_on, None, is_new=True)
            elif old[eid] != digest:
                found[eid] = Mark(eid, after.valid_on, before.valid_on)
    return [found[eid] for eid in digests.get(shown.pk, {}) if eid in found]


def with_marks(html: str, marks: Mapping[str, str]) -> str:
    """*html* of a text with the snippets of *marks* behind the names of articles, by anchor."""
    if not marks:
        return html

    def marked(match: re.Match[str]) -> str:
        return match[0] + marks.get(match["anchor"], "")

    return mark_safe(_HEADING.sub(marked, html))  # noqa: S308 - published HTML and our own


def change_marks(document, texts, shown: Expression | None) -> dict[str, SafeString]:
    """The marks of changes for `with_marks`."""
    if shown is None:
        return {}
    return {anchor(mark.eid): mark.html(document) for mark in marks_of(document, texts, shown)}


def compared_url(document: LegalDocument, before: date, after: date, eid: str = "") -> str:
    """Where two versions are compared, the whole or one article."""
    days = {"slug": document.slug, "before": before.isoformat(), "after": after.isoformat()}
    whole = reverse("legal_library:comparison", kwargs=days)
    return f"{whole}{article_path(eid)}" if eid else whole
