"""Lược đồ as a picture: the document in the middle, what acts on it left, what it acts on right.

Only places and sizes; the template draws. The list beside it says everything, so the picture
may leave out: of each group the first few, and how many more there are.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.text import Truncator

from .models import LegalDocument
from .models.documents import Status
from .relations import Edge, RelationGroup

MOST_IN_A_GROUP = 4
BOX_WIDTH, BOX_HEIGHT, GAP, HEAD = 264, 48, 10, 30
WIDTH, MARGIN = 920, 8
MIDDLE_WIDTH, MIDDLE_HEIGHT = 216, 76
_LONGEST_NAME, _LONGEST_MIDDLE = 30, 26


@dataclass(frozen=True, slots=True)
class Box:
    x: int
    y: int
    name: str
    note: str = ""
    url: str = ""
    title: str = ""
    is_gone: bool = False

    @property
    def text_x(self) -> int:
        return self.x + 12

    @property
    def name_y(self) -> int:
        return self.y + 20

    @property
    def note_y(self) -> int:
        return self.y + 38


@dataclass(slots=True)
class Column:
    """One group of boxes under its label, joined to the middle by a line."""

    label: str
    x: int
    label_y: int
    line: str = ""  # the path from the group to the middle
    boxes: list[Box] = field(default_factory=list)
    more: int = 0
    more_y: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    width: int
    height: int
    middle: Box
    columns: list[Column]
    box_width: int = BOX_WIDTH
    box_height: int = BOX_HEIGHT
    middle_width: int = MIDDLE_WIDTH
    middle_height: int = MIDDLE_HEIGHT


def picture_of(document: LegalDocument, groups: Iterable[RelationGroup]) -> Picture | None:
    """The picture, or None where there is nothing to draw."""
    groups = list(groups)
    if not groups:
        return None
    left = [group for group in groups if not group.is_active]
    right = [group for group in groups if group.is_active]
    height = max(_height(left), _height(right), MIDDLE_HEIGHT) + 2 * MARGIN
    x, y = (WIDTH - MIDDLE_WIDTH) // 2, (height - MIDDLE_HEIGHT) // 2
    name = Truncator(str(document)).chars(_LONGEST_MIDDLE)
    middle = Box(x, y, name, Status(document.legal_status).label, title=document.title)
    columns = [
        *_columns(left, MARGIN, height, MARGIN + BOX_WIDTH, (x, y + MIDDLE_HEIGHT // 2)),
        *_columns(
            right,
            WIDTH - MARGIN - BOX_WIDTH,
            height,
            WIDTH - MARGIN - BOX_WIDTH,
            (x + MIDDLE_WIDTH, y + MIDDLE_HEIGHT // 2),
        ),
    ]
    return Picture(WIDTH, height, middle, columns)


def _columns(groups, x: int, height: int, edge: int, to: tuple[int, int]):
    """*groups* one below the other from *x*, centred, each joined from its *edge* to the middle."""
    y = (height - _height(groups)) // 2
    for group in groups:
        column = Column(group.label, x, y + 18)
        start = y + HEAD
        for edge_to in group.edges[:MOST_IN_A_GROUP]:
            column.boxes.append(_box(edge_to, x, start + len(column.boxes) * (BOX_HEIGHT + GAP)))
        column.more = max(0, len(group.edges) - MOST_IN_A_GROUP)
        end = start + len(column.boxes) * (BOX_HEIGHT + GAP)
        column.more_y = end + 10
        from_y = (start + end - GAP) // 2
        half = (edge + to[0]) // 2
        column.line = f"M{edge} {from_y} C{half} {from_y} {half} {to[1]} {to[0]} {to[1]}"
        y += _height([group])
        yield column


def _box(edge: Edge, x: int, y: int) -> Box:
    if edge.document is None:
        name = Truncator(edge.citation).chars(_LONGEST_NAME)
        return Box(x, y, name, "", title=edge.citation)
    status = edge.document.legal_status
    name = Truncator(str(edge.document)).chars(_LONGEST_NAME)
    is_gone = status == Status.EXPIRED
    return Box(x, y, name, Status(status).label, edge.url, edge.document.title, is_gone)


def _height(groups: Iterable[RelationGroup]) -> int:
    return sum(
        HEAD
        + min(len(group.edges), MOST_IN_A_GROUP) * (BOX_HEIGHT + GAP)
        + (22 if len(group.edges) > MOST_IN_A_GROUP else 6)
        for group in groups
    )
