"""First stage: the source as lines, and whether a line break ends a paragraph."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from .tree import NOTE_SIGN

PHYSICAL_LINE = re.compile(r"\r\n|\n|\r")
# Invisible, yet not blank: they stay in the text, and must not hide a marker behind them.
INVISIBLE = "\u00ad\u200b-\u200f\u2060\ufeff"

_SENTENCE_END = re.compile(rf"[.;:!?…][\"”’»)\]*{INVISIBLE}]*$|[.;:!?]/?\.?[\"”]?[.;,]*$|[”\"]$")
_NOTE_SIGNS = re.compile(rf"(?:{NOTE_SIGN}\d{{1,3}})+$")
_LEADING = re.compile(rf"[\"“”'‘’(\[{INVISIBLE}]+")

_WIDEST_PAGE = 130  # characters; a longer line is a paragraph by itself
_BULLETS = "-–+*•"

# A line that ends with one of these goes on in the next line, whatever that starts with.
_OPEN_WORDS = frozenset(
    re.findall(
        r"\w+",
        "của và với cho tại theo do các những hoặc từ đến bằng ở giữa là bị để bởi đối mỗi mọi như "
        "nếu thì mà khoản điểm cùng hay nhằm đã sẽ đang",
    )
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the source with its blanks collapsed; blank lines are kept as `gap` only.

    What stands below `gap` is known of formatted sources only, and is a hint, never a proof.
    """

    number: int  # 1-based, as an editor counts
    text: str
    gap: bool = False  # a blank line stands before it
    bold: bool = False
    centred: bool = False
    indent: float = 0.0  # of the first line, in points from the margin
    page: int = 0
    table: bool = False  # a whole table: rows by newline, cells by CELL_END
    note: str = ""  # the number of the footnote that the line belongs to
    whole: bool = False  # a paragraph of the source, not a printed line

    @property
    def capitals(self) -> bool:
        """All letters are capitals."""
        return self.text.isupper()


def split_lines(text: str) -> list[Line]:
    """The non-blank lines of *text* in NFC."""
    lines = []
    gap = False
    for number, physical in enumerate(
        PHYSICAL_LINE.split(unicodedata.normalize("NFC", text)), start=1
    ):
        # Form feeds, and the soft breaks of word processors, end a line but are not counted.
        for part in physical.splitlines() or ("",):
            if words := part.split():
                lines.append(Line(number, " ".join(words), gap))
                gap = False
            else:
                gap = True
    return lines


def ends_sentence(text: str) -> bool:
    """*text* ends as a sentence, an item or an introduction to a list does."""
    return bool(_SENTENCE_END.search(without_note_sign(text)[-12:]))


def without_note_sign(text: str) -> str:
    """*text* without the numbers of footnotes at its end: “như sau:³”."""
    return _NOTE_SIGNS.sub("", text) if NOTE_SIGN in text[-12:] else text


def ends_open(text: str) -> bool:
    """*text* cannot end here: a comma, a hyphen, an opening mark or a preposition comes last."""
    return text[-1] in ",-–(“/" or text.rsplit(" ", 1)[-1].lower() in _OPEN_WORDS


def starts_lower(text: str) -> bool:
    """The first letter of *text*, behind quotation marks and brackets, is a small one."""
    match = _LEADING.match(text)
    first = text[match.end() if match else 0 :][:1]
    return first.islower()


def starts_upper(text: str) -> bool:
    """The first letter of *text*, behind quotation marks and brackets, is a capital."""
    match = _LEADING.match(text)
    first = text[match.end() if match else 0 :][:1]
    return first.isupper()


def is_wrapped(lines: list[Line]) -> bool:
    """The source breaks lines inside sentences: short lines that go on with a small letter."""
    broken = sum(
        1
        for before, line in pairwise(lines)
        if line.text[0].islower()
        and line.text[1:2] not in ")."
        and not ends_sentence(before.text)
        and before.text != "|"
    )
    return broken * 40 > len(lines) and width_of(lines, 0.95) <= _WIDEST_PAGE


def width_of(lines: list[Line], share: float = 0.9) -> int:
    """The length that *share* of the lines do not exceed."""
    lengths = sorted(len(line.text) for line in lines)
    return lengths[int(len(lengths) * share)] if lengths else 0


def joins(before: Line, after: Line, *, wrapped: bool, width: int) -> bool:
    """*after* goes on in the same paragraph as *before*."""
    if before.table or after.table:
        return False
    first = after.text[0]
    if first == "|" or before.text[-1] == "|" or not (_is_text(before) and _is_text(after)):
        return False
    if _is_capitals(after.text) and not before.text.isupper():
        return False
    ended = ends_sentence(before.text)
    if before.whole and after.whole:
        # A paragraph broken by hand goes on in a small letter and in the same type.
        return starts_lower(after.text) and not ended and before.bold == after.bold
    if starts_lower(after.text) or first in ",;.)%":
        return not ended or (wrapped and not after.gap)
    if ends_open(before.text) and not after.gap:
        return True
    if not wrapped or after.gap:
        return False
    if first in _BULLETS:
        # “tổ chức chính trị / - xã hội” is one word broken at its hyphen.
        return not ended and starts_lower(after.text.lstrip(_BULLETS + " "))
    if not ended:
        return not before.text.isupper()
    # A full line that ends with a sentence: the next word would not have fitted on it.
    word = after.text.split(" ", 1)[0]
    return before.text[-1] == "." and len(before.text) + 1 + len(word) > width + 4


def _is_capitals(text: str) -> bool:
    """*text* is a line in capitals and no broken-off abbreviation such as “HIV” or “NĐ-CP”."""
    return text.isupper() and len(text) > 3 and (" " in text or text.isalpha())


def _is_text(line: Line) -> bool:
    """*line* is more than a rule drawn with hyphens."""
    return line.text[0] not in "-_=*–—." or any(char.isalnum() for char in line.text)


def paragraphs(lines: list[Line], join: Callable[[Line, Line], bool]) -> list[str]:
    """*lines* as paragraphs; lines that *join* the one before follow it behind a space."""
    found: list[list[str]] = []
    before = None
    for line in lines:
        if before and join(before, line):
            found[-1].append(line.text)
        else:
            found.append([line.text])
        before = line
    return [" ".join(parts) for parts in found]
