"""Text into the tokens that every engine indexes: syllables and pairs of neighbouring syllables.

Vietnamese words are several syllables written apart, so a pair stands in for a word without
a dictionary. Tokens come ready-made from here and engines split them at blanks only, which
keeps all engines alike. Pure Python.
"""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from itertools import pairwise

from content.text import compose, fold, normalize

_WORD = re.compile(r"[^\W_]+")
# “ký” and “kí”, “công ty” and “công ti”, “quý” and “quí” are spellings of the same syllable.
_FINAL_Y = re.compile(r"(?<=^[hklmst])y$|(?<=^qu)y$")

# Words that say nothing about what is sought, with or without diacritics. “có”, “khi”, “tại”,
# “là” are left in: without diacritics they may be “cơ”, “khí”, “tài”, “lá”, and both ways of
# typing shall rank alike. Their low weight does the rest.
STOP_WORDS = frozenset({"và", "của", "các", "những", "được", "theo", "hoặc"})
FOLDED_STOP_WORDS = frozenset({"va", "cua", "cac", "nhung", "duoc", "theo", "hoac"})
# Words that only join others: a heading is no closer to a query for having them.
JOINING_WORDS = STOP_WORDS | {
    *("là", "có", "cho", "về", "tại", "này", "thì", "mà", "ở", "khi", "như", "hay", "đó", "ạ")
}
# Raise it when tokens or what is stored of them change: other versions are not read.
VERSION = 5
LONGEST_BEGINNING = 8  # letters of a syllable; only foreign words and numbers are longer

# How a question is asked says nothing about its answer. Left out, with a gap between what stands
# on either side; the longest are tried first.
_FILLERS = (
    *("được quy định như thế nào", "được quy định thế nào", "được quy định ra sao"),
    *("quy định như thế nào", "quy định thế nào", "quy định ra sao", "như thế nào", "thế nào"),
    *("ra sao", "làm sao", "làm thế nào", "là gì", "là bao nhiêu", "bao nhiêu", "bao lâu"),
    *("khi nào", "trong trường hợp nào", "những trường hợp nào", "trường hợp nào", "vì sao"),
    *("tại sao", "hay không", "được không", "đúng không", "phải không", "có đúng không"),
    *("có phải", "đúng hay sai", "theo quy định của pháp luật", "theo quy định pháp luật"),
    *("theo quy định hiện hành", "theo quy định của", "theo quy định tại", "theo quy định"),
    *("xin cho biết", "xin cho tôi biết", "xin cho hỏi", "xin hỏi", "cho hỏi", "cho tôi hỏi"),
    *("cho em hỏi", "cho e hỏi", "cho mình hỏi", "tôi muốn hỏi", "em muốn hỏi", "cho em xin"),
    *("các anh chị", "anh chị nào", "anh chị ơi", "anh chị", "mọi người ơi", "mọi người"),
    *("cả nhà", "các bác", "bác nào", "luật sư cho", "em cảm ơn", "em cám ơn", "e cảm ơn"),
    *("xin cảm ơn", "cảm ơn", "cám ơn", "xin chào", "em chào", "chào luật sư", "chào"),
    *("tư vấn giúp", "xin tư vấn", "nhờ tư vấn", "tư vấn", "hướng dẫn giúp", "xin ý kiến"),
    *("giúp em", "giúp mình", "giúp tôi", "bên em", "bên mình", "của em", "của mình"),
    *("em muốn", "em cần", "em đang", "em có", "mình muốn", "mình cần", "mình đang", "mình có"),
    *("tôi muốn",),
)
# Single words of asking, left out of questions only: in two or three words each one counts.
_ASKING = frozenset(
    {
        *("không", "gì", "nào", "ai", "ạ", "à", "ah", "vậy", "nhé", "nha", "nhỉ", "dạ"),
        *("mn", "ac", "ad", "e", "a", "c", "k", "ko", "tks", "thanks"),
    }
)
_FOLDED_ASKING = frozenset({"khong", "gi", "nao", "mn", "ac", "ad", "ko", "tks", "thanks"})
_QUESTION = 5  # words
_ARTICLE = "dieu_"  # how a pair begins that names an article
_GAP = "|"  # never a token: what was left out; no pair reaches over it


class _Spellings(dict):
    """Remembers what a function makes of each syllable: a language has some ten thousand."""

    _LIMIT = 200_000  # numbers and foreign words never end

    def __init__(self, function: Callable[[str], str]):
        super().__init__()
        self._function = function

    def __missing__(self, key: str) -> str:
        if len(self) >= self._LIMIT:
            self.clear()
        value = self[key] = self._function(key)
        return value


_normalized = _Spellings(normalize)
_folded = _Spellings(lambda syllable: _FINAL_Y.sub("i", fold(syllable)))


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a query: as it was typed, or with other words for some of it."""

    syllables: tuple[str, ...] = ()  # folded, without stop words, each once
    pairs: tuple[str, ...] = ()  # folded, each once
    sequence: tuple[str, ...] = ()  # folded, without stop words, as often as typed
    weight: float = 1.0  # below 1 for words that were not typed

    @property
    def folded(self) -> tuple[str, ...]:
        return self.syllables + self.pairs

    def without(self, left_out: Collection[str]) -> tuple[str, ...]:
        if not left_out:
            return self.folded
        return tuple(term for term in self.folded if term not in left_out)

    @property
    def passage_terms(self) -> tuple[str, ...]:
        """What passages are ranked by: a clause is short, and known by words of two syllables."""
        return self.pairs


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that must stand together in this order, as quotation marks ask for."""

    tokens: tuple[str, ...]  # as typed
    in_title: bool = False

    @property
    def spelled(self) -> bool:
        """With diacritics, which then must agree. Titles are compared folded."""
        return not self.in_title and not are_plain(self.tokens)

    @property
    def required(self) -> tuple[tuple[str, str], ...]:
        """(field, term) that a record with the phrase has: its pairs, or its only syllable."""
        name = "title" if self.in_title else "exact" if self.spelled else "folded"
        tokens = list(self.tokens) if self.spelled else folded(self.tokens)
        return tuple((name, term) for term in pairs(tokens) or tokens)

    def stands_in(self, heading: list[str], body: list[str]) -> bool:
        """Whether a text given as exact tokens has the phrase."""
        texts, wanted = (heading,) if self.in_title else (heading, body), list(self.tokens)
        if not self.spelled:
            texts, wanted = tuple(folded(text) for text in texts), folded(wanted)
        return any(f" {' '.join(wanted)} " in f" {' '.join(text)} " for text in texts)


@dataclass(frozen=True, slots=True)
class Expansion:
    """What was read into a query: “gplx” as “giấy phép lái xe”."""

    typed: str
    meaning: str
    kind: str  # “abbreviation” or “synonym”
    alternatives: tuple[str, ...] = ()  # what else an ambiguous abbreviation may mean


@dataclass(frozen=True, slots=True)
class QueryTerms:
    """What a query asks an engine for; all in the query's order."""

    syllables: tuple[str, ...] = ()  # folded, without stop words, each once
    pairs: tuple[str, ...] = ()  # folded, each once
    exact: tuple[str, ...] = ()  # syllables and pairs as typed; empty without diacritics
    sequence: tuple[str, ...] = ()  # folded, without stop words, as often as typed
    alternatives: tuple[Reading, ...] = ()  # further readings, each below the words as typed
    expansions: tuple[Expansion, ...] = ()  # what made the alternatives, for the page to say
    phrases: tuple[Phrase, ...] = ()  # a record must have all of them

    @property
    def folded(self) -> tuple[str, ...]:
        return self.syllables + self.pairs

    @property
    def readings(self) -> tuple[Reading, ...]:
        """The words as typed, then the alternatives."""
        return (Reading(self.syllables, self.pairs, self.sequence), *self.alternatives)

    @property
    def articles(self) -> frozenset[int]:
        """The numbers of articles that the words name: 6 for “Điều 6 của Luật …”."""
        numbers = (pair.removeprefix(_ARTICLE) for pair in self.pairs if pair.startswith(_ARTICLE))
        return frozenset(int(n) for n in numbers if n.isascii() and n.isdigit() and len(n) < 5)

    @property
    def required(self) -> tuple[tuple[str, str], ...]:
        """(field, term) that every record found must have."""
        return tuple(dict.fromkeys(term for phrase in self.phrases for term in phrase.required))

    def __bool__(self) -> bool:
        return bool(self.syllables)


def syllables(text: str) -> list[str]:
    """The syllables and numbers of *text* in order: lower case, composed, one tone-mark style."""
    return list(map(_normalized.__getitem__, _WORD.findall(compose(text).lower())))


def folded(tokens: Iterable[str]) -> list[str]:
    """*tokens* without diacritics, and with i for y where spelling wavers."""
    return list(map(_folded.__getitem__, tokens))


def pairs(tokens: list[str]) -> list[str]:
    """Each two neighbouring *tokens* as one: “đất đai” gives “đất_đai”."""
    return [f"{first}_{second}" for first, second in pairwise(tokens)]


def query_terms(text: str) -> QueryTerms:
    """The terms of a query: fillers like “cho tôi hỏi” gone, stop words kept in pairs only."""
    return terms_of(query_tokens(text))


def terms_of(tokens: list[str]) -> QueryTerms:
    """The terms of what `query_tokens` made of a query."""
    reading = reading_of(tokens)
    exact: tuple[str, ...] = ()
    if not are_plain(tokens):
        spelled = (token for token in tokens if token != _GAP and token not in STOP_WORDS)
        exact = _each_once([*spelled, *_pairs_between_gaps(tokens)])
    return QueryTerms(reading.syllables, reading.pairs, exact, reading.sequence)


def query_tokens(text: str) -> list[str]:
    """The syllables of a query, with gaps for fillers; all of them if nothing else is left."""
    tokens = syllables(text)
    plain = are_plain(tokens)
    # “quy định” and “qui định” are one once folded.
    left = f" {' '.join(folded(tokens) if plain else tokens)} "
    for filler, gaps in _FOLDED_FILLERS if plain else _SPELLED_FILLERS:
        left = left.replace(filler, gaps)
    kept = [
        _GAP if mark == _GAP else token for token, mark in zip(tokens, left.split(), strict=True)
    ]
    if len(tokens) >= _QUESTION:
        asking = _FOLDED_ASKING if plain else _ASKING
        kept = [_GAP if token in asking else token for token in kept]
    return kept if any(token != _GAP for token in kept) else tokens


def reading_of(tokens: list[str], weight: float = 1.0) -> Reading:
    """*tokens* of a query as terms. Nothing but stop words keeps them: better a weak answer."""
    plain = [token if token == _GAP else _folded[token] for token in tokens]
    words = [token for token in plain if token != _GAP]
    sequence = tuple(token for token in words if token not in FOLDED_STOP_WORDS) or tuple(words)
    return Reading(_each_once(sequence), _each_once(_pairs_between_gaps(plain)), sequence, weight)


def phrase(text: str, *, in_title: bool = False) -> Phrase | None:
    """The words of *text* as they must stand together; nothing for what has no words."""
    tokens = tuple(syllables(text))
    return Phrase(tokens, in_title) if tokens else None


def beginnings(tokens: Iterable[str]) -> list[str]:
    """Every way to have begun to type one of *tokens*, folded; the whole of each is among them."""
    return list(
        dict.fromkeys(
            token[:length]
            for token in folded(tokens)
            for length in range(1, min(len(token), LONGEST_BEGINNING) + 1)
        )
    )


def _pairs_between_gaps(tokens: list[str]) -> list[str]:
    return [
        f"{first}_{second}" for first, second in pairwise(tokens) if _GAP not in (first, second)
    ]


def are_plain(tokens: Iterable[str]) -> bool:
    """Typed without any diacritics, as on many phones."""
    return all(token.isascii() for token in tokens)


def _with_gaps(words: list[str]) -> tuple[str, str]:
    """*words* between blanks, and as many gaps to take their places."""
    return f" {' '.join(words)} ", f" {' '.join([_GAP] * len(words))} "


def _each_once(tokens: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tokens))


_longest_first = sorted(map(normalize, _FILLERS), key=len, reverse=True)
_SPELLED_FILLERS = tuple(_with_gaps(filler.split()) for filler in _longest_first)
_FOLDED_FILLERS = tuple(_with_gaps(folded(filler.split())) for filler in _longest_first)
