"""What words look like the beginning of, for an editor who has decided that they begin it."""

from ..parsing import Node
from ..parsing.markers import Mark, read_mark
from .working import HEADED

LONGEST_NUMBER = 40  # characters
_OUTLINE = "roman"  # “I.”, which is a section in a document without articles


def begin(words: str) -> Node:
    """The provision that *words* begin by their first number, or a paragraph of them."""
    mark = mark_of(words)
    if not mark:
        return Node("paragraph", text=words)
    kind = _kind_of(mark)
    if kind not in HEADED:
        return Node(kind, mark.number, mark.marker, text=mark.rest)
    heading, _newline, text = mark.rest.lstrip("\n").partition("\n")
    return Node(kind, mark.number, mark.marker, heading, text)


def mark_of(words: str) -> Mark | None:
    """The number at the start of *words*; a bare figure (“23 Đề nghị”) is none."""
    mark = read_mark(words) if words.strip() else None
    if mark and len(mark.number) > LONGEST_NUMBER:
        return None
    if mark and _kind_of(mark) not in HEADED and not mark.punctuated:
        return None
    return mark


def number_in(marker: str, kind: str, number: str) -> str:
    """The number that *marker* shows for a node of *kind*, else *number*; none of a paragraph."""
    if kind in ("paragraph", "table"):
        return ""
    mark = read_mark(marker) if marker.strip() else None
    found = mark.number if mark else ""
    return found if 0 < len(found) <= LONGEST_NUMBER else number


def _kind_of(mark: Mark) -> str:
    return "section" if mark.kind == _OUTLINE else mark.kind
