"""Last stage: blocks become a tree with addresses (eIds)."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import groupby

from .headings import Style, divide, first_table
from .lines import Line, paragraphs
from .scanning import Block
from .tree import Body, Node, ParsedDocument, Warning

_RANKS = {
    "annex": 0,
    "form": 1,
    "part": 2,
    "chapter": 3,
    "section": 4,
    "subsection": 5,
    "article": 6,
    "clause": 7,
    "point": 8,
}
PREFIXES = {
    "annex": "annex",
    "part": "part",
    "chapter": "chp",
    "section": "sec",
    "subsection": "subsec",
    "article": "art",
    "clause": "para",
    "point": "point",
    "paragraph": "p",
    "table": "table",
}
_QUOTATION = "quotation"  # holds the place of a quotation on the stack; it is no node
_BULLETS = ("-", "+", "–", "•", "*", "|")
_MOST_WARNINGS = 500
_NO_ADDRESS = re.compile(r"[^A-Za-z0-9]+")


@dataclass(slots=True)
class _Draft:
    """A node that still grows."""

    kind: str
    number: str = ""
    marker: str = ""
    heading: str = ""
    text: str = ""
    eid: str = ""
    children: list["_Draft"] = field(default_factory=list)
    rank: int = -1
    counts: dict[str, int] = field(default_factory=dict)  # of what has no number of its own
    quotations: int = 0

    def freeze(self) -> Node:
        children = _freeze(self.children)
        return Node(
            self.kind, self.number, self.marker, self.heading, self.text, self.eid, children
        )


def assemble(blocks: list[Block], style: Style, warnings: list[Warning]) -> ParsedDocument:
    """The tree of *blocks*; every block's text comes out once, in order."""
    builder = _Builder(style)
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        builder.add(block, following)
    builder.end_body()
    return ParsedDocument(
        preface=_freeze(builder.preface),
        bodies=tuple(builder.bodies) or (Body(),),
        warnings=_limited(sorted([*warnings, *builder.warnings], key=lambda item: item.line)),
    )


def address_part(number: str) -> str:
    """*number* as part of an eId: “đ” is “dd”, so that điểm d and điểm đ stay apart."""
    return _NO_ADDRESS.sub("-", number.replace("đ", "dd").replace("Đ", "DD")).strip("-")


def _limited(warnings: list[Warning]) -> tuple[Warning, ...]:
    """The first doubts and how many more there are: nobody reads thousands."""
    more = len(warnings) - _MOST_WARNINGS
    if more <= 0:
        return tuple(warnings)
    last = Warning(warnings[_MOST_WARNINGS].line, f"Còn {more} chỗ khác cần kiểm tra từ dòng này.")
    return (*warnings[:_MOST_WARNINGS], last)


class _Builder:
    def __init__(self, style: Style):
        self.style = style
        self.warnings: list[Warning] = []
        self.preface: list[_Draft] = []
        self.bodies: list[Body] = []
        self.used: dict[str, int] = {}
        self._new_body()

    def _new_body(self) -> None:
        position = len(self.bodies)
        self.prefix = f"att_{position}__" if position else ""
        self.title: _Draft | None = None
        self.root = _Draft("body")
        self.conclusion: list[_Draft] = []
        self.stack = [self.root]
        self.quotation = 0

    def end_body(self) -> None:
        if self.title or self.root.children or self.conclusion:
            self.bodies.append(
                Body(
                    title=self.title.freeze() if self.title else None,
                    nodes=_freeze(self.root.children),
                    conclusion=_freeze(self.conclusion),
                )
            )
            self._new_body()

    def add(self, block: Block, following: Block | None) -> None:
        if block.kind == "preface":
            self.preface = self._paragraphs(block.lines, "preface")
        elif block.kind == "conclusion":
            self.conclusion += self._paragraphs(block.lines, "conclusion")
        elif block.kind == "attachment":
            self.end_body()
            self.title = self._draft(block, f"{self.prefix}title")
            self._add_rest(block)
        else:
            if self.conclusion:
                self.end_body()
            self._add_provision(block, following)

    def _add_provision(self, block: Block, following: Block | None) -> None:
        if block.quotation != self.quotation:
            self._change_quotation(block)
        if block.kind == "paragraph":
            self._add_lines(block.lines)
            return
        rank = _RANKS[block.word if block.word == "form" else block.kind]
        while self.stack[-1].rank >= rank:
            self.stack.pop()
        parent = self.stack[-1]
        draft = self._draft(block, self._address(parent, block))
        draft.rank = rank
        parent.children.append(draft)
        self.stack.append(draft)
        if trailing := _trailing(block, following, draft.text.split("\n")):
            draft.text = draft.text[: -len("\n".join(trailing)) - 1]
            self.stack.pop()
            self._add_paragraphs(block.line, trailing)
        self._add_rest(block)

    def _add_rest(self, block: Block) -> None:
        """What stands behind the first table of *block*, and the table itself."""
        self._add_lines(block.lines[first_table(block.lines) :])

    def _add_lines(
        self, lines: list[Line], join: Callable[[Line, Line], bool] | None = None
    ) -> None:
        """Paragraphs and tables without a marker of their own, on the provision that is open."""
        for is_table, run in groupby(lines, lambda line: line.table):
            if is_table:
                for line in run:
                    self._add_child("table", line.text, line.number)
            else:
                found = list(run)
                self._add_paragraphs(found[0].number, paragraphs(found, join or self.style.joins))

    def _add_paragraphs(self, line: int, texts: list[str]) -> None:
        for text in texts:
            self._add_child("paragraph", text, line)

    def _add_child(self, kind: str, text: str, line: int) -> None:
        parent = self.stack[-1]
        parent.counts[kind] = parent.counts.get(kind, 0) + 1
        eid = f"{self._base(parent)}{PREFIXES[kind]}_{parent.counts[kind]}"
        parent.children.append(_Draft(kind, text=text, eid=self._claim(eid, line)))

    def _draft(self, block: Block, eid: str) -> _Draft:
        heading, text = divide(block, self.style)
        kind = "paragraph" if block.kind == "attachment" else block.kind
        return _Draft(
            kind, block.number, block.marker, heading, "\n".join(text), self._claim(eid, block.line)
        )

    def _paragraphs(self, lines: list[Line], zone: str) -> list[_Draft]:
        """The paragraphs and tables of a preface or a conclusion."""
        holder, self.stack = self.stack, [_Draft("", eid=f"{self.prefix}{zone}")]
        self._add_lines(lines, self.style.joins_in_head)
        (draft,), self.stack = self.stack, holder
        return draft.children

    def _change_quotation(self, block: Block) -> None:
        """Quoted provisions hang on the provision that quotes them, in a tree of their own."""
        for position, draft in enumerate(self.stack):
            if draft.kind == _QUOTATION:
                del self.stack[position:]
                break
        self.quotation = block.quotation
        if block.quotation:
            parent = self.stack[-1]
            parent.quotations += 1
            eid = f"{self._base(parent)}qstr_{parent.quotations}"
            self.stack.append(_Draft(_QUOTATION, eid=eid, children=parent.children))

    def _address(self, parent: _Draft, block: Block) -> str:
        if block.kind == "article":
            # Articles count through the act, whatever part and chapter they stand in.
            holders = (item for item in reversed(self.stack) if item.kind in (_QUOTATION, "annex"))
            parent = next(holders, self.root)
        local = f"{PREFIXES[block.kind]}_{address_part(block.number)}".removesuffix("_")
        return f"{self._base(parent)}{local}"

    def _base(self, parent: _Draft) -> str:
        return f"{parent.eid}__" if parent.eid else self.prefix

    def _claim(self, eid: str, line: int) -> str:
        """*eid*, with a suffix when it is taken: an editor then checks the numbers."""
        if eid not in self.used:
            self.used[eid] = 1
            return eid
        message = f"Địa chỉ “{eid}” bị lặp: kiểm tra số thứ tự có bị trùng không."
        self.warnings.append(Warning(line, message))
        while True:
            self.used[eid] += 1
            other = f"{eid}-{self.used[eid]}"
            if other not in self.used:
                self.used[other] = 1
                return other


def with_notes(document: ParsedDocument, lines: list[Line]) -> ParsedDocument:
    """*document* with its footnotes behind everything else, in their order."""
    used: dict[str, int] = {}
    notes = []
    for number, run in groupby(lines, lambda line: line.note):
        first, *others = [line.text for line in run]
        marker = number if first.startswith(number) else ""
        text = "\n".join([first.removeprefix(number).strip(), *others])
        used[number] = used.get(number, 0) + 1
        eid = f"note_{address_part(number)}" + (f"-{used[number]}" if used[number] > 1 else "")
        notes.append(Node("note", number, marker, text=text, eid=eid))
    *bodies, last = document.bodies
    last = replace(last, conclusion=(*last.conclusion, *notes))
    return replace(document, bodies=(*bodies, last))


def _freeze(drafts: list[_Draft]) -> tuple[Node, ...]:
    return tuple(draft.freeze() for draft in drafts)


def _trailing(block: Block, following: Block | None, text: list[str]) -> list[str]:
    """The paragraphs behind the last point that belong to its clause."""
    if block.kind != "point" or (
        following and following.kind == "point" and following.quotation == block.quotation
    ):
        return []
    for position in range(1, len(text)):
        if text[position - 1].endswith((".", ".”")) and not text[position].startswith(_BULLETS):
            return text[position:]
    return []
