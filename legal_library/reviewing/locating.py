"""Where the words of a tree stand in its source, and the other way. Pure Python.

The parser loses no character and keeps their order, so the same words stand at about the
same offset in both, counted without blanks. Words that an editor changed are still close by.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from ..parsing import Line, Node, ParsedDocument, nonblank, split_lines

_WORDS = 60  # characters that tell one place from another
_FEWER = 20


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of the source as the editor sees it; the page where there are pages."""

    number: int
    text: str
    page: int = 0

    def as_json(self) -> list:
        return [self.number, self.text, self.page]


class Stream:
    """Pieces of text as one string without blanks; knows in which piece an offset falls."""

    def __init__(self, pieces: Iterable[str]):
        pieces = [nonblank(piece) for piece in pieces]
        self.text = "".join(pieces)
        self.starts = list(accumulate((len(piece) for piece in pieces), initial=0))[:-1]

    def piece_at(self, offset: int) -> int:
        """The number of the piece with this offset, the last that begins there."""
        return max(bisect_right(self.starts, offset) - 1, 0)

    def find(self, words: str, near: int) -> int:
        """Where *words* begin, as near to the offset as they occur; *near* if nowhere."""
        words = nonblank(words)
        for length in (_WORDS, _FEWER):
            wanted = words[:length]
            if not wanted:
                break
            behind = self.text.find(wanted, near)
            before = self.text.rfind(wanted, 0, near + len(wanted))
            found = [offset for offset in (before, behind) if offset >= 0]
            if found:
                return min(found, key=lambda offset: abs(offset - near))
        return min(near, max(len(self.text) - 1, 0))


def source_lines(lines: Iterable[Line]) -> list[SourceLine]:
    """What a reader gave, footnotes last as in the tree."""
    lines = list(lines)
    ordered = [line for line in lines if not line.note] + [line for line in lines if line.note]
    return [SourceLine(line.number, line.text, line.page) for line in ordered]


def lines_of_text(text: str) -> list[SourceLine]:
    return source_lines(split_lines(text))


def lines_of_tree(document: ParsedDocument) -> list[SourceLine]:
    """For a text whose source is gone: its own words, a line for each provision."""
    return [
        SourceLine(number, words_of(node)) for number, node in enumerate(document.walk(), start=1)
    ]


def words_of(node: Node) -> str:
    return " ".join(filter(None, [node.marker, node.heading, node.text]))


class Alignment:
    """The tree beside its source."""

    def __init__(self, document: ParsedDocument, lines: list[SourceLine]):
        self.nodes = list(document.walk())
        self.lines = lines
        self.tree = Stream(words_of(node) for node in self.nodes)
        self.source = Stream(line.text for line in lines)

    def lines_at(self, eid: str) -> tuple[int, int]:
        """The first and the last of `lines` that hold the node's own words."""
        index = next(number for number, node in enumerate(self.nodes) if node.eid == eid)
        words = nonblank(words_of(self.nodes[index]))
        start = self.source.find(words, self.tree.starts[index])
        first = self.source.piece_at(start)
        return first, max(first, self.source.piece_at(start + max(len(words) - 1, 0)))

    def node_at(self, line_index: int) -> Node:
        """The node that the words of the line belong to."""
        words = self.lines[line_index].text
        return self.nodes[self.tree.piece_at(self.tree.find(words, self.source.starts[line_index]))]
