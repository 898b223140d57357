"""Text into the tokens that every engine indexes: syllables and pairs of neighbouring syllables.

Vietnamese words are several syllables written apart, so a pair stands in for a word without
a dictionary. Tokens come ready-made from here and engines split them at blanks only, which
keeps all engines alike. Pure Python.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from content.text import compose, fold, normalize

_WORD = re.compile(r"[^\W_]+")
# “ký” and “kí”, “công ty” and “công ti”, “quý” and “quí” are spellings of the same syllable.
_FINAL_Y = re.compile(r"(?<=^[hklmst])y$|(?<=^qu)y$")

# Words that say nothing about what is sought. “không”, “chưa”, “bị”, “trước”, “sau” do.
STOP_WORDS = frozenset(
    {
        *("và", "của", "các", "những", "được", "là", "có", "cho", "về", "theo", "tại", "này"),
        *("thì", "mà", "ở", "khi", "như", "hay", "hoặc", "đó", "ạ"),
    }
)
# Without diacritics only these are nearly always the stop word and not “tài”, “cơ”, “chợ”, “vé”.
FOLDED_STOP_WORDS = frozenset({"va", "cua", "cac", "nhung", "duoc", "theo", "hoac"})
# Raise it when tokens change: indexes of another version are not read.
VERSION = 2
LONGEST_BEGINNING = 8  # letters of a syllable; only foreign words and numbers are longer

_FILLERS = (
    "xin cho biết",
    "xin cho tôi biết",
    "xin cho hỏi",
    "cho tôi hỏi",
    "cho em hỏi",
    "cho mình hỏi",
    "cho hỏi",
    "tôi muốn hỏi",
    "em muốn hỏi",
    "xin hỏi",
    "đúng hay sai",
    "đúng không",
    "phải không",
)


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


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that must stand together in this order, as quotation marks ask for."""

    tokens: tuple[str, ...]  # as typed
    in_title: bool = False

    @property
    def spelled(self) -> bool:
        """With diacritics, which then must agree. Titles are compared folded."""
        return not self.in_title and not _are_plain(self.tokens)

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
    def required(self) -> tuple[tuple[str, str], ...]:
        """(field, term) that every record found must have."""
        return tuple(dict.fromkeys(term for phrase in self.phrases for term in phrase.required))

    def __bool__(self) -> bool:
        return bool(self.syllables)


def syllables(text: str) -> list[str]:
    """The syllables and numbers of *text* in order: lower case, composed, one tone-mark style."""
    return [_normalized[word] for word in _WORD.findall(compose(text).lower())]


def folded(tokens: Iterable[str]) -> list[str]:
    """*tokens* without diacritics, and with i for y where spelling wavers."""
    return [_folded[token] for token in tokens]


def pairs(tokens: list[str]) -> list[str]:
    """Each two neighbouring *tokens* as one: “đất đai” gives “đất_đai”."""
    return [f"{first}_{second}" for first, second in pairwise(tokens)]


def query_terms(text: str) -> QueryTerms:
    """The terms of a query: fillers such as “cho tôi hỏi” gone, stop words kept within pairs only.

    A query of nothing but stop words keeps them all: better a weak answer than none.
    """
    tokens = _without_fillers(syllables(text))
    plain = folded(tokens)
    without_diacritics = _are_plain(tokens)
    stop_words = FOLDED_STOP_WORDS if without_diacritics else STOP_WORDS
    kept = [token not in stop_words for token in tokens]
    if not any(kept):
        kept = [True] * len(tokens)
    sequence = tuple(token for token, keep in zip(plain, kept, strict=True) if keep)
    exact = tuple(token for token, keep in zip(tokens, kept, strict=True) if keep)
    return QueryTerms(
        syllables=_each_once(sequence),
        pairs=_each_once(pairs(plain)),
        exact=() if without_diacritics else _each_once((*exact, *pairs(tokens))),
        sequence=sequence,
    )


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


def _without_fillers(tokens: list[str]) -> list[str]:
    text = f" {' '.join(tokens)} "
    for filler in _FILLERS:
        phrase = fold(filler) if _are_plain(tokens) else normalize(filler)
        text = text.replace(f" {phrase} ", " ")
    return text.split() or tokens


def _are_plain(tokens: Iterable[str]) -> bool:
    """Typed without any diacritics, as on many phones."""
    return all(token.isascii() for token in tokens)


def _each_once(tokens: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tokens))
