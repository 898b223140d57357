"""HTML: pages of the national database, and of ordinary sites without what surrounds the text."""

import re
from dataclasses import dataclass, replace

from lxml import etree, html

from ..parsing import NOTE_SIGN, Line
from .encodings import from_legacy, legacy_encoding
from .numbering import spelled
from .stream import Reading, collapse
from .tables import lines_of_table

# Where sites that publish law keep the text, the surest first.
_ROOTS = (
    "//*[@data-vbpl-content-root]",
    "//*[@id='toanvancontent' or @id='divContentDoc' or @id='content-doc']",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' preview-content ')]",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' toanvancontent ')]",
    "//*[@id='rc-tabs-0-panel-toan-van']",
    "//*[contains(concat(' ', normalize-space(@class), ' '), ' fulltext ')]",
    "//main//article",
    "//article",
    "//main",
)
_LEAST_TEXT = 200  # characters; a shorter element is no document
_SKIPPED = {"script", "style", "noscript", "template", "svg", "button", "select", "iframe"}
_SKIPPED |= {"input", "textarea", "object", "head", "title", "colgroup"}
_SURROUNDINGS = {"nav", "header", "footer", "aside", "form", "menu", "dialog"}
_BLOCKS = {"p", "div", "section", "article", "main", "body", "blockquote", "center", "pre", "li"}
_BLOCKS |= {"ol", "ul", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "figure", "address"}
_BLOCKS |= {"caption", "hr", "fieldset", "details", "summary", "header", "footer", "td", "th"}
_BOLD = {"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)")
_CENTRED = re.compile(r"text-align\s*:\s*center")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_NOTE_LINK = re.compile(r"#_?(?:ftn|edn|fn|footnote|note)", re.IGNORECASE)
_DEEPEST = 200
_LIST_FORMATS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


def read_html(data: bytes) -> Reading:
    """The text of a page, paragraph by paragraph, tables as tables."""
    text = _decoded(data)
    encoding = legacy_encoding(text)
    if encoding:
        text = from_legacy(text, encoding)
    lines: tuple[Line, ...] = ()
    tree = _tree(text)
    if tree is not None:
        root, is_known = _root(tree)
        found = _Page(skips=_SKIPPED if is_known else _SKIPPED | _SURROUNDINGS).lines(root)
        lines = tuple(replace(line, number=at) for at, line in enumerate(found, start=1))
    return Reading("html", lines, encoding=encoding)


def _tree(text: str):
    parser = html.HTMLParser(
        encoding="utf-8", huge_tree=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _decoded(data: bytes) -> str:
    """*data* as text: by its mark, by what it says, as UTF-8, or byte by byte."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    said = _CHARSET.search(data[:4096])
    name = said[1].decode("ascii").lower() if said else "cp1252"
    try:
        return data.decode("latin-1" if name.startswith("x-") else name)
    except (LookupError, UnicodeDecodeError):
        return data.decode("latin-1")


def _root(tree):
    """The element that holds the text, and whether it is surely that and no more."""
    for path in _ROOTS:
        found = [item for item in tree.xpath(path) if len(item.text_content()) >= _LEAST_TEXT]
        if found:
            return max(found, key=lambda item: len(item.text_content())), True
    body = tree.find("body")
    return (tree if body is None else body), False


@dataclass(slots=True)
class _Paragraph:
    text: str = ""
    bold: int = 0
    centred: bool = False


class _Page:
    def __init__(self, skips: set[str]):
        self.skips = skips
        self.open = _Paragraph()
        self.done: list[Line] = []

    def lines(self, root) -> list[Line]:
        self._element(root, bold=False, centred=False, depth=0)
        self._end()
        return self.done

    def _element(self, element, *, bold: bool, centred: bool, depth: int) -> None:
        """The text of *element* and of all inside it, not of what follows it."""
        tag, style = element.tag, element.get("style") or ""
        if tag in self.skips or not isinstance(tag, str) or _HIDDEN.search(style):
            return
        if depth > _DEEPEST:
            self._text("".join(element.itertext()), bold)
            return
        if tag == "br":
            self._end()
            return
        if tag == "table":
            self._table(element, depth)
            return
        bold = bold or tag in _BOLD or bool(_BOLD_STYLE.search(style))
        is_block = tag in _BLOCKS
        if is_block:
            self._end()
            said = (element.get("align") or "").lower()
            centred = (
                tag == "center"
                or said == "center"
                or bool(_CENTRED.search(style))
                or (centred and not said and "text-align" not in style)
            )
            self.open.centred = centred
            if tag == "li":
                self._text(_list_marker(element), bold)
        if tag == "sup" and _is_note_sign(element):
            self.open.text += NOTE_SIGN
        self._text(element.text, bold)
        for child in element:
            self._element(child, bold=bold, centred=centred, depth=depth + 1)
            if not self.open.text:
                self.open.centred = centred
            self._text(child.tail, bold)
        if is_block:
            self._end()

    def _text(self, text: str | None, bold: bool) -> None:
        if text:
            self.open.text += text
            self.open.bold += len(text.strip()) if bold else 0

    def _end(self) -> None:
        words = collapse(self.open.text)
        if words:
            is_bold = self.open.bold * 2 > len(words)
            self.done.append(Line(0, words, bold=is_bold, centred=self.open.centred, whole=True))
        self.open = _Paragraph()

    def _table(self, table, depth: int) -> None:
        self._end()
        rows = []
        for row in table.iter("tr"):
            if next(row.iterancestors("table")) is not table:
                continue
            cells: list[list[Line]] = []
            for cell in row:
                if cell.tag in ("td", "th"):
                    cells.append(_Page(self.skips)._inside(cell, depth + 1))
                    width = cell.get("colspan") or "1"
                    cells += [[]] * (min(int(width), 64) - 1 if width.isdigit() else 0)
            rows.append(cells)
        self.done += lines_of_table(rows)
        # What stands in a table but in no cell is kept, too.
        for child in table.iter():
            if child.tag in ("table", "tbody", "thead", "tr") and child.text:
                self._text(child.text, False)
        self._end()

    def _inside(self, cell, depth: int) -> list[Line]:
        self._element(cell, bold=cell.tag == "th", centred=False, depth=depth)
        self._end()
        return self.done


def _is_note_sign(element) -> bool:
    """A raised number that links to a footnote."""
    text = element.text_content().strip("[] ")
    links = [*element.iter("a"), *element.iterancestors("a")]
    return text.isdigit() and any(_NOTE_LINK.search(link.get("href") or "") for link in links)


def _list_marker(item) -> str:
    """What a browser draws before *item* of a list."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return "- " if parent is not None and parent.tag == "ul" and _needs_bullet(item) else ""
    if "list-style" in (parent.get("style") or ""):
        return ""
    start = parent.get("start") or "1"
    position = sum(1 for _other in item.itersiblings("li", preceding=True))
    number = (int(start) if start.isdigit() else 1) + position
    kind = _LIST_FORMATS.get(parent.get("type") or "1", "decimal")
    return f"{spelled(number, kind)}{')' if 'Letter' in kind else '.'} "


def _needs_bullet(item) -> bool:
    text = item.text_content().lstrip()
    return bool(text) and text[0] not in "-–+*•" and not re.match(r"\w{1,3}[.)]", text)
