"""The tree of a parsed document as flat rows in reading order. Pure Python."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from .addresses import article_path
from .parsing import Body, Node, ParsedDocument

# The levels of a text from the largest to the smallest, as a reader counts them.
LEVELS = (
    ("part", "phần"),
    ("chapter", "chương"),
    ("section", "mục"),
    ("subsection", "tiểu mục"),
    ("article", "điều"),
    ("clause", "khoản"),
    ("point", "điểm"),
    ("annex", "phụ lục"),
    ("paragraph", "đoạn"),
)


class Zone(StrEnum):
    """Where in the document a node stands."""

    PREFACE = "preface"
    TITLE = "title"
    MAIN = "main"
    CONCLUSION = "conclusion"


@dataclass(slots=True)
class Row:
    """One node with its place: body number, zone, position, the last position below, depth."""

    node: Node
    body: int
    zone: Zone
    position: int
    last_position: int
    depth: int

    @property
    def is_standing_article(self) -> bool:
        """An article of the act itself, neither quoted inside an amendment nor in an annex."""
        return bool(article_path(self.node.eid))

    def as_fields(self) -> dict:
        """The fields of `Provision`, but for the expression."""
        return {
            "body": self.body,
            "zone": self.zone,
            "position": self.position,
            "last_position": self.last_position,
            "depth": self.depth,
            "kind": self.node.kind,
            "number": self.node.number,
            "marker": self.node.marker,
            "heading": self.node.heading,
            "text": self.node.text,
            "eid": self.node.eid,
        }


def flatten(parsed: ParsedDocument) -> Iterator[Row]:
    """All nodes in reading order: preface, then each body's title, text and conclusion."""
    rows: list[Row] = []
    _add(rows, parsed.preface, body=0, zone=Zone.PREFACE)
    for number, body in enumerate(parsed.bodies):
        _add(rows, [body.title] if body.title else [], body=number, zone=Zone.TITLE)
        _add(rows, body.nodes, body=number, zone=Zone.MAIN)
        _add(rows, body.conclusion, body=number, zone=Zone.CONCLUSION)
    yield from rows


def _add(rows: list[Row], nodes: Iterable[Node], *, body: int, zone: Zone, depth: int = 0) -> None:
    for node in nodes:
        row = Row(node, body, zone, position=len(rows), last_position=len(rows), depth=depth)
        rows.append(row)
        _add(rows, node.children, body=body, zone=zone, depth=depth + 1)
        row.last_position = len(rows) - 1


def unflatten(provisions: Iterable) -> tuple[Node, ...]:
    """The trees that *provisions*, rows in reading order, came from."""
    waiting: list[tuple[int, Node]] = []
    for provision in reversed(list(provisions)):
        children = []
        while waiting and waiting[-1][0] > provision.depth:
            children.append(waiting.pop()[1])
        node = Node(
            kind=provision.kind,
            number=provision.number,
            marker=provision.marker,
            heading=provision.heading,
            text=provision.text,
            eid=provision.eid,
            children=tuple(children),
        )
        waiting.append((provision.depth, node))
    return tuple(node for _depth, node in reversed(waiting))


def reassemble(provisions: Iterable) -> ParsedDocument:
    """The document whose `flatten` gave *provisions*; what the parser said about it is gone."""
    zones: dict[tuple[int, str], list] = {}
    for provision in provisions:
        zones.setdefault((provision.body, provision.zone), []).append(provision)
    preface = unflatten(zones.pop((0, Zone.PREFACE), ()))
    bodies = []
    for number in range(max((body for body, _zone in zones), default=0) + 1):
        title = unflatten(zones.get((number, Zone.TITLE), ()))
        bodies.append(
            Body(
                title=title[0] if title else None,
                nodes=unflatten(zones.get((number, Zone.MAIN), ())),
                conclusion=unflatten(zones.get((number, Zone.CONCLUSION), ())),
            )
        )
    return ParsedDocument(preface=preface, bodies=tuple(bodies))
