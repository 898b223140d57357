"""What two texts of a document have otherwise, article by article. Pure Python.

Provisions are matched by their addresses, which stay the same from one text to the next; words
are compared inside. Notes that say who changed an article are no part of its words.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from .addresses import anchor, article_path, is_quoted
from .parsing import Node, ParsedDocument
from .rendering import heading_of
from .word_changes import KEPT, LEFT_OUT, PUT_IN, Piece, word_changes

_GROUPS = ("part", "chapter", "section", "subsection")


class Change(StrEnum):
    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Row:
    """One provision in both texts; the words of each side are pieces."""

    change: Change
    depth: int
    eid: str
    pieces: tuple[Piece, ...]

    @property
    def before(self) -> list[Piece]:
        return [piece for piece in self.pieces if piece[0] != PUT_IN]

    @property
    def after(self) -> list[Piece]:
        return [piece for piece in self.pieces if piece[0] != LEFT_OUT]


@dataclass(frozen=True)
class Unit:
    """An article, or what else stands by itself: the name of a chapter, an annex, the head."""

    change: Change
    eid: str
    before: Node | None
    after: Node | None
    has_children: bool = True

    @property
    def node(self) -> Node:
        return self.after or self.before

    @cached_property
    def title(self) -> str:
        return heading_of(self.node)

    @property
    def anchor(self) -> str:
        return anchor(self.eid)

    @property
    def is_article(self) -> bool:
        return bool(article_path(self.eid))

    @cached_property
    def rows(self) -> list[Row]:
        """Its provisions; not the name alone where it is the same, which is the title."""
        rows = list(_rows(self.before, self.after, whole=self.has_children))
        if rows and rows[0].change == Change.SAME and len(rows) > 1 and not self.node.text:
            return rows[1:]
        return rows


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring units that are shown together: one that changed, or all that did not."""

    is_same: bool
    units: tuple[Unit, ...]


@dataclass(frozen=True)
class Comparison:
    units: tuple[Unit, ...]

    @cached_property
    def changed(self) -> list[Unit]:
        return [unit for unit in self.units if unit.change != Change.SAME]

    def count(self, change: Change) -> int:
        return sum(unit.change == change for unit in self.units)

    @property
    def runs(self) -> list[Run]:
        found: list[Run] = []
        for unit in self.units:
            is_same = unit.change == Change.SAME
            if is_same and found and found[-1].is_same:
                found[-1] = Run(True, (*found[-1].units, unit))
            else:
                found.append(Run(is_same, (unit,)))
        return found


def compare_texts(before: ParsedDocument, after: ParsedDocument) -> Comparison:
    """Both texts unit by unit in the order of the later; what is gone stands where it stood."""
    old = {eid: (node, whole) for eid, node, whole in _units(before)}
    new = {eid: (node, whole) for eid, node, whole in _units(after)}
    found = []
    for eid in _merged(list(old), list(new)):
        one, whole = old.get(eid, (None, True))
        other, whole = new.get(eid, (None, whole))
        found.append(_unit(eid, one, other, whole))
    return Comparison(tuple(found))


def compare_articles(before: Node | None, after: Node | None) -> Unit:
    node = after or before
    return _unit(node.eid, before, after, True)


def article_digests(parsed: ParsedDocument) -> dict[str, str]:
    """A short sum of the words of each article that stands by itself, in their order."""
    found = {}
    for number in range(len(parsed.bodies)):
        for article in parsed.articles(number):
            words = "\n".join(_own_words(node) for node in _without_notes(article))
            found[article.eid] = hashlib.sha256(words.encode()).hexdigest()[:12]
    return found


def _unit(eid: str, before: Node | None, after: Node | None, whole: bool) -> Unit:
    if before is None or after is None:
        change = Change.ADDED if before is None else Change.REMOVED
    else:
        same = _words(before, whole) == _words(after, whole)
        change = Change.SAME if same else Change.CHANGED
    return Unit(change, eid, before, after, whole)


def _units(parsed: ParsedDocument) -> Iterator[tuple[str, Node, bool]]:
    """Address, node, and whether all below it belongs to it: of a chapter only its name."""
    for body in parsed.bodies:
        if body.title:
            yield body.title.eid, body.title, True
        yield from _units_of(body.nodes)


def _units_of(nodes: Iterable[Node]) -> Iterator[tuple[str, Node, bool]]:
    for node in nodes:
        if node.kind in _GROUPS:
            yield node.eid, node, False
            yield from _units_of(node.children)
        elif node.kind != "note":
            yield node.eid, node, True


def _merged(old: list[str], new: list[str]) -> Iterator[str]:
    """The addresses of both: in the order of *new*, each that is gone behind what it followed."""
    known, follow = set(new), {}
    last = ""
    for eid in old:
        if eid in known:
            last = eid
        else:
            follow.setdefault(last, []).append(eid)
    yield from follow.get("", ())
    for eid in new:
        yield eid
        yield from follow.get(eid, ())


def _rows(before: Node | None, after: Node | None, *, whole: bool) -> Iterator[Row]:
    old = dict(_below(before, whole))
    new = dict(_below(after, whole))
    depths = {eid: depth for eid, (depth, _words) in (*old.items(), *new.items())}
    for eid in _merged(list(old), list(new)):
        one = old[eid][1] if eid in old else None
        other = new[eid][1] if eid in new else None
        if one is None:
            yield Row(Change.ADDED, depths[eid], eid, ((PUT_IN, other),))
        elif other is None:
            yield Row(Change.REMOVED, depths[eid], eid, ((LEFT_OUT, one),))
        elif one == other:
            yield Row(Change.SAME, depths[eid], eid, ((KEPT, one),))
        else:
            yield Row(Change.CHANGED, depths[eid], eid, tuple(word_changes(one, other)))


def _below(node: Node | None, whole: bool) -> Iterator[tuple[str, tuple[int, str]]]:
    """Each provision that has words, by its address below the unit, with its depth."""
    if node is None:
        return
    waiting = [(0, node)]
    while waiting:
        depth, item = waiting.pop()
        if words := _own_words(item):
            yield item.eid, (min(depth, 4), words)
        if whole:
            below = (child for child in item.children if child.kind != "note")
            waiting += reversed([(depth + 1, child) for child in below])


def _words(node: Node, whole: bool) -> str:
    if not whole:
        return _own_words(node)
    return "\n".join(f"{item.eid} {_own_words(item)}" for item in _without_notes(node))


def _without_notes(node: Node) -> Iterator[Node]:
    return (item for item in node.walk() if item.kind != "note" or is_quoted(item.eid))


def _own_words(node: Node) -> str:
    lead = " ".join(filter(None, [node.marker, node.heading]))
    joint = "\n" if node.heading and node.text else " "
    return joint.join(filter(None, [lead, node.text]))
