"""What is different between two texts of a document, provision by provision. Pure Python.

Provisions are matched by their words first and by their addresses second, so that an article
that was put in does not make all behind it new.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from ..addresses import place_name
from ..parsing import Node, ParsedDocument
from ..word_changes import word_changes
from .locating import words_of


class Change(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"  # the same words with another number or in another place


@dataclass(frozen=True, slots=True)
class Difference:
    """One provision; `pieces` are its words, each the same, left out (-) or put in (+)."""

    change: Change
    before: Node | None
    after: Node | None
    pieces: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """Where it stands: “khoản 2 Điều 5”; of what has no name its first words."""
        node = self.after or self.before
        return place_name(node.eid) or words_of(node)[:60]

    @property
    def former_name(self) -> str:
        return place_name(self.before.eid) if self.before else ""


def compare(before: ParsedDocument, after: ParsedDocument) -> list[Difference]:
    """What *after* has otherwise than *before*, in reading order."""
    old, new = list(before.walk()), list(after.walk())
    matcher = SequenceMatcher(None, [_key(n) for n in old], [_key(n) for n in new], autojunk=False)
    found: list[Difference] = []
    for operation, first, last, start, end in matcher.get_opcodes():
        if operation == "equal":
            pairs = zip(old[first:last], new[start:end], strict=True)
            found += [Difference(Change.MOVED, *pair) for pair in pairs if _is_moved(*pair)]
        else:
            found += _between(old[first:last], new[start:end])
    return found


def _between(old: list[Node], new: list[Node]) -> Iterator[Difference]:
    """The differences in a run where no provision stayed the same."""
    by_address = {node.eid: node for node in old}
    kept = {node.eid for node in new} & set(by_address)
    waiting = [node for node in old if node.eid not in kept]
    for node in new:
        if node.eid in kept:
            former = by_address[node.eid]
            pieces = word_changes(words_of(former), words_of(node))
            yield Difference(Change.CHANGED, former, node, tuple(pieces))
        elif words_of(node):
            yield Difference(Change.ADDED, None, node, (("+", words_of(node)),))
    for node in waiting:
        if words_of(node):
            yield Difference(Change.REMOVED, node, None, (("-", words_of(node)),))


def _key(node: Node) -> str:
    return " ".join(words_of(node).split())


def _is_moved(before: Node, after: Node) -> bool:
    """A provision with a name has another; paragraphs move with what they stand in."""
    if "paragraph" in (before.kind, after.kind) and before.kind == after.kind:
        return False
    return before.eid != after.eid or before.kind != after.kind
