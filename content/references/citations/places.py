"""Chains of places: “điểm a, b khoản 1 và khoản 3 Điều 5” is three places.

A chain is a row of segments, each a level with one number or several. It is read from the left
by patterns that are anchored where the last one ended, so that no text is read twice.
"""

import itertools
import re
from dataclasses import dataclass, field

from .words import LEVELS, RANK, is_counted, is_printed_as

_POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"
_ROMAN = r"[ivxlc]{1,7}"
_NO_MORE = r"(?:(?!\w|[./]\d|,\d{3}(?!\d))|(?=(?:cua|dieu|luat|thong\s+tu|nghi\s+dinh)\s))"
# What a number of each level looks like, folded.
_NUMBERS = {
    "paragraph": r"(?:thu\s+(?:nhat|hai|ba|tu|nam)|\d{1,2}|dau(?:\s+tien)?|cuoi(?:\s+cung)?)(?!\w)",
    "item": rf"(?:[a-z]\d{{0,2}}|\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}){_NO_MORE}",
    "point": (
        r"(?:[a-z](?:\.?\d{1,2})?(?:\.\d{1,2})*|\d{1,2}[a-z]|\d{1,2}(?:\.\d{1,2}){0,3})" + _NO_MORE
    ),
    "clause": rf"\d{{1,3}}(?:[a-z]\d?)?{_NO_MORE}",
    "article": rf"(?:thu\s+)?\d{{1,4}}(?:[a-z]\d?)?{_NO_MORE}",
    "form": r"(?:so\s+)?\d{1,3}[a-z]?(?:[-./][a-z0-9]{1,9}){0,4}(?!\w)",
    "subsection": r"\d{1,2}[a-z]?(?![\w/]|\.\d)",
    "section": rf"(?:\d{{1,2}}[a-z]?|{_ROMAN}[a-z]?|[a-z])(?![\w/]|\.\d)",
    "chapter": rf"(?:{_ROMAN}[a-z]?|\d{{1,2}}[a-z]?)(?!\w)",
    "part": (
        r"(?:thu\s+(?:nhat|hai|ba|tu|nam|sau|bay|tam|chin|muoi)(?!\w)"
        rf"|(?:{_ROMAN}|\d{{1,2}}|[a-z])(?![\w/]|\.\d))"
    ),
    "annex": (
        rf"(?:so\s+)?(?:{_ROMAN}(?:[a-z]|\.\d{{1,2}})?|\d{{1,2}}[a-z]?(?:\.\d{{1,2}})?|[a-z])"
        r"(?:[-/][a-z0-9]{1,9}){0,2}(?!\w)"
    ),
}
_NUMBERS = {level: re.compile(pattern) for level, pattern in _NUMBERS.items()}
_WIDEST = 300  # articles of one range; a wider one is cited by its ends
_ORDINALS = {
    word: str(number)
    for number, word in enumerate(
        ["nhat", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi"], start=1
    )
}
_WORD = re.compile(
    r"(?P<plural>(?:cac|nhung|moi)\s+)?(?P<word>"
    + "|".join(word.replace(" ", r"\s+") for word in LEVELS)
    + r")(?!\w)"
)
_AFTER_WORD = re.compile(r"\s*(?P<from>tu\s+)?")
_THIS = re.compile(r"\s+nay(?!\w)")
# Between two numbers of one level.
_BETWEEN_NUMBERS = re.compile(
    r"(?P<until>\s*[-–]\s*|\s+den\s+)"
    r"|\s*[,;]\s*(?:(?:va|hoac|hay)\s+)?|\s+(?:va|hoac|hay)\s+(?:/hoac\s+)?"
)
# Between two segments.
_BETWEEN_SEGMENTS = re.compile(
    r"""
    (?P<stop> \s* (?: ; [ \t]* | ,(?:\s*,)? \s* ) )?
    \s*
    (?P<and> (?: va | hoac | hay | cung | va/hoac | vao \s+ (?:sau|truoc) | den ) \s+ )?
    (?: (?: quy \s+ dinh \s+ )? (?: cua | tai | trong | thuoc ) \s+ )?
    (?: tu \s+ (?= (?:diem|khoan|dieu|chuong|muc) \s ) )?
    """,
    re.VERBOSE,
)


@dataclass(slots=True)
class Number:
    value: str
    start: int
    end: int


@dataclass(slots=True)
class Segment:
    """A level with its numbers: “các khoản 1, 2 và 3”; `this` is “khoản này”."""

    level: str
    start: int
    end: int
    numbers: list[Number] = field(default_factory=list)
    this: bool = False
    plural: bool = False
    link: str = ""  # to the segment before: "", "," or "and"
    counted: bool = False  # something to count follows: “5 người”

    @property
    def rank(self) -> int:
        return RANK[self.level]


def read_chain(text: str, folded: str, position: int) -> list[Segment]:
    """The segments from *position* on; empty when no place begins there."""
    segments: list[Segment] = []
    here, link = position, ""
    while True:
        segment = _read_segment(text, folded, here)
        if segment is None or (segments and _begins_anew(segments[-1], segment, link)):
            break
        segment.link = link
        if link == "until" and not _extend(segments[-1], segment):
            segment.link = "and"
        if segment.link != "until":
            segments.append(segment)
        if segment.counted:
            break
        between = _BETWEEN_SEGMENTS.match(folded, segment.end)
        link = _kind_of(between)
        if between.end() == segment.end:
            break
        here = between.end()
    return _in_rising_order(segments)


def _kind_of(between: re.Match[str]) -> str:
    if between["and"] and between["and"].startswith("den"):
        return "until"
    if between["and"] or (between["stop"] and ";" in between["stop"]):
        return "and"
    return "," if between["stop"] else ""


def _begins_anew(last: Segment, segment: Segment, link: str) -> bool:
    """Two articles without anything between them are no list: a heading follows a line."""
    return (not link and segment.rank == last.rank) or (last.this and not link)


def _read_segment(text: str, folded: str, position: int) -> Segment | None:
    match = _WORD.match(folded, position)
    if match is None:
        return None
    word = " ".join(match["word"].split())
    printed = text[match.start("word") : match.end()]
    if not is_printed_as(printed, word):
        return None
    level = LEVELS[word][0]
    segment = Segment(level, match.start("word"), match.end(), plural=bool(match["plural"]))
    this = _THIS.match(folded, match.end())
    if this and _says_this(text[this.start() : this.end()], printed):
        segment.this, segment.end = True, this.end()
        return segment
    after = _AFTER_WORD.match(folded, match.end())
    if after.end() == match.end():
        return segment if level == "annex" else None
    _read_numbers(segment, text, folded, after.end())
    return segment if segment.numbers or level == "annex" else None


def _says_this(printed: str, word: str) -> bool:
    """“nay” (now) means “này” only behind a word that is typed without marks too."""
    return printed.strip().lower() == "này" or word.isascii()


def _read_numbers(segment: Segment, text: str, folded: str, position: int) -> None:
    level, here, until = segment.level, position, False
    pattern = _NUMBERS[level]
    unmarked = text[segment.start : segment.end].isascii()
    while match := pattern.match(folded, here):
        value = _value(level, match.group(), text[match.start() : match.end()])
        if value is None:
            break
        counted = is_counted(text, folded, match.end(), unmarked=unmarked)
        if counted and segment.numbers and folded[match.start() - 1].isspace():
            break  # “Điều 5, 10 người”: the ten is no article
        number = Number(value, match.start(), match.end())
        if not (until and _fill(segment, number)):
            segment.numbers.append(number)
        segment.end = match.end()
        segment.counted = counted
        between = _BETWEEN_NUMBERS.match(folded, match.end())
        if between is None or level in ("paragraph", "form", "annex"):
            break
        until = bool(between["until"])
        here = between.end()


def _value(level: str, folded: str, printed: str) -> str | None:
    """The number as it is kept; None when the printed letters are another word."""
    word = printed.lower().split()[-1]
    if level in ("paragraph", "part") and " " in " ".join(folded.split()):
        return _ORDINALS.get(folded.split()[-1])
    if level in ("article", "clause", "point", "item"):
        letters = [char for char in word if char.isalpha()]
        return word if all(char in _POINT_LETTERS for char in letters) else None
    last = printed.split()[-1]
    if level in ("chapter", "part", "section", "annex") and not any(c.isdigit() for c in last):
        return last if last[:1].isupper() and last.isascii() else None
    return last


def _fill(segment: Segment, last: Number) -> bool:
    """The numbers between the last one and *last*, both included; False when it is no range."""
    first = segment.numbers[-1]
    between = _range(first.value, last.value)
    if not between:
        return False
    segment.numbers[-1].end = last.end
    start = segment.start if len(segment.numbers) == 1 else first.start
    segment.numbers += [Number(value, start, last.end) for value in between]
    return True


def _range(first: str, last: str) -> list[str]:
    """What follows *first* up to *last*: “5”, “8” gives 6, 7, 8; “c”, “đ” gives d, đ."""
    if first.isdigit() and last.isdigit():
        low, high = int(first), int(last)
        return [str(n) for n in range(low + 1, high + 1)] if 0 < high - low <= _WIDEST else []
    if len(first) == len(last) == 1 and first.isalpha() and last.isalpha():
        low, high = _POINT_LETTERS.find(first), _POINT_LETTERS.find(last)
        return list(_POINT_LETTERS[low + 1 : high + 1]) if 0 <= low < high else []
    return []


def _extend(last: Segment, segment: Segment) -> bool:
    """“Điều 5 đến Điều 9”: the range goes into the first segment; False when levels differ."""
    if last.level != segment.level or not last.numbers or not segment.numbers:
        return False
    if not _fill(last, segment.numbers[0]):
        return False
    last.numbers += segment.numbers[1:]
    last.end = segment.end
    return True


def _in_rising_order(segments: list[Segment]) -> list[Segment]:
    """“Điều 12, khoản 3, điểm b” turned into the usual order, if that is all there is."""
    ranks = [segment.rank for segment in segments]
    falling = all(one > two for one, two in itertools.pairwise(ranks))
    joined = all(segment.link in ("", ",") for segment in segments[1:])
    if len(segments) < 2 or not falling or not joined:
        return segments
    turned = segments[::-1]
    for segment in turned:
        segment.link = ""
    return turned
