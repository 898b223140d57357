"""The final order of the first candidates: how close together a record has the query's words.

Engines bring the best hundred by BM25; what BM25 cannot see is whether the words stand
together, in order, in the heading, and with the diacritics that were typed. Pure Python.
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress, pairwise

from content import validity

from .analysis import JOINING_WORDS, Reading, folded
from .stored_words import StoredWords

# Measured on the judged questions of docs/search.md; each within a broad flat optimum.
PASSAGE_WEIGHT = 1.0  # of its score by pairs only
NEIGHBOUR_WEIGHT = 0.15  # of the better article beside it: what belongs together stands together
ACT_BONUS = 0.2  # for the act whose five best articles fit best
NAMED_ARTICLE_FACTOR = 2.0  # “Điều 6 của Luật …” asks for no other number
SYNONYM_WEIGHT = 0.85  # what was typed comes before what it may mean
ABBREVIATION_WEIGHT = 0.5  # of the letters themselves, where they are written out
DEFINITION_WEIGHT = 0.7
WINDOW_BONUS = 0.5
ORDER_BONUS = 0.5
HEADING_BONUS = 0.3
OPENING_BONUS = 0.4  # where there is no heading: articles begin with what they are about
EXACT_BONUS = 0.3
AS_TYPED = 0.5  # of the closeness is that of the words as typed, the rest of the best reading

# What a record is, whatever the query: factors of its score.
OUT_OF_FORCE_FACTOR = 0.8
NOT_YET_IN_FORCE_FACTOR = 0.9
AMENDING_FACTOR = 0.9
PROVINCIAL_FACTOR = 1.05
AUTHORITY_BONUS = 0.02  # for each doubling of the citations
MOST_AUTHORITY = 6  # doublings: what is cited by sixty is known enough
AGE_FACTOR = 0.85  # news of long ago; new news keep their score
AGE_HALVED = 180  # days in which half of that is lost

# Diacritics decide among few words; a whole question is ranked as well without them.
SHORT_QUERY = 4
WINDOW = 60  # syllables: about the length of a clause
OPENING = 25  # syllables: about the length of a heading and a half
_LONGEST_MEASURED = 1_500  # syllables of a text: few articles have more
_MOST_SYLLABLES = 255  # of a query: what a byte can tell apart
NEIGHBOURS = 4  # syllables between two that follow each other in the query

_FOLDED_JOINING_WORDS = frozenset(folded(JOINING_WORDS))


def inverse_document_frequency(documents: int, containing: int) -> float:
    """How telling a term is, as BM25 counts it."""
    return math.log(1 + (documents - containing + 0.5) / (containing + 0.5))


@dataclass(frozen=True, slots=True)
class Closeness:
    """Shares between 0 and 1 of the query that a text fulfils."""

    window: float  # of the query's weight within one window
    order: float  # of its neighbours that follow each other closely
    heading: float  # of the heading that the query names
    opening: float  # of the query's weight in the first words of a text without a heading
    exact: float  # of the diacritics as typed

    @property
    def factor(self) -> float:
        return (
            1
            + WINDOW_BONUS * self.window
            + ORDER_BONUS * self.order
            + HEADING_BONUS * self.heading
            + OPENING_BONUS * self.opening
            + EXACT_BONUS * self.exact
        )


class Text:
    """A record's words, made ready once for all readings of a query."""

    def __init__(self, words: StoredWords):
        self.words = words.beginning(_LONGEST_MEASURED)
        named = words.folded_heading()
        if named[:1] == ["dieu"] and len(named) > 1 and named[1][0].isdigit():
            named = named[2:]  # the article's number is no word of its heading
        self.heading = [token for token in named if token not in _FOLDED_JOINING_WORDS]

    def opening(self, codes: bytes) -> bytes:
        start = self.words.heading_length
        return codes[start : start + OPENING]


class ClosenessMeter:
    """Measures texts against one reading of a query.

    A text is looked at as bytes: 0 for a word that the query does not have, else the number
    of its syllable.
    """

    def __init__(self, reading: Reading, exact: Iterable[str], weights: Mapping[str, float]):
        syllables = reading.syllables[:_MOST_SYLLABLES]
        self._codes = {term: code for code, term in enumerate(syllables, start=1)}
        self._weights = [0.0, *(weights[term] for term in syllables)]
        self._total = sum(self._weights) or 1.0
        self._exact = {token for token in exact if "_" not in token}
        codes = (self._codes[term] for term in reading.sequence if term in self._codes)
        self._followers = [
            (first, second, min(self._weights[first], self._weights[second]))
            for first, second in pairwise(codes)
        ]

    def measure(self, text: Text) -> Closeness:
        codes = text.words.coded(self._codes)
        hits = codes.translate(None, b"\0")
        present = set(hits)
        window = self._weight_of(codes) if len(codes) <= WINDOW else self._best_window(codes, hits)
        return Closeness(
            window=window / self._total,
            order=self._in_order(codes, present),
            heading=sum(term in self._codes for term in text.heading) / (len(text.heading) or 1),
            opening=0.0 if text.heading else self._weight_of(text.opening(codes)) / self._total,
            exact=self._exact_share(text),
        )

    def _weight_of(self, codes: bytes) -> float:
        return sum(map(self._weights.__getitem__, set(codes)))

    def _best_window(self, codes: bytes, hits: bytes) -> float:
        places = list(compress(range(len(codes)), codes))
        best = weight = 0.0
        weights, inside = self._weights, [0] * len(self._weights)
        first = 0
        for place, code in zip(places, hits, strict=True):
            inside[code] += 1
            if inside[code] > 1:
                continue  # only a further word makes a window better than all before
            weight += weights[code]
            while places[first] < place - WINDOW:
                leaving = hits[first]
                inside[leaving] -= 1
                if not inside[leaving]:
                    weight -= weights[leaving]
                first += 1
            if weight > best:
                best = weight
        return best

    def _in_order(self, codes: bytes, present: set[int]) -> float:
        found = total = 0.0
        for first, second, weight in self._followers:
            total += weight
            if first in present and second in present and _follow_closely(codes, first, second):
                found += weight
        return found / total if total else 0.0

    def _exact_share(self, text: Text) -> float:
        if not self._exact:
            return 0.0
        return len(self._exact.intersection(text.words.distinct())) / len(self._exact)


def closeness_factor(meters: Sequence[ClosenessMeter], text: Text) -> float:
    """How close *text* is to a query of these readings, the words as typed first."""
    factors = [meter.measure(text).factor for meter in meters]
    return AS_TYPED * factors[0] + (1 - AS_TYPED) * max(factors)


def standing(
    *, status: str, amending: bool, provincial: bool, authority: int, days_old: int | None = None
) -> float:
    """What a record is worth beside another with the same words.

    *days_old* is given for what ages, such as news.
    """
    factor = status_factor(status)
    if amending:
        factor *= AMENDING_FACTOR
    if provincial:
        factor *= PROVINCIAL_FACTOR
    if authority > 0:
        factor *= 1 + AUTHORITY_BONUS * min(math.log2(1 + authority), MOST_AUTHORITY)
    if days_old is not None:
        lost = 1 - 0.5 ** (max(days_old, 0) / AGE_HALVED)
        factor *= 1 - (1 - AGE_FACTOR) * lost
    return factor


def status_factor(status: str) -> float:
    """In force before not yet in force before out of force, among the like."""
    if status in (validity.EXPIRED, validity.NO_LONGER_SUITABLE):
        return OUT_OF_FORCE_FACTOR
    return NOT_YET_IN_FORCE_FACTOR if status == validity.NOT_YET_IN_FORCE else 1.0


def _follow_closely(codes: bytes, first: int, second: int) -> bool:
    """Whether *second* comes somewhere at most NEIGHBOURS after *first*."""
    return bytes((first, second)) in codes or _closely(first, second).search(codes) is not None


@lru_cache(maxsize=4096)
def _closely(first: int, second: int) -> re.Pattern[bytes]:
    between = b".{1,%d}" % (NEIGHBOURS - 1)
    return re.compile(re.escape(bytes((first,))) + between + re.escape(bytes((second,))), re.DOTALL)
