"""What stands around citations: headings, lines, sentences, quotations, words of amendment.

Everything is found once and then looked up, so that a long text costs no more per citation.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

# “Điều 5. Phạm vi”, “Điều 5:” and “Điều 5” alone in a line are headings, no citations.
_HEADING = re.compile(
    r"^[ \t]*(?P<quote>[“\"]?)[ \t]*(?P<what>dieu[ \t]+(?P<article>\d{1,4}[a-z]?))"
    r"(?:[ \t]*[.:](?!\d)|[ \t]*$)",
    re.MULTILINE,
)
# Marks of quotation, and the headings that only an amending act itself can have.
_QUOTE_MARK = re.compile(
    r"[“”\"]|^[ \t]*dieu\s+\d{1,3}\.\s+(?:sua\s+doi|bo\s+sung|bai\s+bo|thay\s+the)[^\n]{0,60}?\s"
    r"(?:mot\s+so|cua\s+(?:bo\s+luat|luat|phap\s+lenh|nghi\s+dinh|thong\s+tu))",
    re.MULTILINE,
)
_NEWLINE = re.compile(r"\n")
_SENTENCE_END = re.compile(r"[.?!](?=\s+[^\Wa-zđ\d_])")
_AMENDS = re.compile(
    r"(?:sua\s+doi|bo\s+sung|bai\s+bo|huy\s+bo|thay\s+the|thay\s+cum\s+tu|bo\s+cum\s+tu"
    r"|dinh\s+chinh)(?!\w)"
)
# A line that instructs: “1. Sửa đổi, bổ sung khoản 2 như sau:”, “Điều 5 được bổ sung như sau:”.
_INSTRUCTS = re.compile(
    r"^[ \t]*(?:dieu[ \t]+\d{1,4}[a-z]?[.:][ \t]*|(?:\d{1,3}[a-z]?|[a-z])[.)][ \t]*){0,2}"
    r"(?:sua\s+doi|bo\s+sung|bai\s+bo|huy\s+bo|thay\s+(?:the|cum\s+tu|tu)|bo\s+(?:cum\s+)?tu|dinh\s+chinh"
    r"|(?:diem|khoan|dieu|muc|chuong|ten|doan)\s[^.;:\n]{1,120}?\s(?:duoc|bi)\s+(?:sua|bo\s+sung|bai|huy))",
    re.MULTILINE,
)
_INTRODUCES = re.compile(r":\s*$")


@dataclass(frozen=True, slots=True)
class Heading:
    start: int
    article: str
    quoted: bool


class Surroundings:
    """The places of a text that say how to understand a citation among them."""

    def __init__(self, text: str, folded: str):
        self.text = text
        self._line_ends = [at for at in _starts(_NEWLINE, text) if not _is_wrapped(text, at)]
        self._sentence_ends = sorted([*self._line_ends, *_starts(_SENTENCE_END, text)])
        self._instructions = set(_starts(_INSTRUCTS, folded))
        self._quotes = _quotations(text, folded)
        self._headings = [
            Heading(
                match.start("what"),
                text[slice(*match.span("article"))].lower(),
                bool(match["quote"]) or self.is_quoted(match.start("what")),
            )
            for match in _HEADING.finditer(folded)
        ]
        self._heading_starts = [heading.start for heading in self._headings]

    def quotation_at(self, position: int) -> tuple[int, int] | None:
        """The new wording of an amendment that *position* is in."""
        index = bisect_right(self._quotes, (position, len(self.text))) - 1
        if index >= 0 and self._quotes[index][0] <= position < self._quotes[index][1]:
            return self._quotes[index]
        return None

    def is_quoted(self, position: int) -> bool:
        return self.quotation_at(position) is not None

    def is_heading(self, position: int) -> bool:
        index = bisect_left(self._heading_starts, position)
        return self._heading_starts[index : index + 1] == [position]

    def heading_before(self, position: int, *, since: int = 0, quoted: bool) -> Heading | None:
        """The last heading before *position*, of the text itself or of what it quotes."""
        index = bisect_left(self._heading_starts, position)
        for heading in reversed(self._headings[max(0, index - 50) : index]):
            if heading.start < since:
                return None
            if heading.quoted == quoted:
                return heading
        return None

    def line_start(self, position: int) -> int:
        index = bisect_left(self._line_ends, position)
        return self._line_ends[index - 1] + 1 if index else 0

    def same_sentence(self, one: int, other: int) -> bool:
        index = bisect_left(self._sentence_ends, one)
        return index == len(self._sentence_ends) or self._sentence_ends[index] >= other

    def is_instructed(self, position: int) -> bool:
        """The line of *position* says what is amended or repealed."""
        return self.line_start(position) in self._instructions

    def starts_sentence(self, position: int) -> bool:
        before = self.text[max(0, position - 3) : position].rstrip(" \t")
        return not before or before[-1] in '.?!:;\n“"(-'


def _starts(pattern: re.Pattern[str], text: str) -> list[int]:
    return [match.start() for match in pattern.finditer(text)]


def _is_wrapped(text: str, newline: int) -> bool:
    """The line goes on: sources break lines inside sentences, before a word in small letters."""
    following = text[newline + 1 : newline + 3]
    ended = text[newline - 1 : newline] in (".", ";", ":", "”")
    return not ended and following.isalpha() and following.islower()


def _quotations(text: str, folded: str) -> list[tuple[int, int]]:
    """The outermost quotations that an amendment introduces with a colon, in order.

    Sources lose closing marks: a quotation that is still open ends before the next heading of
    the amending act, or before the line that introduces the next one.
    """
    found, depth, start = [], 0, 0
    for mark in _QUOTE_MARK.finditer(folded):
        char = text[mark.start()] if len(mark.group()) == 1 else ""
        if not char:
            _close(found, start, mark.start(), depth)
            depth = 0
        elif char == "“" or (char == '"' and depth == 0):
            introduced = _is_introduced(folded, mark.start())
            if depth and introduced:
                _close(found, start, text.rfind("\n", 0, mark.start() - 1), depth)
                depth = 0
            if depth == 0:
                start = mark.start() if introduced else -1
            depth += 1
        elif depth:
            depth -= 1
            _close(found, start, mark.end(), depth == 0)
    _close(found, start, len(text), depth)
    return found


def _close(found: list[tuple[int, int]], start: int, end: int, is_open: object) -> None:
    if is_open and 0 <= start < end:
        found.append((start, end))


def _is_introduced(folded: str, start: int) -> bool:
    """A colon stands before the quotation, and an amendment in the three lines up to it."""
    before = folded[max(0, start - 600) : start]
    if not _INTRODUCES.search(before[-10:]):
        return False
    return bool(_AMENDS.search("\n".join(before.rstrip().split("\n")[-3:])))
