"""The words of a published text as one piece for the grammar, and the way back to their places.

An act is read whole: which act an amendment quotes, and whether “Điều 5” is its own, stands
articles away. A citation belongs to the provision whose words it is in.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from ..addresses import article_path
from ..structure import Zone

_LONGEST_SENTENCE = 500
_LEAD = 160  # characters before the citation that a cut sentence keeps
_ATTACHMENT = re.compile(r"att_\d+__")
_SENTENCE_END = re.compile(r"[.?!;](?=\s+[^\Wa-zđ\d_])|\n")


@dataclass(frozen=True, slots=True)
class Holder:
    """A provision or field, and where its words begin in the whole."""

    place: str  # the provision's eId, or the name of the field
    start: int
    words: str
    zone: str = Zone.MAIN

    @property
    def end(self) -> int:
        return self.start + len(self.words)


@dataclass(frozen=True, slots=True)
class WholeText:
    text: str
    holders: tuple[Holder, ...]
    _starts: tuple[int, ...]

    @classmethod
    def of(cls, parts: Iterable[tuple[str, str, str, str]]) -> "WholeText":
        """Of (place, words that only introduce it, its words, zone), in reading order."""
        pieces, holders, at = [], [], 0
        for place, lead, words, zone in parts:
            lead = f"{lead} " if lead else ""
            holders.append(Holder(place, at + len(lead), words, zone))
            pieces.append(f"{lead}{words}\n")
            at += len(pieces[-1])
        return cls("".join(pieces), tuple(holders), tuple(holder.start for holder in holders))

    def holder_at(self, position: int) -> Holder | None:
        """Whose words stand at *position*; None for numbers of articles and clauses."""
        index = bisect_right(self._starts, position) - 1
        if index < 0 or position >= self.holders[index].end:
            return None
        return self.holders[index]


def words_of(heading: str, text: str) -> str:
    """The words of a provision, which offsets of citations count in: its name, then its text."""
    return "\n".join(filter(None, (heading, text)))


def sentence_around(words: str, start: int, end: int) -> str:
    """The sentence of *words* that quotes the citation, cut where it is long."""
    begin = max((match.end() for match in _SENTENCE_END.finditer(words, 0, start)), default=0)
    after = _SENTENCE_END.search(words, end)
    stop = after.end() if after else len(words)
    if stop - begin <= _LONGEST_SENTENCE:
        return " ".join(words[begin:stop].split())
    cut_begin = max(begin, start - _LEAD)
    cut_stop = min(stop, max(cut_begin + _LONGEST_SENTENCE, end))
    if cut_begin > begin:
        cut_begin = min(start, words.find(" ", cut_begin, start) % (start + 1))
    if cut_stop < stop:
        cut_stop = max(end, words.rfind(" ", end, cut_stop))
    cut = " ".join(words[cut_begin:cut_stop].split())
    return f"{'… ' if cut_begin > begin else ''}{cut}{' …' if cut_stop < stop else ''}"


def article_of(eid: str) -> str:
    """The article that holds *eid*, itself included; empty outside of articles."""
    steps = eid.split("__")
    for end in range(1, len(steps) + 1):
        if article_path(found := "__".join(steps[:end])):
            return found
    return ""


def attachment_of(eid: str) -> str:
    """How eIds begin in the body that holds *eid*; empty for the act itself."""
    match = _ATTACHMENT.match(eid)
    return match.group() if match else ""
