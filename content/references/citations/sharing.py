"""A chain of places shared out: to each number the wider places that it stands in.

From the right, because the wider place stands behind the narrower.
"""

from bisect import bisect_left
from dataclasses import dataclass, replace
from itertools import pairwise

from .model import Place
from .places import Segment
from .words import RANK


@dataclass(frozen=True, slots=True)
class Leaf:
    """One place of a chain and its own words; `this` is the level that “này” stands behind."""

    place: Place
    start: int
    end: int
    this: str = ""


def share_out(segments: list[Segment]) -> list[Leaf]:
    """Each place of the chain with all levels that it stands in, in the order of the text."""
    leaves: list[Leaf] = []
    wider: dict[str, Segment] = {}
    for index in range(len(segments) - 1, -1, -1):
        segment = segments[index]
        if index + 1 < len(segments):
            _leave(wider, segment, segments[index + 1])
        child = segments[index - 1] if index else None
        leaves += reversed(_leaves_of(segment, wider, _is_child(child, segment)))
        wider[segment.level] = segment
    return _with_own_words(leaves[::-1], segments)


def _with_own_words(leaves: list[Leaf], segments: list[Segment]) -> list[Leaf]:
    """*leaves* whose words go on over the wider places that are theirs alone.

    “khoản 1 Điều 48, điểm d khoản 2 Điều 81” is two places with their articles, and “Điều 12,
    khoản 3, điểm b” begins with its article.
    """
    if not leaves:
        return leaves
    ordered = sorted(segments, key=lambda segment: segment.start)
    starts = [segment.start for segment in ordered]
    found = []
    for leaf, following in pairwise([*leaves, None]):
        end = leaf.end
        if following and following.start >= leaf.end:
            between = slice(bisect_left(starts, leaf.end), bisect_left(starts, following.start))
            for segment in ordered[between]:
                if _is_in(leaf, segment):
                    end = max(end, segment.end)
        found.append(replace(leaf, end=end))
    if ordered[0].end <= found[0].start:
        found[0] = replace(found[0], start=ordered[0].start)
    return found


def _is_in(leaf: Leaf, segment: Segment) -> bool:
    if segment.this:
        return leaf.this == segment.level
    value = getattr(leaf.place, segment.level)
    return len(segment.numbers) == 1 and segment.numbers[0].value == value


def _leave(wider: dict[str, Segment], segment: Segment, right: Segment) -> None:
    """Forget the levels that *segment* does not stand in."""
    limit = segment.rank if _is_child(segment, right) else max(segment.rank, right.rank)
    for level in [level for level in wider if RANK[level] <= limit]:
        del wider[level]


def _is_child(segment: Segment | None, right: Segment) -> bool:
    """*segment* stands in the place that follows it."""
    if segment is None or segment.rank >= right.rank or segment.this:
        return False
    if right.level == "annex" and segment.level in ("article", "clause", "point") and right.link:
        return False
    return right.link in ("", ",")


def _leaves_of(segment: Segment, wider: dict[str, Segment], has_child: bool) -> list[Leaf]:
    """The numbers of *segment* that are places themselves, not only what a narrower one is in."""
    above = {
        level: right.numbers[0].value if right.numbers else ""
        for level, right in wider.items()
        if not right.this
    }
    this = next((level for level, right in wider.items() if right.this), "")
    if segment.this:
        return (
            [] if has_child else [Leaf(Place(**above), segment.start, segment.end, segment.level)]
        )
    if not segment.numbers:  # “Phụ lục ban hành kèm theo …”
        place = Place(**above, **{segment.level: ""})
        return [] if has_child else [Leaf(place, segment.start, segment.end, this)]
    shared = [
        right
        for right in wider.values()
        if right.plural and len(right.numbers) > 1 and not segment.this
    ]
    own = segment.numbers
    if has_child:
        own = [] if segment.plural else own[1:]
    leaves = []
    for position, number in enumerate(own):
        start = segment.start if position == 0 and not has_child else number.start
        for more in _products(above, shared):
            place = Place(**(more | {segment.level: number.value}))
            leaves.append(Leaf(place, start, number.end, this))
    return leaves


def _products(above: dict[str, str], shared: list[Segment]) -> list[dict[str, str]]:
    """*above* for each number of a plural: “điểm a các khoản 1, 2” is two places."""
    if not shared:
        return [above]
    return [above | {shared[0].level: number.value} for number in shared[0].numbers]
