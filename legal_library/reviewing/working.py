"""A tree while it is worked on: its zones as lists of nodes, without addresses. Pure Python.

An address depends on everything around it, so it is made anew after each step. Until then
`Node.eid` says only where a quotation begins below the node's parent: “qstr_1”, or nothing.

Zone 0 is the preface; body n has the zones 3n + 1 (title), 3n + 2 (provisions) and 3n + 3
(conclusion). A place is the number of a zone and the way down: (2, 4, 0) is the first child
of the fifth node of the act.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..addresses import quotation_of
from ..parsing import Body, Node, ParsedDocument

Nodes = tuple[Node, ...]
Work = tuple[Nodes, ...]
Place = tuple[int, ...]

PREFACE, TITLE, MAIN, CONCLUSION = "preface", "title", "main", "conclusion"
RANKS = {
    "annex": 0,
    "part": 2,
    "chapter": 3,
    "section": 4,
    "subsection": 5,
    "article": 6,
    "clause": 7,
    "point": 8,
    "paragraph": 9,
    "table": 9,
    "note": 9,
}
LEAVES = frozenset({"paragraph", "table", "note"})  # hold nothing below them
HEADED = frozenset({"annex", "part", "chapter", "section", "subsection", "article"})


def zone_name(zone: int) -> str:
    return PREFACE if zone == 0 else (TITLE, MAIN, CONCLUSION)[(zone - 1) % 3]


def body_of(zone: int) -> int:
    return max(zone - 1, 0) // 3


def zones_of(document: ParsedDocument) -> Work:
    """The zones of *document* with their addresses."""
    zones = [document.preface]
    for body in document.bodies:
        zones += [(body.title,) if body.title else (), body.nodes, body.conclusion]
    return tuple(zones)


def open_up(document: ParsedDocument) -> Work:
    """The zones of *document*, of whose addresses only the quotations are kept."""
    return without_addresses(zones_of(document))


def without_addresses(zones: Work) -> Work:
    """*zones* with addresses as a tree to work on; quotations are numbered as they stand."""
    return tuple(tuple(_bare(node, "") for node in zone) for zone in zones)


def _bare(node: Node, parent: str) -> Node:
    quotation = quotation_of(node.eid, parent).rpartition("__")[2]
    children = tuple(_bare(child, node.eid) for child in node.children)
    return replace(node, eid=quotation, children=children)


def close_up(work: Work, document: ParsedDocument) -> ParsedDocument:
    """*document* with the zones of *work*, which must have their addresses."""
    bodies = tuple(
        Body(title=work[zone][0] if work[zone] else None, nodes=nodes, conclusion=conclusion)
        for zone, nodes, conclusion in zip(
            range(1, len(work), 3), work[2::3], work[3::3], strict=True
        )
    )
    return replace(document, preface=work[0], bodies=bodies)


def children_at(work: Work, place: Place) -> Nodes:
    """The nodes below *place*, which may be a whole zone."""
    return work[place[0]] if len(place) == 1 else node_at(work, place).children


def node_at(work: Work, place: Place) -> Node:
    nodes = work[place[0]]
    for index in place[1:-1]:
        nodes = nodes[index].children
    return nodes[place[-1]]


def with_children(work: Work, place: Place, children: Iterable[Node]) -> Work:
    """*work* with other nodes below *place*; all that is beside the way there is shared."""
    children = tuple(children)
    if len(place) == 1:
        return (*work[: place[0]], children, *work[place[0] + 1 :])
    *_above, last = place
    parent = place[:-1]
    siblings = children_at(work, parent)
    node = replace(siblings[last], children=children)
    return with_children(work, parent, (*siblings[:last], node, *siblings[last + 1 :]))


def with_node(work: Work, place: Place, *nodes: Node) -> Work:
    """*work* with *nodes* in the place of one."""
    siblings = children_at(work, place[:-1])
    index = place[-1]
    return with_children(work, place[:-1], (*siblings[:index], *nodes, *siblings[index + 1 :]))


def places(work: Work) -> Iterator[tuple[Place, Node]]:
    """All nodes in reading order, each with its place."""
    for zone, nodes in enumerate(work):
        waiting = [((zone, index), node) for index, node in enumerate(nodes)][::-1]
        while waiting:
            place, node = waiting.pop()
            yield place, node
            below = [((*place, index), child) for index, child in enumerate(node.children)]
            waiting.extend(reversed(below))


def characters_of(work: Work) -> str:
    """All non-blank characters in reading order, as `parsing.characters` counts them."""
    return "".join(
        "".join(words.split())
        for _place, node in places(work)
        for words in (node.marker, node.heading, node.text)
        if words
    )
