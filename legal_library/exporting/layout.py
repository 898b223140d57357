"""A text as the lines of a printed page, whatever program prints it. Pure Python.

Head and signature stand in two columns as Nghị định 30/2020/NĐ-CP lays them out; groups and
articles are headings of an outline, but not what an amending act quotes.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile

from ..addresses import quotation_of
from ..letterhead import Conclusion, is_drawn_line, read_conclusion, read_preface
from ..parsing import NOTE_SIGN, Node, ParsedDocument

GROUPS = ("part", "chapter", "section", "subsection", "annex")
_NOTE_SIGN = re.compile(rf"{NOTE_SIGN}(\d{{1,3}})")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LEFT_SIDES = ("issuer", "number")


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of a line."""

    text: str
    bold: bool = False
    italic: bool = False
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph. `style` names its look, `level` its place in the outline (0: none)."""

    runs: tuple[Run, ...]
    style: str = "text"
    level: int = 0
    indent: int = 0  # steps from the margin: what is quoted stands further in


@dataclass(frozen=True, slots=True)
class Columns:
    """Lines side by side, row by row: letterhead and signature."""

    rows: tuple[tuple[tuple[Line, ...], tuple[Line, ...]], ...]
    style: str  # “head” or “foot”


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of the text."""

    rows: tuple[tuple[tuple[Line, ...], ...], ...]


Block = Line | Columns | Grid
_RULES = ((Line((), "issuer rule"),), (Line((), "motto rule"),))


def lay_out(parsed: ParsedDocument) -> Iterator[Block]:
    """The whole of *parsed* from the letterhead to the last annex."""
    yield from _front(parsed)
    for position, body in enumerate(parsed.bodies):
        if body.title:
            yield from _title(body.title, attached=position > 0)
        yield from lay_out_nodes(body.nodes, level=2 if position and body.title else 1)
        yield from _end(read_conclusion(body.conclusion))


def lay_out_nodes(
    nodes: Iterable[Node], *, level: int = 0, parent: str = "", indent: int = 0
) -> Iterator[Block]:
    """*nodes* and all below them; `level` 0 keeps them out of the outline."""
    for node in nodes:
        quoted = bool(quotation_of(node.eid, parent))
        inner = indent + quoted
        own_level = 0 if quoted else level
        yield from _node(node, own_level, inner)
        is_heading = own_level and node.kind in (*GROUPS, "article")
        below = own_level + 1 if is_heading else own_level
        yield from lay_out_nodes(node.children, level=below, parent=node.eid, indent=inner)


def words_of(blocks: Iterable[Block]) -> Iterator[str]:
    """The words of *blocks* in the order in which a file holds them."""
    for block in blocks:
        if isinstance(block, Line):
            yield from (run.text for run in block.runs)
        else:
            for row in block.rows:
                for cell in row:
                    yield from words_of(cell)


def _node(node: Node, level: int, indent: int) -> Iterator[Block]:
    if node.kind == "table":
        yield Grid(tuple(tuple(tuple(_cell(cell)) for cell in row) for row in node.rows()))
        return
    lines = [line for line in node.text.split("\n") if line.strip() and not is_drawn_line(line)]
    if node.kind in GROUPS and (node.marker or node.heading):
        # The marker above the name, in one heading: Word's outline shows both.
        words = "\n".join(filter(None, (node.marker, node.heading)))
        yield Line(_runs(words, bold=True), "group", level, indent)
    elif node.kind == "article" and (node.marker or node.heading):
        words = " ".join(filter(None, (node.marker, node.heading)))
        if node.heading or not lines:
            yield Line(_runs(words, bold=True), "article", level, indent)
        else:  # without a name its first sentence stands behind the number
            runs = (*_runs(f"{words} ", bold=True), *_runs(lines[0]))
            yield Line(runs, "article", level, indent)
            lines = lines[1:]
    elif node.marker or node.heading:
        lead = f"{node.marker} " if node.marker else ""
        runs = _runs(lead)
        if node.heading:
            runs += _runs(f"{node.heading} ", bold=True)
        first, lines = (lines[0], lines[1:]) if lines else ("", [])
        yield Line(runs + _runs(first), "text", 0, indent)
    yield from (Line(_runs(line), "text", 0, indent) for line in lines)


def _front(parsed: ParsedDocument) -> Iterator[Block]:
    tables = [node for node in parsed.preface if node.kind == "table"]
    preface = read_preface(node for node in parsed.preface if node.kind != "table")
    if preface.head:
        yield Columns(tuple(_head_rows(preface.head)), "head")
    for position, (name, line) in enumerate(preface.below):
        # “QUYẾT ĐỊNH:” below the bases stands in the middle like the title.
        name = name or ("title" if line.isupper() else "text")
        style = "type" if name == "title" and not position else name
        yield Line(_runs(line, bold=name == "title", italic=name == "basis"), style)
    yield from (block for node in tables for block in _node(node, 0, 0))


def _head_rows(head: list[tuple[str, str]]) -> Iterator[tuple]:
    """Issuer beside nation and motto, each above a thin rule; number beside place and date."""
    upper = [(side, line) for side, line in head if side not in ("number", "place")]
    lower = [(side, line) for side, line in head if side in ("number", "place")]
    for part, rules in ((upper, _RULES), (lower, ((), ()))):
        if part:
            left = tuple(_of_head(side, line) for side, line in part if side in _LEFT_SIDES)
            right = tuple(_of_head(side, line) for side, line in part if side not in _LEFT_SIDES)
            yield (*left, *rules[0]), (*right, *rules[1])


def _of_head(side: str, line: str) -> Line:
    bold = side in ("issuer", "nation", "motto")
    return Line(_runs(line, bold=bold, italic=side == "place"), side)


def _title(title: Node, *, attached: bool) -> Iterator[Block]:
    words = [part for part in (title.marker, title.heading, *title.text.split("\n")) if part]
    first, *others = words or [""]
    capitals = " ".join(takewhile(str.isupper, first.split()))
    if capitals and capitals != first:
        first, others = capitals, [first[len(capitals) :].strip(), *others]
    yield Line(_runs(first, bold=True), "attached" if attached else "title", int(attached))
    yield from (
        Line(_runs(line, bold=line[:1] != "(", italic=line[:1] == "("), "title") for line in others
    )


def _end(conclusion: Conclusion) -> Iterator[Block]:
    yield from (Line(_runs(line, italic=True)) for line in conclusion.closing)
    if conclusion.recipients or conclusion.signature:
        first, *others = conclusion.recipients or [""]
        recipients = [Line(_runs(first, bold=True, italic=True), "recipients")] if first else []
        recipients += [Line(_runs(line), "recipient") for line in others]
        signature = [
            Line(_runs(line, bold=True), "office" if position else "first office")
            for position, line in enumerate(conclusion.signature)
        ]
        if len(signature) > 1 and not conclusion.signature[-1].isupper():
            signature[-1] = Line(signature[-1].runs, "signer")
        yield Columns(((tuple(recipients), tuple(signature)),), "foot")
    for note in conclusion.notes:
        first, *others = note.text.split("\n")
        yield Line((*_runs(f"{note.marker} "), *_runs(first)), "note")
        yield from (Line(_runs(line), "note") for line in others)


def _cell(text: str) -> Iterator[Line]:
    yield from (Line(_runs(line), "cell") for line in text.split("\n"))


def _runs(text: str, *, bold: bool = False, italic: bool = False) -> tuple[Run, ...]:
    """*text* with the numbers of footnotes raised, without what no file can hold."""
    pieces = _NOTE_SIGN.split(_NO_XML.sub("", text))
    return tuple(
        Run(piece, bold, italic, raised=position % 2 == 1)
        for position, piece in enumerate(pieces)
        if piece
    )
