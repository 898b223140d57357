"""Fourth stage: what of a block is its heading and what its text."""

import re
from dataclasses import dataclass
from itertools import pairwise

from .lines import Line, ends_open, ends_sentence, joins, paragraphs, starts_lower
from .scanning import Block

_INSTRUCTION = re.compile(r"(?:Sửa đổi|Bổ sung|Bãi bỏ|Thay thế)")


@dataclass(frozen=True, slots=True)
class Style:
    """Habits of one source, read from all of it."""

    wrapped: bool = False
    width: int = 0
    titled: bool = True  # its articles have headings


def style_of(blocks: list[Block], *, wrapped: bool, width: int) -> Style:
    """Articles have headings when the lines before their first clause end without a stop."""
    titled = untitled = 0
    for block, following in pairwise(blocks):
        if block.kind == "article" and following.kind == "clause" and following.number == "1":
            if block.lines and not ends_sentence(block.lines[-1].text):
                titled += 1
            else:
                untitled += 1
    return Style(wrapped, width, titled=titled >= untitled)


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
    last = len(lines)
    for count in range(1, last):
        line, following = lines[count - 1], lines[count]
        if ends_sentence(line.text):
            return count if _ends_heading(lines[:count]) else 0
        if not starts_lower(following.text) and not ends_open(line.text):
            return count
    if ends_sentence(lines[-1].text) and not _ends_heading(lines):
        return 0
    return last


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
