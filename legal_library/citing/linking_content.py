"""Links on the citations in an editor's text, put into its HTML when it is shown.

What the text cites is known by its words and their order: markup has moved their offsets.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape, unescape
from uuid import UUID

from ..bases import provision_url
from ..linking import Link, linked
from ..models import Citation
from .linking_texts import preview_url

_TAG = re.compile(r"(<[^>]*>)")
_NAME = re.compile(r"</?\s*([a-z0-9]+)", re.IGNORECASE)
# Links stand in no other links, and not in what is a title or a control.
_CLOSED = frozenset(
    ("a", "button", "code", "h1", "h2", "h3", "h4", "h5", "h6", "option", "pre", "script", "style")
)
_INLINE = frozenset(("a", "b", "em", "i", "span", "strong", "sub", "sup", "u"))
_READ = (
    *("start", "end", "text", "target_eid", "as_of"),
    *("target__uuid", "target__slug", "target__live"),
)


def link_citations(html: str, record: UUID, fields: Iterable[str]) -> str:
    """*html* with links on what *fields* of the content item cite. One query."""
    rows = Citation.objects.filter(record=record, source_place__in=fields)
    rows = rows.select_related("target").order_by("position")
    links = [_link(row) for row in rows.only(*_READ)]
    return insert_links(html, links) if any(link.href for link in links) else html


def _link(row: Citation) -> Link:
    """*row* as a link; what leads nowhere takes its place in the order without being one."""
    words = " ".join(row.text.split())
    target = row.target
    if target is None or not target.live:
        return Link(row.start, row.end, words, "")
    preview = preview_url(target, row.target_eid, row.as_of)
    return Link(row.start, row.end, words, provision_url(target, row.target_eid), preview)


def insert_links(html: str, links: Sequence[Link]) -> str:
    """*html* with each of *links* on the next place where its words stand.

    Words that go on in another element, as in “<b>Điều 5</b> Luật …”, are linked part by part.
    """
    parts = _TAG.split(html)
    runs, text = _runs(parts)
    placed = _placed(text, links)
    for start, run in runs:
        inside = [link for link in placed if link.start < start + run.length and link.end > start]
        if inside:
            clipped = [replace(link, start=max(link.start, start)) for link in inside]
            parts[run.index] = linked(unescape(parts[run.index]), start, clipped, escape)
    return "".join(parts)


@dataclass(frozen=True, slots=True)
class _Run:
    index: int
    length: int


def _runs(parts: list[str]) -> tuple[list[tuple[int, _Run]], str]:
    """The parts of text that may have links, with where each begins in all their words."""
    runs, pieces, at, closed = [], [], 0, 0
    for index, part in enumerate(parts):
        if index % 2:
            name = _name(part)
            if name in _CLOSED:
                closed = max(0, closed + (-1 if part.startswith("</") else 1))
            if name not in _INLINE:
                pieces.append("\n")
                at += 1
        elif part and not closed:
            words = unescape(part)
            runs.append((at, _Run(index, len(words))))
            pieces.append(words)
            at += len(words)
        elif part:
            # What may not be linked still counts in the order.
            pieces.append(unescape(part))
            at += len(pieces[-1])
    return runs, "".join(pieces)


def _placed(text: str, links: Sequence[Link]) -> list[Link]:
    """*links* where their words stand in *text*, in order; without those not found there."""
    found, position = [], 0
    for link in links:
        words = r"\s+".join(map(re.escape, link.text.split()))
        match = re.compile(rf"(?<!\w){words}(?!\w)").search(text, position) if words else None
        if match:
            position = match.end()
            found.append(replace(link, start=match.start(), end=match.end()))
    return found


def _name(tag: str) -> str:
    match = _NAME.match(tag)
    return match[1].lower() if match else ""
