"""What stands before and after the provisions, laid out as administrative documents are.

Issuer and number on the left, the country's name, motto, place and date on the right
(Phụ lục I Nghị định 30/2020/NĐ-CP); at the end recipients left and signature right. What
is not recognised is a plain paragraph. Pure Python.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html import escape

from content.text import fold

from .addresses import anchor
from .parsing import Node

# Lines drawn with characters, by themselves or run into the words beside them.
_DRAWN = re.compile(r"\s*[-–—_=*.]{4,}\s*|\s*[_–—-]{3}\s*")
_BARS = re.compile(r"\s*\|\s*")
_NATION = re.compile(r"(?:nuoc )?(?:cong hoa xa hoi chu nghia viet nam|viet nam dan chu cong hoa)")
_MOTTO = re.compile(r"doc lap\s*[-–.,]?\s*tu do\s*[-–.,]?\s*hanh phuc")
_NUMBER = re.compile(  # “Luật số: 91/2015/QH13”, “Số: 04 /2026/TT-BCT”, “79/2006/QH 11”
    r"(?:bo luat|luat|phap lenh|nghi quyet|lenh)?\s*so\s*(?::\s*|(?=\d))"
    r"\d[\w./–-]*(?:\s?[-–/]\s?[\w./-]+|\s\d+)*"
)
_PLACE_AND_DATE = re.compile(
    r"""
    (?<!\S) (?: [^\W\d_][^\W\d_.]*[.]? [ -]? ){1,6} ,     # “Hà Nội,”, “TP. Hồ Chí Minh,”
    \s* [Nn]gày[\d\s.…]*tháng\s[\d\s.…]*(?:năm|tháng)\s[\d\s.…]*$
    """,
    re.VERBOSE,
)
_TYPE = re.compile(
    r"(?:bo luat|luat|hien phap|phap lenh|lenh|nghi dinh|nghi quyet|thong tu|quyet dinh|chi thi"
    r"|ke hoach|van ban hop nhat)(?: lien tich)?"
)
_BASIS = re.compile(r"can cu |theo de nghi |xet |sau khi ")
_RECIPIENTS = re.compile(r"noi nhan")
_SIGNATURE = re.compile(
    r"(?:tm|kt|tl|tuq|q)\s?\.\s?\w|(?:pho )?(?:chu tich|bo truong|thu truong|thu tuong|chanh an"
    r"|vien truong|tong kiem toan|thong doc|giam doc|tong thanh tra|chu nhiem|cuc truong)"
)
_BASIS_CLASS = ' class="document-text__basis"'
_LONGEST_HEAD = 16
_SPLIT_SIDES = ("number", "place")
_LONGEST_CELL = 160


def is_drawn_line(line: str) -> bool:
    """*line* is a rule drawn with hyphens or underscores, which a page draws by itself."""
    return bool(_DRAWN.fullmatch(line))


@dataclass(frozen=True, slots=True)
class Preface:
    """The head as (side, line), and what stands below it as (“title”, “basis” or empty, line)."""

    head: list[tuple[str, str]]
    below: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What follows the provisions, line by line, and the footnotes."""

    closing: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    signature: list[str] = field(default_factory=list)
    notes: list[Node] = field(default_factory=list)


def read_preface(nodes: Iterable[Node]) -> Preface:
    """Head, title and bases; no head where the motto of the state is not found."""
    lines = _rejoined([p for node in nodes for line in _lines(node) for p in _pieces(line)])
    head_end = _end_of_head(lines)
    head = [(side_of(line), line) for line in lines[:head_end]]
    return Preface(head, list(_below_head(lines[head_end:])))


def read_conclusion(nodes: Iterable[Node]) -> Conclusion:
    """The closing sentences, then recipients and signature, however they follow each other."""
    nodes = list(nodes)
    conclusion = Conclusion(notes=[node for node in nodes if node.kind == "note"])
    words = [node for node in nodes if node.kind != "note"]
    current = conclusion.closing
    for line in (piece for node in words for part in _lines(node) for piece in _pieces(part)):
        folded = fold(line)
        if _RECIPIENTS.match(folded):
            current = conclusion.recipients
        elif line.isupper() and _SIGNATURE.match(folded):
            current = conclusion.signature
        current.append(line)
    return conclusion


def render_preface(nodes: Iterable[Node], write: Callable[[str], str] = escape) -> str:
    """The head in two columns where the motto of the state is found, then title and bases.

    *write* makes HTML of the lines of the bases.
    """
    preface = read_preface(nodes)
    head = "".join(
        f'<p class="document-text__{side}">{escape(line)}</p>' for side, line in preface.head
    )
    if head:
        head = f'<div class="document-text__head">{head}</div>'
    below = (
        f'<p class="document-text__title">{escape(line)}</p>'
        if name == "title"
        else f"<p{_BASIS_CLASS if name else ''}>{write(line)}</p>"
        for name, line in preface.below
    )
    return head + "".join(below)


def render_conclusion(nodes: Iterable[Node]) -> str:
    """The closing sentences, then recipients and signature side by side."""
    conclusion = read_conclusion(nodes)
    notes = "".join(map(_note, conclusion.notes))
    foot = "".join(
        f'<div class="document-text__{name}">{_paragraphs(lines)}</div>'
        for name, lines in (
            ("recipients", conclusion.recipients),
            ("signature", conclusion.signature),
        )
        if lines
    )
    if foot:
        foot = f'<div class="document-text__foot">{foot}</div>'
    notes = f'<ol class="document-text__notes">{notes}</ol>' if notes else ""
    return _paragraphs(conclusion.closing) + foot + notes


def _paragraphs(lines: Iterable[str]) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


def _note(node: Node) -> str:
    """A footnote; its number is the link to its place, like that of a clause."""
    name = anchor(node.eid)
    first, *rest = (f"<p>{escape(line)}</p>" for line in node.text.split("\n"))
    number = f'<a href="#{name}">{escape(node.marker)} </a>'
    return f'<li id="{name}">{first.replace("<p>", f"<p>{number}", 1)}{"".join(rest)}</li>'


def _lines(node: Node) -> Iterable[str]:
    for part in (node.marker, node.heading, node.text, *map("\n".join, map(_lines, node.children))):
        yield from (line for line in part.split("\n") if line.strip())


def _pieces(line: str) -> Iterable[str]:
    """*line* without drawn rules and table bars; a number and a date in one line are two pieces."""
    for part in _DRAWN.split(line):
        for cell in _BARS.split(part):
            # Only a short cell: the pattern tries every word of a long one as a place.
            is_number = len(cell) < _LONGEST_CELL and _NUMBER.match(fold(cell))
            match = _PLACE_AND_DATE.search(cell) if is_number else None
            start = match.start() if match else 0
            yield from filter(None, (cell[:start].strip(), cell[start:].strip()))


def _rejoined(lines: list[str]) -> list[str]:
    """*lines* of a head with those made one again that a narrow column had broken."""
    done, position = [], 0
    while position < len(lines):
        length = 1
        for longer in (4, 3, 2) if position < _LONGEST_HEAD else ():
            if _is_one(lines[position : position + longer]):
                length = longer
                break
        done.append(" ".join(lines[position : position + length]))
        position += length
    return done


def _is_one(parts: list[str]) -> bool:
    """*parts* read together as what none of them is alone: “Hà” and “Nội, ngày 09 …”."""
    first, *others = parts
    joined = side_of(" ".join(parts))
    if all(side_of(part) == "issuer" for part in parts):
        is_word = len(parts) == 2 and " " not in first and not _TYPE.fullmatch(fold(first))
        return is_word or joined != "issuer"
    is_start = side_of(first) == "issuer" and not first.isupper() and len(first.split()) < 3
    return len(parts) == 2 and is_start and joined == side_of(others[0]) and joined in _SPLIT_SIDES


def _end_of_head(lines: list[str]) -> int:
    """How many lines belong to the head: to the last of motto, number, place before the type.

    None without the motto: the rest would be guessing.
    """
    sides = [side_of(line) for line in lines[:_LONGEST_HEAD]]
    if "motto" not in sides:
        return 0
    for position in range(sides.index("motto"), len(sides)):
        if _TYPE.fullmatch(fold(lines[position])):
            sides = sides[:position]
            break
    return max(position for position, side in enumerate(sides, start=1) if side != "issuer")


def side_of(line: str) -> str:
    """What *line* is in a letterhead: nation, motto, place, number; else an issuer."""
    folded = fold(line)
    if _NATION.fullmatch(folded):
        return "nation"
    if _MOTTO.fullmatch(folded):
        return "motto"
    if len(line) < _LONGEST_CELL and _PLACE_AND_DATE.fullmatch(line):
        return "place"
    if _NUMBER.fullmatch(folded) and len(line) < 60:
        return "number"
    return "issuer"


def _below_head(lines: list[str]) -> Iterable[tuple[str, str]]:
    """Type and title in the middle, until the first basis or sentence."""
    in_title = True
    for line in lines:
        is_basis = line.endswith(";") or bool(_BASIS.match(fold(line)))
        in_title = in_title and not is_basis and not line.endswith(".")
        yield "title" if in_title else "basis" if is_basis else "", line
