"""The tree as an editor sees it: provisions in their order, by articles, in pages. Pure Python."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..addresses import is_quoted
from ..parsing import Node, ParsedDocument
from ..parsing.markers import read_mark
from ..structure import Row, Zone, flatten
from .locating import Stream, words_of
from .reading_marks import mark_of
from .working import HEADED, LEAVES

PAGE_ROWS = 80
_MOST_ROWS = 60  # of one group; a longer annex goes on in a group of its own
_EXCERPT = 220
_REPEATED = re.compile(r"(.+)-\d+")
_MOST_CUTS = 80
_CUT = re.compile(r"\n+|(?<=[.;:!?”\"])[ ]+|[ ]+(?=(?:Điều \d+|\d{1,3}[a-zđ]?[.)]|[a-zđ]\d?\)) )")


@dataclass(slots=True)
class Shown:
    """One node as a row of the tree."""

    node: Node
    zone: Zone
    body: int
    depth: int
    level: int = 0  # below the group's first row
    doubts: list[int] = field(default_factory=list)  # numbers of warnings
    waits: bool = False  # nobody has checked one of them
    is_repeated: bool = False

    @property
    def is_quoted(self) -> bool:
        return is_quoted(self.node.eid)

    @property
    def is_empty(self) -> bool:
        return not words_of(self.node).strip()

    @property
    def excerpt(self) -> str:
        """The beginning of its words, behind marker and heading."""
        text = " ".join(self.node.text.split())
        return f"{text[:_EXCERPT]}…" if len(text) > _EXCERPT else text


@dataclass(slots=True)
class Group:
    """An article or another run of rows that is opened and closed together."""

    rows: list[Shown] = field(default_factory=list)
    continues: bool = False

    @property
    def first(self) -> Shown:
        return self.rows[0]

    @property
    def doubts(self) -> int:
        return sum(row.waits or row.is_repeated for row in self.rows)

    def holds(self, eid: str) -> bool:
        return any(row.node.eid == eid for row in self.rows)


class Outline:
    """All rows of a tree with their doubts; pages of groups of them."""

    def __init__(self, document: ParsedDocument, warnings: Iterable[dict] = ()):
        self.rows = list(flatten(document))
        eids = {row.node.eid for row in self.rows}
        self.repeated = [eid for eid in eids if _is_repeated(eid, eids)]
        warnings = list(warnings)
        self.places = _places(self.rows, warnings)
        doubts: dict[str, list[int]] = {}
        for number, eid in enumerate(self.places):
            doubts.setdefault(eid, []).append(number)
        waiting = {
            eid
            for eid, warning in zip(self.places, warnings, strict=True)
            if not warning.get("checked")
        }
        self.shown = [
            Shown(
                row.node,
                row.zone,
                row.body,
                row.depth,
                doubts=doubts.get(row.node.eid, []),
                waits=row.node.eid in waiting,
                is_repeated=row.node.eid in self.repeated,
            )
            for row in self.rows
        ]
        self.pages = _pages(list(_groups(self.shown)))
        self._by_eid = {row.node.eid: row for row in self.shown}

    def find(self, eid: str) -> Shown | None:
        return self._by_eid.get(eid)

    def page_of(self, eid: str) -> int:
        """The number of the page, from 1, on which *eid* stands; 1 for what is nowhere."""
        for number, groups in enumerate(self.pages, start=1):
            if any(group.holds(eid) for group in groups):
                return number
        return 1

    def article(self, number: str) -> str:
        """The eId of the first article with this number; empty when there is none."""
        wanted = number.strip().lower().removeprefix("điều").strip()
        for row in self.rows:
            if row.node.kind == "article" and row.node.number.lower() == wanted:
                return row.node.eid
        return ""

    @property
    def counts(self) -> dict[str, int]:
        """How many there are of each kind in the text itself."""
        found: dict[str, int] = {}
        for row in self.rows:
            if row.zone == Zone.MAIN and not is_quoted(row.node.eid):
                found[row.node.kind] = found.get(row.node.kind, 0) + 1
        return found


def cuts(text: str) -> list[tuple[int, str]]:
    """Where a text may be split: offsets with the words that stand behind them.

    Places where a number begins come first: they are why texts are split.
    """
    found = []
    for match in _CUT.finditer(text):
        behind = text[match.end() :]
        if behind.strip():
            found.append((match.end(), " ".join(behind[:70].split())))
    found.sort(key=lambda cut: (mark_of(text[cut[0] :][:40]) is None, cut[0]))
    if text and (mark := read_mark(text)) and mark.punctuated:
        found.insert(0, (0, " ".join(text[:70].split())))
    return found[:_MOST_CUTS]


def _is_repeated(eid: str, eids: set[str]) -> bool:
    match = _REPEATED.fullmatch(eid)
    return bool(match) and match[1] in eids


def _places(rows: list[Row], warnings: list[dict]) -> list[str]:
    """The eId at which to look for each warning; empty where the source did not say."""
    if not any("words" in warning for warning in warnings):
        return ["" for _warning in warnings]
    stream = Stream(words_of(row.node) for row in rows)
    return [
        rows[stream.piece_at(stream.find(warning["words"], warning["offset"]))].node.eid
        if warning.get("words") and rows
        else ""
        for warning in warnings
    ]


def _groups(rows: list[Shown]) -> Iterable[Group]:
    group = Group()
    depth = 0
    for row in rows:
        if group.rows and _begins(row, group.first, depth):
            yield group
            group = Group()
        elif len(group.rows) >= _MOST_ROWS:
            yield group
            group = Group(continues=True)
        if not group.rows and not group.continues:
            depth = row.depth
        row.level = max(row.depth - depth, 0)
        group.rows.append(row)
    if group.rows:
        yield group


def _begins(row: Shown, first: Shown, depth: int) -> bool:
    """*row* is no part of the group of *first*, whose depth is *depth*."""
    if (row.zone, row.body) != (first.zone, first.body):
        return True
    if row.zone != Zone.MAIN:
        return False
    if row.node.kind in HEADED and not row.is_quoted:
        return first.node.kind != "article" or row.depth <= depth
    return row.depth <= depth and first.node.kind not in LEAVES


def _pages(groups: list[Group]) -> list[list[Group]]:
    pages: list[list[Group]] = [[]]
    size = 0
    for group in groups:
        if size and size + len(group.rows) > PAGE_ROWS:
            pages.append([])
            size = 0
        pages[-1].append(group)
        size += len(group.rows)
    return pages
