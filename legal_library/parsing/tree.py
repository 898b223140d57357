"""What the parser gives back: a tree of provisions from which the source can be read again."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

KINDS = (
    "part",
    "chapter",
    "section",
    "subsection",
    "article",
    "clause",
    "point",
    "annex",
    "paragraph",
    "table",
    "note",
)

# Blanks that carry the form of a text: they count as blanks in every comparison of characters.
CELL_END = "\t"  # between two cells of a row of a table
BREAK_IN_CELL = "\u2028"  # between two paragraphs of one cell
NOTE_SIGN = "\u202f"  # before the number of a footnote where the text refers to it


@dataclass(frozen=True, slots=True)
class Node:
    """One provision. `marker`, `heading` and `text` are the source; `number` and `eid` derived.

    Lines broken inside a sentence are joined by a space, paragraphs of `text` by a newline.
    The text of a table is a line for each row, its cells apart by `CELL_END`; `rows` gives them.
    """

    kind: str
    number: str = ""  # "5", "12a", "II", "đ"
    marker: str = ""  # "Điều 5.", "a)"
    heading: str = ""
    text: str = ""
    eid: str = ""
    children: tuple["Node", ...] = ()

    def rows(self) -> list[list[str]]:
        """The cells of a table, row by row; paragraphs inside a cell are apart by a newline."""
        return [
            [cell.replace(BREAK_IN_CELL, "\n") for cell in row.split(CELL_END)]
            for row in self.text.split("\n")
        ]

    def walk(self) -> Iterator["Node"]:
        """The node and all below it in the order of the source."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.children))


@dataclass(frozen=True, slots=True)
class Body:
    """An act, or a regulation issued with it: its provisions and what closes it."""

    title: Node | None = None
    nodes: tuple[Node, ...] = ()
    conclusion: tuple[Node, ...] = ()

    def walk(self) -> Iterator[Node]:
        """All nodes in the order of the source: title, provisions, conclusion."""
        top = (self.title,) if self.title else ()
        yield from walk((*top, *self.nodes, *self.conclusion))


@dataclass(frozen=True, slots=True)
class Furniture:
    """What a printed page adds to the text: running heads and page numbers."""

    page: int
    text: str


@dataclass(frozen=True, slots=True)
class Warning:
    """A doubt for the editor: the line of the source and what to check there, in Vietnamese."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """The whole source in order: preface, then body after body."""

    preface: tuple[Node, ...] = ()
    bodies: tuple[Body, ...] = (Body(),)
    furniture: tuple[Furniture, ...] = ()
    warnings: tuple[Warning, ...] = field(default=())

    def walk(self) -> Iterator[Node]:
        """All nodes in the order of the source."""
        yield from walk(self.preface)
        for body in self.bodies:
            yield from body.walk()

    def articles(self, body: int = 0) -> list[Node]:
        """The articles of a body that are its own: neither quoted nor inside an annex."""
        found = []
        waiting = list(reversed(self.bodies[body].nodes))
        while waiting:
            node = waiting.pop()
            if node.kind == "article":
                found.append(node)
            elif node.kind in ("part", "chapter", "section", "subsection"):
                waiting.extend(reversed(node.children))
        return found


def walk(nodes: Iterable[Node]) -> Iterator[Node]:
    """*nodes* and all below them in the order of the source."""
    for node in nodes:
        yield from node.walk()


def nonblank(text: str) -> str:
    """The characters of *text* that a parser must not lose: all but blanks, in NFC."""
    return "".join(unicodedata.normalize("NFC", text).split())


def characters(document: ParsedDocument) -> str:
    """All non-blank characters of the tree in order: the same as `nonblank` of the source."""
    return "".join(
        "".join(part.split())
        for node in document.walk()
        for part in (node.marker, node.heading, node.text)
        if part
    )


def to_json(document: ParsedDocument) -> dict[str, Any]:
    """*document* as plain lists and dictionaries, ready for `json.dumps`."""
    return {
        "preface": [node_to_json(node) for node in document.preface],
        "bodies": [
            {
                "title": node_to_json(body.title) if body.title else None,
                "nodes": [node_to_json(node) for node in body.nodes],
                "conclusion": [node_to_json(node) for node in body.conclusion],
            }
            for body in document.bodies
        ],
        "furniture": [{"page": item.page, "text": item.text} for item in document.furniture],
        "warnings": [{"line": item.line, "message": item.message} for item in document.warnings],
    }


def from_json(data: dict[str, Any]) -> ParsedDocument:
    """The document that `to_json` wrote; KeyError or TypeError when *data* has another shape."""
    return ParsedDocument(
        preface=_nodes_from_json(data["preface"]),
        bodies=tuple(
            Body(
                title=node_from_json(body["title"]) if body["title"] else None,
                nodes=_nodes_from_json(body["nodes"]),
                conclusion=_nodes_from_json(body["conclusion"]),
            )
            for body in data["bodies"]
        ),
        furniture=tuple(Furniture(item["page"], item["text"]) for item in data["furniture"]),
        warnings=tuple(Warning(item["line"], item["message"]) for item in data["warnings"]),
    )


def to_text(document: ParsedDocument) -> str:
    """*document* as an indented outline for the terminal, each node with its address."""
    lines = ["[preface]", *_outline(document.preface, 1)]
    for position, body in enumerate(document.bodies):
        lines.append(f"[body {position}]")
        lines += _outline((body.title,) if body.title else (), 1)
        lines += _outline(body.nodes, 1)
        if body.conclusion:
            lines += ["[conclusion]", *_outline(body.conclusion, 1)]
    lines += [f"! {item.line}: {item.message}" for item in document.warnings]
    return "\n".join(lines) + "\n"


def _outline(nodes: Iterable[Node], depth: int) -> Iterator[str]:
    for node in nodes:
        margin = "  " * depth
        label = " ".join(part for part in (node.marker, node.heading) if part)
        first, *rest = node.text.split("\n")
        yield f"{margin}{' '.join(part for part in (label, first) if part)}  <{node.eid}>"
        yield from (f"{margin}  {paragraph}" for paragraph in rest)
        yield from _outline(node.children, depth + 1)


def node_to_json(node: Node) -> dict[str, Any]:
    return {
        "kind": node.kind,
        "number": node.number,
        "marker": node.marker,
        "heading": node.heading,
        "text": node.text,
        "eid": node.eid,
        "children": [node_to_json(child) for child in node.children],
    }


def _nodes_from_json(items: list[dict[str, Any]]) -> tuple[Node, ...]:
    return tuple(node_from_json(item) for item in items)


def node_from_json(item: dict[str, Any]) -> Node:
    return Node(
        kind=item["kind"],
        number=item["number"],
        marker=item["marker"],
        heading=item["heading"],
        text=item["text"],
        eid=item["eid"],
        children=_nodes_from_json(item["children"]),
    )
