"""The words of a query marked in what was found, escaped for HTML."""

import re
from itertools import pairwise

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from content.text import compose

from .analysis import JOINING_WORDS, QueryTerms, folded, syllables

_WORD = re.compile(r"[^\W_]+")
_SPACE_BETWEEN = re.compile(r"[\s,–-]*")
EXCERPT_LENGTH = 320

Span = tuple[int, int]


def marked(text: str, terms: QueryTerms) -> SafeString:
    """*text* with the query's words in <mark>."""
    text = compose(text)
    return _with_marks(text, marks(text, terms))


def excerpt(text: str, terms: QueryTerms, length: int = EXCERPT_LENGTH) -> SafeString:
    """The part of *text* with most of the query's words, cut at words and marked."""
    text = " ".join(compose(text).split())
    spans = marks(text, terms)
    if len(text) <= length:
        return _with_marks(text, spans)
    start = _best_start(text, spans, length)
    end = start + length
    end = text.rfind(" ", start, end) if end < len(text) else len(text)
    inside = [(a - start, b - start) for a, b in spans if start <= a and b <= end]
    before = "… " if start else ""
    after = " …" if end < len(text) else ""
    return mark_safe(f"{before}{_with_marks(text[start:end], inside)}{after}")  # noqa: S308 - parts are escaped


def marks(text: str, terms: QueryTerms) -> list[Span]:
    """Where the query's words stand in composed *text*.

    What the query was read as is marked like what was typed. What stands together as in the
    query is one mark, a stop word between included. Where there is such a phrase, single
    everyday syllables are left alone: they only speckle the text. So is a single word with other
    diacritics than those typed: “sở” is not what “sổ đỏ” asks for.
    """
    wanted = {word for reading in terms.readings for word in reading.syllables}
    neighbours = {pair for reading in terms.readings for pair in pairwise(reading.sequence)}
    exact = set(terms.exact)
    read_as = {word for reading in terms.alternatives for word in reading.syllables}
    runs: list[tuple[int, int, int]] = []  # start, end, number of the query's words
    others: set[int] = set()  # where a word stands that only folds to one of the query's
    before = ""
    bridge = None
    for match in _WORD.finditer(text):
        [word] = syllables(match.group()) or [""]
        [plain] = folded((word,))
        if plain not in wanted:
            bridge = match.span() if word in JOINING_WORDS else None
            continue
        if (before, plain) in neighbours and _touches(text, runs[-1][1], bridge, match.start()):
            start, _, count = runs.pop()
            runs.append((start, match.end(), count + 1))
        else:
            runs.append((match.start(), match.end(), 1))
        if exact and word not in exact and plain not in read_as:
            others.add(match.start())
        before, bridge = plain, None
    longest = max((count for _, _, count in runs), default=0)
    least = 2 if longest > 1 else 1
    return [
        (start, end)
        for start, end, count in runs
        if count >= least and (count > 1 or start not in others)
    ]


def _touches(text: str, end: int, bridge: Span | None, start: int) -> bool:
    """Nothing but blanks, and at most one stop word, lies between *end* and *start*."""
    between = text[end:start]
    if bridge and end < bridge[0]:
        between = text[end : bridge[0]] + text[bridge[1] : start]
    return bool(_SPACE_BETWEEN.fullmatch(between))


def _best_start(text: str, spans: list[Span], length: int) -> int:
    """The start of the window that holds most marked letters, at the start of a word."""

    def marked_letters(start: int) -> int:
        return sum(b - a for a, b in spans if start <= a and b <= start + length)

    if not spans:
        return 0
    best = max((a for a, _ in spans), key=marked_letters)
    # Some words before the first mark; from the beginning if that is near.
    start = best - length // 5
    return text.find(" ", start) + 1 if start > 0 else 0


def _with_marks(text: str, spans: list[Span]) -> SafeString:
    parts, place = [], 0
    for start, end in spans:
        parts += [escape(text[place:start]), "<mark>", escape(text[start:end]), "</mark>"]
        place = end
    return mark_safe("".join([*parts, escape(text[place:])]))  # noqa: S308 - every part is escaped
