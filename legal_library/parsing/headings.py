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
from .regions import joins_in_head
from .scanning import Block

_HEADED = ("part", "chapter", "section", "subsection", "annex")
_LONGEST_STOPPED = 120  # characters; a longer line with a stop is a sentence
_WORD = re.compile(r"\w+")
_NEIGHBOURS = re.compile(r"(?<!\w)(\w{1,24}) (?=(\w{1,24}))")
_SENTENCE = re.compile(
    r"(?:Trong |Theo |Tại )?(?:Bộ luật|Luật|Pháp lệnh|Nghị định|Nghị quyết|Quyết định|Thông tư"
    r"|Quy chế|Quy định) này\b"
)
# Open words that end a heading all the same: “tài sản tặng cho”, “quân nhân dự bị”.
_HEADING_ENDS = frozenset(
    ("bị", "cho", "tại", "do", "điểm", "khoản", "đến", "ở", "để", "cùng", "đối", "theo")
)
_INSTRUCTION = re.compile(r"(?:Sửa đổi|Bổ sung|Bãi bỏ|Thay thế)")


@dataclass(frozen=True, slots=True)
class Style:
    """Habits of one source, read from all of it."""

    wrapped: bool = False  # lines are broken inside sentences
    width: int = 0  # where
    titled: bool = True  # articles have headings
    surely_titled: bool = False
    pairs: frozenset[tuple[str, str]] = frozenset()  # neighbouring words, the second a capital

    def joins(self, before: Line, after: Line) -> bool:
        """*after* goes on in the same paragraph as *before*."""
        return joins(before, after, wrapped=self.wrapped, width=self.width)

    def joins_in_head(self, before: Line, after: Line) -> bool:
        """The same in a letterhead or signature, where hardly any line goes on."""
        if not self.wrapped:
            return self.joins(before, after)
        return joins_in_head(before, after, width=self.width)


def style_of(blocks: list[Block], lines: list[Line], *, wrapped: bool) -> Style:
    """Articles have headings when what stands before their first clause ends without a stop."""
    titled = untitled = 0
    for block, following in pairwise(blocks):
        if block.kind != "article" or not block.lines:
            continue
        if not wrapped and len(block.lines) > 1:
            telling = block.lines[0]
        elif following.kind == "clause" and following.number == "1":
            telling = block.lines[-1]
        else:
            continue
        if ends_sentence(telling.text):
            untitled += 1
        else:
            titled += 1
    return Style(
        wrapped=wrapped,
        width=width_of(lines),
        titled=titled >= untitled,
        surely_titled=titled > 2 * untitled,
        pairs=_pairs(lines) if wrapped else frozenset(),
    )


def divide(block: Block, style: Style) -> tuple[str, list[str]]:
    """The heading of *block* and the paragraphs of its text."""
    lines = block.lines[: first_table(block.lines)]
    count = 0
    if lines and block.kind == "article":
        count = _article_heading(lines, style)
    elif lines and block.kind == "attachment":
        count = _title(lines)
    elif lines and block.kind in _HEADED:
        count = _group_heading(lines, style)
    heading = " ".join(line.text for line in lines[:count])
    return heading, paragraphs(lines[count:], style.joins)


def first_table(lines: list[Line]) -> int:
    """How many of *lines* stand before the first table."""
    return next((at for at, line in enumerate(lines) if line.table), len(lines))


def _article_heading(lines: list[Line], style: Style) -> int:
    """How many of *lines* are the article's heading."""
    if not style.titled and len(lines) > 1:
        return 0
    if not style.wrapped:
        return _heading_of_lines(lines, style)
    ended = _first_end(lines)
    if ended == len(lines):
        return len(lines)  # a clause follows: all before it is the heading
    breaks = [
        count
        for count in range(1, min(ended + 1, len(lines)))
        if starts_upper(lines[count].text) and not _goes_on(lines[count - 1].text)
    ]
    for count in breaks:
        start = " ".join(line.text for line in lines[count : count + 2])
        if _SENTENCE.match(start) and not ends_open(lines[count - 1].text):
            return count
    if _is_instruction(lines[: ended + 1]):
        again = (count for count in breaks if _INSTRUCTION.match(lines[count].text))
        return next(again, ended + 1)
    # Words that stand together elsewhere are one name: “Bộ / Công an”, “Việt / Nam”.
    likely = [
        count for count in breaks if not _runs_on(lines[count - 1].text, lines[count].text, style)
    ]
    for count in likely:
        if count > 1 and _is_short(lines[count - 1], lines[count], style):
            return count
    if likely:
        return likely[0]
    if _may_end_heading(lines[: ended + 1], len(lines), style):
        return ended + 1
    return breaks[0] if breaks else 0


def _heading_of_lines(lines: list[Line], style: Style) -> int:
    """The first line, with what goes on in a small letter, of a source without broken lines."""
    count = _first_paragraph(lines, style)
    ends = ends_sentence(lines[count - 1].text)
    return 0 if ends and not _may_end_heading(lines[:count], len(lines), style) else count


def _first_paragraph(lines: list[Line], style: Style) -> int:
    count = 1
    while count < len(lines) and style.joins(lines[count - 1], lines[count]):
        count += 1
    return count


def _first_end(lines: list[Line]) -> int:
    """The first of *lines* that ends a sentence; their number when none does."""
    for position, line in enumerate(lines):
        if ends_sentence(line.text):
            following = lines[position + 1 : position + 2]
            if not (line.text[-1] == ";" and following and starts_lower(following[0].text)):
                return position
    return len(lines)


def _may_end_heading(lines: list[Line], available: int, style: Style) -> bool:
    """*lines* are a heading although a colon or a stop ends them: “Sửa đổi Điều 8 như sau:”."""
    text = " ".join(line.text for line in lines)
    return _is_instruction(lines) or (
        style.surely_titled
        and available > len(lines)
        and text.endswith(".")
        and len(text) < _LONGEST_STOPPED
        and " này " not in text
    )


def _is_instruction(lines: list[Line]) -> bool:
    return lines[-1].text.endswith(":") and bool(_INSTRUCTION.match(lines[0].text))


def _title(lines: list[Line]) -> int:
    """The type and name of an attached regulation, up to “(Ban hành kèm theo …)”."""
    for position, line in enumerate(lines):
        if line.text.startswith("(") or ends_sentence(line.text):
            return position
    return len(lines)


def _group_heading(lines: list[Line], style: Style) -> int:
    """How many of *lines* are the heading of a chapter or an annex."""
    count = 0
    while count < len(lines) and lines[count].text.isupper():
        count += 1
    if count or lines[0].text[0] in "(|":
        return count
    count = _first_paragraph(lines, style)
    length = sum(len(line.text) for line in lines[:count])
    return 0 if ends_sentence(lines[count - 1].text) and length > _LONGEST_STOPPED else count


def _goes_on(text: str) -> bool:
    return ends_open(text) and _last_word(text) not in _HEADING_ENDS


def _runs_on(before: str, after: str, style: Style) -> bool:
    return (_last_word(before), _first_word(after)) in style.pairs


def _is_short(line: Line, following: Line, style: Style) -> bool:
    """The next word would have fitted on *line*: its break is meant."""
    return len(line.text) + len(_first_word(following.text)) + 8 < style.width


def _pairs(lines: list[Line]) -> frozenset[tuple[str, str]]:
    return frozenset(
        (before.lower(), after)
        for line in lines
        for before, after in _NEIGHBOURS.findall(line.text)
        if after[0].isupper()
    )


def _last_word(text: str) -> str:
    return text.rsplit(" ", 1)[-1].lower()


def _first_word(text: str) -> str:
    match = _WORD.search(text)
    return match[0] if match else ""
