"""The orders of a sentence and the places that they are about. Pure Python."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from content.references.citations import Place
from content.references.citations.places import read_chain
from content.references.citations.sharing import share_out
from content.references.folding import fold_in_place

from .model import Action, Part

_PLACE = re.compile(r"(?<!\w)(?:cac\s+)?(?:diem|khoan|dieu|chuong|muc|tieu\s+muc|phan|phu\s+luc)\s")
_INTRO = re.compile(
    r"(?<!\w)(?:đoạn|câu|phần)\s+(?:mở\s+đầu|đầu|dẫn|thứ\s+nhất)(?:\s+(?:của|tại))?\s*", re.I
)
_NAME = re.compile(
    r"(?<!\w)tên\s+(?:gọi\s+)?(?:của\s+)?(?P<level>điều|chương|mục|tiểu\s+mục|phần|phụ\s+lục)(?!\w)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Target:
    """A place that an order is about; an unnumbered “tên điều” has no place of its own."""

    place: Place
    part: Part = Part.WHOLE


@dataclass(frozen=True, slots=True)
class Command:
    """An order of the sentence; without a target it holds for what is said above or below."""

    action: Action
    targets: tuple[Target, ...] = ()
    old: str = ""
    new: str = ""
    beside: Place | None = None
    comes_before: bool = False
    words: str = field(default="", compare=False)  # where its act is looked for


def targets_in(words: str) -> Iterator[Target]:
    """The places that *words* name, each with the part that is meant."""
    folded = fold_in_place(words)
    intros = [(match.start(), match.end()) for match in _INTRO.finditer(words)]
    names = [(match.start(), match.start("level")) for match in _NAME.finditer(words)]
    position = 0
    for match in _PLACE.finditer(folded):
        if match.start() < position:
            continue
        chain = read_chain(words, folded, match.start())
        if not chain:
            continue
        position = max(segment.end for segment in chain)
        for leaf in share_out(chain):
            part = Part.WHOLE
            if any(end <= leaf.start <= end + 4 for _start, end in intros):
                part = Part.INTRO
            elif any(level == leaf.start for _start, level in names):
                part = Part.HEADING
            yield Target(leaf.place, part)
    starts = {start for start, _level in names}
    for start, level in names:
        # “tên điều, khoản 1 và khoản 2 Điều 5”: the name of that article.
        if start in starts and not re.match(r"\w+\s+(?:\d|[IVXLC]+[a-z]?\b)", words[level:]):
            yield Target(Place(), Part.HEADING)


def completed(place: Place, context: Place) -> Place:
    """*place* with the article and clause that the sentence or the text above it names."""
    above = _above(place)
    if above:
        return place.within(context, above)
    return _in_group(place, context)


def _above(place: Place) -> str:
    """The level from which on *place* lacks what it stands in."""
    if place.article is not None:
        return ""
    if place.clause is not None:
        return "article"
    return "clause" if place.point is not None else ""


def _in_group(place: Place, neighbour: Place) -> Place:
    if place.section is not None and place.chapter is None:
        return replace(place, chapter=neighbour.chapter, part=place.part or neighbour.part)
    return place
