"""Everyday words and abbreviations read as what the law says. Pure Python.

“sổ đỏ” is read as “giấy chứng nhận quyền sử dụng đất” beside the words typed, never instead
of them: the reading weighs less, and the page says what was read and lets it be undone.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from content.text import compose, fold

from .analysis import (
    Expansion,
    QueryTerms,
    Reading,
    are_plain,
    folded,
    query_tokens,
    reading_of,
    syllables,
    terms_of,
)
from .ranking import ABBREVIATION_WEIGHT, DEFINITION_WEIGHT, SHORT_QUERY, SYNONYM_WEIGHT
from .understanding.syllables import is_syllable

ABBREVIATION = "abbreviation"
SYNONYM = "synonym"
_MOST = 8  # expansions of one query: a long question has other words to be found by

# An abbreviation of one meaning is the same words written shorter, and a query of so many
# syllables is searched as these. In a long story it is one reading among others: written out
# there too, 0.02 of R@10 on set D was lost.
_LONGEST_WRITTEN_OUT = 8

# Where acts say what their words mean, and how people ask for it.
_DEFINITIONS = "giải thích từ ngữ được hiểu như sau"
_FORMS = tuple(
    re.compile(form)
    for form in (
        r"^(?:theo .{3,60}?,? )?(?:thế nào|như thế nào) (?:được (?:gọi|coi|xem) )?là (.+)$",
        r"^(?:theo .{3,80}?, )?[\"“']?(.{2,80}?)[\"”']?,? "
        r"(?:là gì|được hiểu là gì|được hiểu (?:như )?thế nào|(?:có )?nghĩa là gì)\b",
        r"(?:định nghĩa|khái niệm)(?: về| của)? (.+)$",
    )
)
_PLAIN_FORMS = tuple(re.compile(fold(form.pattern)) for form in _FORMS)


@dataclass(frozen=True, slots=True)
class Synonym:
    """Words that are typed, and what they may mean: several only for an ambiguous abbreviation."""

    typed: str
    meanings: tuple[str, ...]
    kind: str = SYNONYM


class SynonymTable:
    """All synonyms that count today, by their first syllable."""

    def __init__(self, synonyms: Iterable[Synonym] = ()):
        self._spelled = _Phrases()
        self._plain = _Phrases()
        for synonym in synonyms:
            tokens = tuple(syllables(synonym.typed))
            if not tokens or not synonym.meanings:
                continue
            self._spelled.add(tokens, synonym)
            # One syllable without diacritics may be any of ten: “mat” is not “mất”, and “ca”
            # is “cá” or “cả” rather than “công an”.
            if len(tokens) > 1 or not is_syllable(folded(tokens)[0]):
                self._plain.add(tuple(folded(tokens)), synonym)

    def matches(
        self, tokens: list[str], is_wanted: Callable[[Synonym], bool] = lambda synonym: True
    ) -> Iterator[tuple[int, int, Synonym]]:
        """Where in a query's tokens something stands that has a meaning, the longest first."""
        plain = are_plain(tokens)
        phrases, words = (self._plain, folded(tokens)) if plain else (self._spelled, tokens)
        position = 0
        while position < len(words):
            if found := phrases.longest(words, position, is_wanted):
                length, synonym = found
                yield position, position + length, synonym
                position += length
            else:
                position += 1


class _Phrases(dict):
    """First syllable → phrases that begin with it → what they may mean."""

    def add(self, tokens: tuple[str, ...], synonym: Synonym) -> None:
        self.setdefault(tokens[0], {}).setdefault(tokens, synonym)

    def longest(
        self, tokens: list[str], start: int, is_wanted: Callable[[Synonym], bool]
    ) -> tuple[int, Synonym] | None:
        known = self.get(tokens[start], {})
        fitting = [
            key
            for key, synonym in known.items()
            if tuple(tokens[start : start + len(key)]) == key and is_wanted(synonym)
        ]
        if not fitting:
            return None
        best = max(fitting, key=len)
        return len(best), known[best]


def expanded(text: str, table: SynonymTable) -> QueryTerms:
    """The terms of *text* with a further reading for what *table* and its form say it means."""
    typed = query_tokens(text)
    tokens, written = typed, []
    if len(typed) <= _LONGEST_WRITTEN_OUT:
        tokens, written = _replaced(typed, table, _is_certain)
    terms = terms_of(tokens)
    alternatives = [reading_of(typed, ABBREVIATION_WEIGHT)] if written else []
    meant, read = _replaced(tokens, table, lambda synonym: True)
    if read:
        alternatives.append(_weighed(reading_of(meant, SYNONYM_WEIGHT), terms))
    if defined := _what_is(text):
        alternatives.append(
            reading_of(syllables(f"{_DEFINITIONS} {defined} là"), DEFINITION_WEIGHT)
        )
    if not alternatives:
        return terms
    return replace(terms, alternatives=tuple(alternatives), expansions=(*written, *read))


def _replaced(
    tokens: list[str], table: SynonymTable, is_wanted: Callable[[Synonym], bool]
) -> tuple[list[str], list[Expansion]]:
    """*tokens* with meanings in place of what has one, and what was replaced."""
    plain, meant, expansions, position = are_plain(tokens), [], [], 0
    for start, end, synonym in table.matches(tokens, is_wanted):
        if len(expansions) == _MOST:
            break
        words = syllables(synonym.meanings[0])
        # Typed without diacritics it stays so, or they would count for some words only.
        partly = plain and end - start < len(tokens)
        meant += [*tokens[position:start], *(folded(words) if partly else words)]
        position = end
        expansions.append(
            Expansion(
                typed=" ".join(tokens[start:end]),
                meaning=synonym.meanings[0],
                kind=synonym.kind,
                alternatives=synonym.meanings[1:],
            )
        )
    return meant + tokens[position:], expansions


def _is_certain(synonym: Synonym) -> bool:
    return synonym.kind == ABBREVIATION and len(synonym.meanings) == 1


def _weighed(reading: Reading, typed: QueryTerms) -> Reading:
    """Long legal terms in place of two short words must not outweigh these by their number.

    In a whole question the other words see to that, and evening it out costs 0.02 of R@1.
    """
    if len(typed.sequence) > SHORT_QUERY:
        return reading
    share = min(1.0, len(typed.folded) / len(reading.folded))
    return replace(reading, weight=reading.weight * share)


def _what_is(text: str) -> str:
    """What a question asks the meaning of: “an ninh mạng là gì” gives “an ninh mạng”."""
    asked = compose(text).lower().strip(" ?.!")
    forms = _PLAIN_FORMS if asked.isascii() else _FORMS
    return next((match[1] for form in forms if (match := form.search(asked))), "")
