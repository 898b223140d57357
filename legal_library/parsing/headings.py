"""Fourth stage: what of a block is its heading and what its text."""

import re
from dataclasses import dataclass
from itertools import pairwise

from .lines import (
    Line,
    ends_open,
    ends_sentence,
    joins,
    paragraphs,
    starts_lower,
    starts_upper,
    width_of,
)
from .scanning import Block

_WORD = re.compile(r"\w+")
_NEIGHBOURS = re.compile(r"(?<!\w)(\w{1,24}) (?=(\w{1,24}))")
_SENTENCE = re.compile(
    r"(?:Trong |Theo |Tại )?(?:Bộ luật|Luật|Pháp lệnh|Nghị định|Nghị quyết|Quyết định|Thông tư"
    r"|Quy chế|Quy định) này\b"
)
# Open words that end a heading all the same: “tài sản tặng cho”, “quân nhân dự bị”.
_HEADING_ENDS = frozenset(("bị", "cho", "tại", "do", "điểm", "khoản", "đến", "ở", "để", "cùng"))
_INSTRUCTION = re.compile(r"(?:Sửa đổi|Bổ sung|Bãi bỏ|Thay thế)")


@dataclass(frozen=True, slots=True)
class Style:
    """Habits of one source, read from all of it."""

    wrapped: bool = False
    width: int = 0
    titled: bool = True  # its articles have headings
    pairs: frozenset[tuple[str, str]] = frozenset()  # neighbouring words, the second a capital


def style_of(blocks: list[Block], lines: list[Line], *, wrapped: bool) -> Style:
    """Articles have headings when the lines before their first clause end without a stop."""
    titled = untitled = 0
    for block, following in pairwise(blocks):
        if block.kind == "article" and following.kind == "clause" and following.number == "1":
            if block.lines and not ends_sentence(block.lines[-1].text):
                titled += 1
            else:
                untitled += 1
    return Style(
        wrapped,
        width_of(lines),
        titled=titled >= untitled,
        pairs=_pairs(lines) if wrapped else frozenset(),
    )


def _pairs(lines: list[Line]) -> frozenset[tuple[str, str]]:
    return frozenset(
        (before.lower(), after)
        for line in lines
        for before, after in _NEIGHBOURS.findall(line.text)
        if after[0].isupper()
    )


def last_word(text: str) -> str:
    return text.rsplit(" ", 1)[-1].lower()


def first_word(text: str) -> str:
    match = _WORD.search(text)
    return match[0] if match else ""


def divide(block: Block, style: Style) -> tuple[str, list[str]]:
    """The heading of *block* and the paragraphs of its text."""
    lines = block.lines
    count = 0
    if lines and block.kind == "article":
        count = _article_heading(lines, style)
    elif lines and block.kind in (
        "part",
        "chapter",
        "section",
        "subsection",
        "annex",
        "attachment",
    ):
        count = _group_heading(lines, style)
    heading = " ".join(line.text for line in lines[:count])
    return heading, paragraphs(lines[count:], wrapped=style.wrapped, width=style.width)


def _article_heading(lines: list[Line], style: Style) -> int:
    """How many of *lines* are the article's heading."""
    if not style.titled and len(lines) > 1:
        return 0
    ended = _first_end(lines)
    if ended == len(lines):
        return len(lines)  # a clause follows: all before it is the heading
    breaks = [
        count
        for count in range(1, min(ended + 1, len(lines)))
        if starts_upper(lines[count].text) and not _goes_on(lines[count - 1].text)
    ]
    for count in breaks:
        if _SENTENCE.match(lines[count].text) and not ends_open(lines[count - 1].text):
            return count
    # Words that stand together elsewhere are one name: “Bộ / Công an”, “Việt / Nam”.
    likely = [
        count for count in breaks if not _runs_on(lines[count - 1].text, lines[count].text, style)
    ]
    for count in likely:
        if count > 1 and _is_short(lines[count - 1], lines[count], style):
            return count
    if likely:
        return likely[0]
    if _ends_heading(lines[: ended + 1]):
        return ended + 1
    return breaks[0] if breaks else 0


def _first_end(lines: list[Line]) -> int:
    """The first of *lines* that ends a sentence; their number when none does."""
    for position, line in enumerate(lines):
        if ends_sentence(line.text):
            following = lines[position + 1 : position + 2]
            if not (line.text[-1] == ";" and following and starts_lower(following[0].text)):
                return position
    return len(lines)


def _goes_on(text: str) -> bool:
    return ends_open(text) and last_word(text) not in _HEADING_ENDS


def _runs_on(before: str, after: str, style: Style) -> bool:
    return (last_word(before), first_word(after)) in style.pairs


def _is_short(line: Line, following: Line, style: Style) -> bool:
    """The next word would have fitted on *line*: its break is meant."""
    return len(line.text) + len(first_word(following.text)) + 8 < style.width


def _ends_heading(lines: list[Line]) -> bool:
    """A heading that ends with a colon or a stop: “Sửa đổi Điều 8 như sau:”."""
    text = " ".join(line.text for line in lines)
    if text.endswith(":"):
        return bool(_INSTRUCTION.match(text))
    return False


def _group_heading(lines: list[Line], style: Style) -> int:
    """How many of *lines* are the heading of a chapter or an annex."""
    count = 0
    while count < len(lines) and _is_capitals(lines[count].text):
        count += 1
    if count:
        return count
    count = 1
    while count < len(lines) and joins(
        lines[count - 1], lines[count], wrapped=style.wrapped, width=style.width
    ):
        count += 1
    if ends_sentence(lines[count - 1].text) and len(lines[count - 1].text) > 200:
        return 0
    return count


def _is_capitals(text: str) -> bool:
    return text.isupper() and not text.startswith("|")
