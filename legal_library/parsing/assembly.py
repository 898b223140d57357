"""Last stage: blocks become a tree with addresses (eIds)."""

from dataclasses import dataclass, field

from .headings import Style, divide
from .lines import Line, paragraphs
from .scanning import Block
from .tree import Body, Node, ParsedDocument, Warning

_RANKS = {
    "annex": 0,
    "part": 1,
    "chapter": 2,
    "section": 3,
    "subsection": 4,
    "article": 5,
    "clause": 6,
    "point": 7,
    "paragraph": 8,
}
_PREFIXES = {
    "part": "part",
    "chapter": "chp",
    "section": "sec",
    "subsection": "subsec",
    "article": "art",
    "clause": "para",
    "point": "point",
    "annex": "annex",
    "paragraph": "p",
}
_BULLETS = ("-", "+", "–", "•", "*", "|")


@dataclass(slots=True)
class _Draft:
    kind: str
    number: str = ""
    marker: str = ""
    heading: str = ""
    text: str = ""
    eid: str = ""
    children: list["_Draft"] = field(default_factory=list)
    rank: int = 0
    paragraphs: int = 0
    quotations: int = 0

    def freeze(self) -> Node:
        children = tuple(child.freeze() for child in self.children)
        return Node(
            self.kind, self.number, self.marker, self.heading, self.text, self.eid, children
        )


def assemble(blocks: list[Block], style: Style, warnings: list[Warning]) -> ParsedDocument:
    """The tree of *blocks*; every block's text comes out once, in order."""
    builder = _Builder(style, warnings)
    for position, block in enumerate(blocks):
        builder.add(block, blocks[position + 1] if position + 1 < len(blocks) else None)
    builder.end_body()
    return ParsedDocument(
        preface=tuple(node.freeze() for node in builder.preface),
        bodies=tuple(builder.bodies) or (Body(),),
        warnings=tuple(warnings),
    )


class _Builder:
    def __init__(self, style: Style, warnings: list[Warning]):
        self.style = style
        self.warnings = warnings
        self.preface: list[_Draft] = []
        self.bodies: list[Body] = []
        self.used: set[str] = set()
        self.started = False
        self._new_body()

    def _new_body(self) -> None:
        position = len(self.bodies)
        self.prefix = f"att_{position}__" if position else ""
        self.root = _Draft("body", rank=-1)
        self.title: _Draft | None = None
        self.conclusion: list[_Draft] = []
        self.stack = [self.root]
        self.quotation = 0
        self.concluded = False

    def end_body(self) -> None:
        if not (self.root.children or self.conclusion or self.title):
            return
        self.bodies.append(
            Body(
                title=self.title.freeze() if self.title else None,
                nodes=tuple(draft.freeze() for draft in self.root.children),
                conclusion=tuple(draft.freeze() for draft in self.conclusion),
            )
        )
        self._new_body()

    # -- adding ----------------------------------------------------------------------

    def add(self, block: Block, following: Block | None) -> None:
        if block.kind == "preface":
            self.preface = self._paragraphs(block.lines, "preface__p_")
        elif block.kind == "conclusion":
            self.conclusion += self._paragraphs(
                block.lines, f"{self.prefix}conclusion__p_", len(self.conclusion)
            )
            self.concluded = True
        elif block.kind == "attachment":
            self.end_body()
            self._add_title(block)
        else:
            if self.concluded:
                self.end_body()
            self._add_provision(block, following)

    def _add_title(self, block: Block) -> None:
        heading, text = divide(block, self.style)
        self.title = _Draft("paragraph", heading=heading, text="\n".join(text))
        self.title.eid = self._claim(f"{self.prefix}title", block.line)

    def _add_provision(self, block: Block, following: Block | None) -> None:
        if block.quotation != self.quotation:
            self._enter_quotation(block)
        rank = _RANKS[block.kind]
        while self.stack[-1].rank >= rank:
            self.stack.pop()
        parent = self.stack[-1]
        heading, text = divide(block, self.style)
        trailing = _trailing(block, following, text)
        text = text[: len(text) - len(trailing)]
        draft = _Draft(block.kind, block.number, block.marker, heading, "\n".join(text), rank=rank)
        draft.eid = self._claim(self._address(parent, draft), block.line)
        parent.children.append(draft)
        self.stack.append(draft)
        if trailing:
            self.stack.pop()
            self._add_paragraph(parent, "\n".join(trailing))

    def _add_paragraph(self, parent: _Draft, text: str) -> None:
        parent.paragraphs += 1
        base = f"{parent.eid}__p_" if parent.eid else f"{self.prefix}p_"
        draft = _Draft("paragraph", text=text, rank=_RANKS["paragraph"])
        draft.eid = self._claim(f"{base}{parent.paragraphs}", 0)
        parent.children.append(draft)

    def _enter_quotation(self, block: Block) -> None:
        """Quoted provisions hang on the provision that quotes them, in a tree of their own."""
        while len(self.stack) > 1 and self.stack[-1].kind == "quotation":
            self.stack.pop()
        for position, draft in enumerate(self.stack):
            if draft.kind == "quotation":
                del self.stack[position:]
                break
        self.quotation = block.quotation
        if block.quotation:
            parent = self.stack[-1]
            parent.quotations += 1
            eid = (
                f"{parent.eid}__qstr_{parent.quotations}" if parent.eid else f"{self.prefix}qstr_1"
            )
            self.stack.append(_Draft("quotation", eid=eid, children=parent.children, rank=-1))

    # -- addresses -------------------------------------------------------------------

    def _address(self, parent: _Draft, draft: _Draft) -> str:
        local = f"{_PREFIXES[draft.kind]}_{address_part(draft.number)}".rstrip("_")
        if draft.kind == "article":
            # Articles count through the act, whatever part and chapter they stand in.
            base = next(
                (item.eid for item in reversed(self.stack) if item.kind in ("quotation", "annex")),
                "",
            )
        else:
            base = parent.eid
        return f"{base}__{local}" if base else f"{self.prefix}{local}"

    def _claim(self, eid: str, line: int) -> str:
        if eid not in self.used:
            self.used.add(eid)
            return eid
        serial = 2
        while f"{eid}-{serial}" in self.used:
            serial += 1
        if line:
            self.warnings.append(
                Warning(line, f"Địa chỉ “{eid}” bị lặp: kiểm tra số thứ tự có bị trùng không.")
            )
        self.used.add(f"{eid}-{serial}")
        return f"{eid}-{serial}"

    def _paragraphs(self, lines: list[Line], base: str, done: int = 0) -> list[_Draft]:
        texts = paragraphs(lines, wrapped=self.style.wrapped, width=self.style.width)
        return [
            _Draft("paragraph", text=text, eid=self._claim(f"{base}{position}", 0))
            for position, text in enumerate(texts, start=done + 1)
        ]


def address_part(number: str) -> str:
    """*number* as part of an eId: “đ” is “dd”, so that điểm d and điểm đ stay apart."""
    return number.replace("đ", "dd").replace("Đ", "DD").replace(".", "-")


def _trailing(block: Block, following: Block | None, text: list[str]) -> list[str]:
    """Paragraphs behind the last point that belong to its clause."""
    if block.kind != "point" or len(text) < 2:
        return []
    if following and following.kind == "point" and following.quotation == block.quotation:
        return []
    for position in range(1, len(text)):
        if text[position - 1].endswith((".", ".”")) and not text[position].startswith(_BULLETS):
            return text[position:]
    return []
