"""A query as it was meant: what it names, which filters it states, which words were mistyped."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from ..analysis import Phrase, QueryTerms, folded, query_terms, syllables
from ..engines.base import Hit, SearchEngine
from .diacritics import likely_spelling
from .keyboards import restore_typing
from .naming import Named, find_named
from .quotations import quoted
from .spacing import split_joined
from .wording import FilterNames, WordFilter, read_wording

_WORD = re.compile(r"[^\W_]+")

# What a reader can have taken as typed, each by itself; filters go by their facet.
TYPING, SPACING, NAMES, SYNONYMS = "typing", "spacing", "name", "synonyms"


@dataclass(frozen=True, slots=True)
class Correction:
    """Words that were put right: “luaatj ddaats” as “luật đất”."""

    part: str  # TYPING or SPACING
    typed: str
    meant: str


@dataclass(frozen=True, slots=True)
class Understanding:
    """All that was made of a query. Nothing of it is shown as certain: each part can be undone."""

    text: str = ""  # the words to search for
    terms: QueryTerms = field(default_factory=QueryTerms)
    corrections: tuple[Correction, ...] = ()
    named: Named = field(default_factory=Named)
    stated: tuple[WordFilter, ...] = ()
    order: str = ""
    undone: frozenset[str] = field(default_factory=frozenset)

    @property
    def hits(self) -> tuple[Hit, ...]:
        return self.named.hits

    @property
    def filters(self) -> Mapping[str, frozenset[str]]:
        return {item.facet: item.values for item in self.stated}

    def __bool__(self) -> bool:
        """Whether anything was read into the query beyond its words."""
        return bool(
            self.corrections or self.named or self.stated or self.order or self.terms.expansions
        )


# Text → its terms, with synonyms and abbreviations read into it.
Expand = Callable[[str], QueryTerms]


def literally(query: str) -> Understanding:
    """*query* taken as it was typed; what is quoted still has to stand together."""
    return Understanding(text=query, terms=_with_phrases(query_terms(query), quoted(query)))


def understand(
    query: str,
    *,
    engine: SearchEngine,
    day: date,
    names: FilterNames,
    expand: Expand = query_terms,
    as_typed: frozenset[str] = frozenset(),
) -> Understanding:
    """What *query* (composed) means on *day*, except the parts that are taken *as_typed*."""
    phrases = quoted(query)
    text, corrections = (query, ()) if phrases else _put_right(query, engine, as_typed)
    named = Named() if NAMES in as_typed else find_named(text, engine=engine, day=day)
    stated: tuple[WordFilter, ...] = ()
    order, words = "", text
    if not named and not phrases:
        wording = read_wording(text, names, without=as_typed)
        stated, order, words = wording.filters, wording.order, wording.rest
    terms = query_terms(words) if SYNONYMS in as_typed else expand(words)
    if not terms.exact and not phrases:
        terms = _spelled(terms, words, engine)
    return Understanding(
        text=words,
        terms=_with_phrases(terms, phrases),
        corrections=corrections,
        named=named,
        stated=stated,
        order=order,
        undone=as_typed,
    )


def _spelled(terms: QueryTerms, words: str, engine: SearchEngine) -> QueryTerms:
    """*terms* with the diacritics that are hardly in doubt, by which results are ordered."""
    spelling = likely_spelling(folded(syllables(words)), engine.frequencies)
    return replace(terms, exact=query_terms(" ".join(spelling)).exact) if spelling else terms


def _put_right(
    query: str, engine: SearchEngine, as_typed: frozenset[str]
) -> tuple[str, tuple[Correction, ...]]:
    corrections = []
    for part, read in ((TYPING, restore_typing), (SPACING, split_joined)):
        tokens = [word.lower() for word in _WORD.findall(query)]
        changed = {} if part in as_typed else read(tokens, engine.frequencies)
        if changed:
            odd = list(dict.fromkeys(token for token in tokens if token in changed))
            meant = " ".join(changed[token] for token in odd)
            corrections.append(Correction(part, " ".join(odd), meant))
            query = _replaced(query, changed)
    return query, tuple(corrections)


def _replaced(query: str, changed: Mapping[str, str]) -> str:
    return _WORD.sub(lambda word: changed.get(word[0].lower(), word[0]), query)


def _with_phrases(terms: QueryTerms, phrases: tuple[Phrase, ...]) -> QueryTerms:
    return replace(terms, phrases=phrases) if phrases else terms
