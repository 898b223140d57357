"""A text as HTML, made once when it is published. Pure Python.

The page says what the source says and adds no word: the numbers themselves are the links
to their places. Headings keep the order of an outline below the page's h1; what an
amending act quotes is no part of its own outline and has no headings.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import groupby, takewhile

from content.casing import from_capitals

from .addresses import anchor, is_quoted, quotation_of
from .letterhead import is_drawn_line, render_conclusion, render_preface
from .linking import InOrder, Link, linked
from .parsing import NOTE_SIGN, Body, Node, ParsedDocument, walk

GROUPS = ("part", "chapter", "section", "subsection")
ITEMS = ("clause", "point")
_DEEPEST_HEADING = 6
_NOTE_SIGN = re.compile(rf"{NOTE_SIGN}(\d{{1,3}})")
Links = Mapping[str, Sequence[Link]]  # by the eId of the provision whose words they count in
_NUMBERING = re.compile(r"(?:[IVXLC]+|[A-ZĐ])\b")  # the “II” of “PHỤ LỤC II”


@dataclass(frozen=True, slots=True)
class RenderedExpression:
    """The text, and its table of contents as nested lists of links."""

    html: str
    contents_html: str


def render_expression(parsed: ParsedDocument, links: Links | None = None) -> RenderedExpression:
    """The whole of *parsed*; every article, clause and point has the id that `anchor` gives."""
    links = links or {}
    page = _Page(links=links)
    of_preface = [link for node in walk(parsed.preface) for link in links.get(node.eid, ())]
    parts = [render_preface(parsed.preface, InOrder(of_preface))]
    contents = []
    for number, body in enumerate(parsed.bodies):
        parts.append(page.body(body, number))
        contents.append(_contents_of_body(body, number))
    return RenderedExpression(
        html="".join(parts),
        contents_html=f"<ol>{listed}</ol>" if (listed := "".join(contents)) else "",
    )


def render_article(article: Node, links: Links | None = None) -> str:
    """What stands below the heading of *article* on its own page; ids leave the article out."""
    page = _Page(prefix=f"{anchor(article.eid)}-", links=links or {})
    return page.inside(article, level=2, quoted=False)


def render_excerpt(node: Node) -> str:
    """*node* whole, among excerpts of other texts: without ids, which would repeat."""
    return _Page(has_places=False).nodes((node,), level=3)


@dataclass(slots=True)
class _Page:
    """Writes nodes for one page, on which no id may occur twice."""

    prefix: str = ""
    has_places: bool = True
    links: Links = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def body(self, body: Body, number: int) -> str:
        """The act itself, or a regulation issued with it in a section of its own."""
        title = ""
        if body.title:
            lines = "<br>".join(map(escape, _title_lines(body.title)))
            tag = "h2" if number else "p"
            title = f'<{tag} class="document-text__title">{lines}</{tag}>'
        nodes = self.nodes(body.nodes, level=3 if number and title else 2)
        html = f"{title}{nodes}{render_conclusion(body.conclusion)}"
        if not number:
            return html
        name = self._id(f"kem-theo-{number}")
        return f'<section class="document-text__attached"{name}>{html}</section>'

    def nodes(
        self, nodes: Iterable[Node], *, level: int, parent: str = "", quoted: bool = False
    ) -> str:
        """*nodes* in order: items of one kind as a list, what is quoted together as a quotation."""
        written = []
        for (quotation, kind), run in groupby(nodes, lambda node: _run_of(node, parent)):
            is_in_quotation = quoted or bool(quotation)
            if kind in ITEMS:
                items = "".join(self._item(node, level, is_in_quotation) for node in run)
                html = f"<ol>{items}</ol>"
            else:
                html = "".join(self._block(node, level, is_in_quotation) for node in run)
            written.append((quotation, html))
        return "".join(
            f"<blockquote>{html}</blockquote>" if quotation else html
            for quotation, run in groupby(written, lambda pair: pair[0])
            for html in ["".join(html for _quotation, html in run)]
        )

    def inside(self, node: Node, *, level: int, quoted: bool) -> str:
        """The paragraphs of *node* and all below it."""
        below = self.nodes(node.children, level=level, parent=node.eid, quoted=quoted)
        return "".join(self._paragraphs(node)) + below

    def _block(self, node: Node, level: int, quoted: bool) -> str:
        if node.kind == "table":
            return render_table(node)
        if node.kind == "note" and not node.marker:
            # Who changed this article and since when, put there when it was changed.
            return f'<p class="document-text__note">{escape(node.text)}</p>'
        if not (node.marker or node.heading):
            return self.inside(node, level=level, quoted=quoted)
        name = "article" if node.kind == "article" else "group"
        href = self._name(node)
        title = " ".join(map(escape, _lines(node)))
        if name == "group" and node.marker and node.heading:
            title = f"<b>{escape(node.marker)}</b> {escape(node.heading)}"
        if href and not quoted:
            title = f'<a href="#{href}">{title}</a>'
        tag = "p" if quoted else f"h{min(level, _DEEPEST_HEADING)}"
        title = f"<{tag}>{title}</{tag}>"
        inside = self.inside(node, level=level + 1, quoted=quoted)
        return f'<section class="document-text__{name}"{self._id(href)}>{title}{inside}</section>'

    def _item(self, node: Node, level: int, quoted: bool) -> str:
        name = self._name(node)
        first, *rest = self._paragraphs(node) or ["<p></p>"]
        # The blank inside the link takes no room beside the hanging number, and is copied.
        lead = f"{escape(node.marker)} " if node.marker else ""
        if name and lead:
            lead = f'<a href="#{name}">{lead}</a>'
        if node.heading:
            lead += f"<b>{escape(node.heading)}</b> "
        first = first.replace("<p>", f"<p>{lead}", 1)
        below = self.nodes(node.children, level=level, parent=node.eid, quoted=quoted)
        return f"<li{self._id(name)}>{first}{''.join(rest)}{below}</li>"

    def _paragraphs(self, node: Node) -> list[str]:
        # Links count from the heading on, which is itself a link or a name.
        before = len(node.heading) + 1 if node.heading else 0
        links = self.links.get(node.eid, ())
        return paragraphs(node.text, [link.moved(-before) for link in links])

    def _name(self, node: Node) -> str:
        """The anchor of *node* on this page; empty for what has none or would repeat one."""
        if not self.has_places or not node.eid or node.kind == "paragraph":
            return ""
        name = anchor(node.eid).removeprefix(self.prefix)
        return "" if name in self.used else name

    def _id(self, name: str) -> str:
        if not name or name in self.used:
            return ""
        self.used.add(name)
        return f' id="{name}"'


def paragraphs(text: str, links: Sequence[Link] = ()) -> list[str]:
    """The paragraphs of *text* as HTML; neighbouring cells of a flattened table stay together."""
    lines, at = [], 0
    for line in text.split("\n"):
        if line.strip() and not is_drawn_line(line):
            lines.append((at, line))
        at += len(line) + 1
    written = []
    for is_cell, run in groupby(lines, lambda pair: _is_cell(pair[1])):
        if is_cell:
            cells = "".join(
                f"<span>{escape(cell)}</span>"
                for _at, line in run
                for part in line.split("|")
                if (cell := part.strip())
            )
            written += [f'<p class="document-text__cells">{cells}</p>'] if cells else []
        else:
            written += [f"<p>{linked(line, at, links, _with_note_signs)}</p>" for at, line in run]
    return written


def render_table(node: Node) -> str:
    """A table in a box of its own that scrolls sideways on a narrow screen."""
    width = max(map(len, rows)) if (rows := node.rows()) else 0
    lines = "".join(
        "<tr>{}</tr>".format("".join(map(_cell, row + [""] * (width - len(row))))) for row in rows
    )
    return f'<div class="document-text__table" tabindex="0"><table>{lines}</table></div>'


def _cell(text: str) -> str:
    return "<td>{}</td>".format("<br>".join(map(_with_note_signs, text.split("\n"))))


def _with_note_signs(line: str) -> str:
    """*line* as HTML; the number of a footnote is raised."""
    return _NOTE_SIGN.sub(r"<sup>\1</sup>", escape(line))


def _is_cell(line: str) -> bool:
    """The national database's tables arrive with each cell closed by a bar and no rows."""
    return line.rstrip().endswith("|") or line.lstrip().startswith("|")


def _run_of(node: Node, parent: str) -> tuple[str, str]:
    """What *node* shares with the neighbours that it is written together with."""
    return quotation_of(node.eid, parent), node.kind if node.kind in ITEMS else "block"


def _lines(node: Node) -> Iterator[str]:
    """The marker and heading of *node*, and of a title its text, line by line."""
    text = node.text if node.kind == "paragraph" else ""
    for part in (node.marker, node.heading, text):
        yield from (line.strip() for line in part.split("\n") if line.strip())


def _contents_of_body(body: Body, number: int) -> str:
    listed = "".join(_contents(node) for node in body.nodes)
    if not number:
        return listed
    title = ": ".join(filter(None, ["Kèm theo", _name_of_attachment(body.title)]))
    below = f"<ol>{listed}</ol>" if listed else ""
    return f'<li><a href="#kem-theo-{number}">{escape(title)}</a>{below}</li>'


def _title_lines(title: Node) -> list[str]:
    """The title line by line; a type in capitals (“QUY CHẾ”) that was joined to it by itself."""
    first, *others = [*_lines(title)] or [""]
    words = first.split()
    kind = list(takewhile(str.isupper, words))
    if 0 < len(kind) < len(words):
        return [" ".join(kind), " ".join(words[len(kind) :]), *others]
    return [first, *others]


def _name_of_attachment(title: Node | None) -> str:
    """“Quy chế Hoạt động của tổ” of “QUY CHẾ Hoạt động của tổ”; not what it was issued with."""
    if title is None:
        return ""
    lines = [line for line in _title_lines(title) if not line.startswith("(")]
    named = lines[:2] if lines and lines[0].isupper() else lines[:1]
    return " ".join(map(from_capitals, named))


def _contents(node: Node) -> str:
    """*node* and the groups and articles below it as list items."""
    if is_quoted(node.eid) or node.kind not in (*GROUPS, "article", "annex"):
        return ""
    below = "".join(_contents(child) for child in node.children)
    nested = f"<ol>{below}</ol>" if below else ""
    title = escape(heading_of(node))
    return f'<li><a href="#{anchor(node.eid)}">{title}</a>{nested}</li>'


def heading_of(node) -> str:
    """What a list or a title calls *node* (or a `Provision`): “Chương II. Mức hỗ trợ”."""
    words = [*_lines(node)] or [node.text.split("\n", 1)[0]]
    marker, *rest = words
    if marker.isupper():
        first, *others = marker.split(" ")
        spelled = (word if _NUMBERING.match(word) else word.lower() for word in others)
        marker = " ".join([first.capitalize(), *spelled])
    if not rest:
        return marker.rstrip(" .:")
    if marker[-1:] not in (".", ":", "-", "–"):
        marker += "."
    return " ".join([marker, *map(from_capitals, rest)])
