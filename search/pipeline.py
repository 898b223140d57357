"""Search in stages, the same for every engine: folded terms bring the candidates, their best
clauses, closeness and standing the order.

Candidates are the best of one search without filters. Filters and counts are applied to
them here, so that a count and what it leads to always agree; a count over everything that
has any word of a question would mean nothing.
"""

import re
import time
from abc import abstractmethod
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from functools import cached_property

from content.registration import Passage, SearchRecord, search_sources

from .analysis import LONGEST_BEGINNING, QueryTerms, folded, pairs, syllables
from .engines.base import (
    NEWEST,
    RELEVANCE,
    Filters,
    Hit,
    Results,
    SearchEngine,
    Suggestion,
)
from .engines.reader import Candidate, IndexReader, PassageHit, Stored
from .facets import Selection
from .ranking import (
    ACT_BONUS,
    NAMED_ARTICLE_FACTOR,
    NEIGHBOUR_WEIGHT,
    PASSAGE_WEIGHT,
    SHORT_QUERY,
    ClosenessMeter,
    Text,
    closeness_factor,
    inverse_document_frequency,
    standing,
    status_factor,
)

CANDIDATES = 1000
# Terms that more records have than both find no candidates: to go through all these records
# is most of the time of a search in a large library.
COMMON_SHARE = 0.2
COMMON_RECORDS = 100_000
WITH_PASSAGES = 50  # of the candidates whose best passages are added to their scores
RESCORED = 16  # of these, by closeness: none from further down reached the first ten
_LOOKUP_LIMIT = 50
_SUGGESTIONS_TRIED = 60
_ARTICLES_OF_AN_ACT = 5
_ARTICLE_NUMBER = re.compile(r"^dieu \d+\w* ")


class StagedEngine(SearchEngine):
    """A search engine that answers from an `IndexReader`."""

    name: str

    @abstractmethod
    def reading(self) -> AbstractContextManager[IndexReader]:
        """The index as of now; whatever is wrong with it comes out as EngineUnavailable."""

    def search(
        self,
        terms: QueryTerms,
        *,
        day: date,
        filters: Filters | None = None,
        languages: frozenset[str] | None = None,
        order: str = RELEVANCE,
        offset: int = 0,
        limit: int = 20,
        cutoff: float = 0.4,
        grouped: bool = False,
    ) -> Results:
        started = time.perf_counter()
        if not terms:
            return Results(engine=self.name)
        with self.reading() as reader:
            stages = _Stages(reader, terms, day)
            candidates, more = stages.candidates(cutoff)
            selection = Selection(filters, languages, day)
            profiles = [candidate.profile for candidate in candidates]
            passing = selection.passing(profiles)
            found = [candidate for candidate in candidates if candidate.profile in passing]
            total = len(found)
            of_document = Counter(candidate.profile.document for candidate in found)
            found = stages.ordered(found, order)
            if grouped:
                found = _best_of_each_document(found)
            page = found[offset : offset + limit]
            return Results(
                hits=tuple(
                    _hit(candidate, stored, day, of_document if grouped else {})
                    for candidate, stored in zip(page, stages.read(page), strict=True)
                ),
                total=total,
                groups=len(of_document),
                more=more,
                facets=selection.counts(profiles),
                took=(time.perf_counter() - started) * 1000,
                engine=self.name,
            )

    def lookup(
        self,
        names: Iterable[str],
        *,
        day: date,
        sources: Iterable[str],
        place: str = "",
        anchor: str = "",
    ) -> list[Hit]:
        names = list(names)
        if not names:
            return []
        with self.reading() as reader:
            found = reader.matching(
                sources=list(sources), names=names, place=place, limit=_LOOKUP_LIMIT
            )
            hits = [
                _hit(candidate, stored, day, {})
                for candidate, stored in zip(found, reader.read(found, {}), strict=True)
            ]
            if not place:
                return hits
            return [
                replace(hit, passage=_passage_at(passages, anchor))
                for passages, hit in zip(reader.passages_of(found), hits, strict=True)
            ]

    def titled(
        self, words: str, *, day: date, sources: Iterable[str], limit: int = 50
    ) -> list[Hit]:
        tokens = folded(syllables(words))
        if not tokens:
            return []
        required = [("title", term) for term in dict.fromkeys([*tokens, *pairs(tokens)])]
        with self.reading() as reader:
            found = reader.matching(sources=list(sources), required=required, limit=limit)
            return [
                _hit(candidate, stored, day, {})
                for candidate, stored in zip(found, reader.read(found, {}), strict=True)
            ]

    def suggest(
        self,
        prefix: str,
        *,
        day: date,
        languages: frozenset[str] | None = None,
        limit: int = 8,
    ) -> list[Suggestion]:
        tokens = folded(syllables(prefix))
        if not tokens:
            return []
        required = [("starts", token[:LONGEST_BEGINNING]) for token in dict.fromkeys(tokens)]
        with self.reading() as reader:
            found = [
                candidate
                for candidate in reader.matching(required=required, limit=_SUGGESTIONS_TRIED)
                if not languages or candidate.profile.language in languages
            ]
            stored = reader.read(found, {})
        # What begins as typed, then what is in force, then what is most cited.
        ranked = sorted(
            zip(found, stored, strict=True),
            key=lambda pair: (
                not _begins(pair[1].record, tokens),
                -status_factor(pair[0].profile.status(day)),
                pair[0].profile.amending,
                -pair[0].authority,
            ),
        )
        suggestions: dict[tuple[str, str], Suggestion] = {}
        for candidate, kept in ranked:
            record = kept.record
            suggestions.setdefault(
                (record.title, record.context),
                Suggestion(
                    text=record.title,
                    url=record.url,
                    source=candidate.profile.source,
                    number=record.number,
                    context=record.context,
                    status=candidate.profile.status(day),
                ),
            )
        return list(suggestions.values())[:limit]

    def frequencies(self, terms: Iterable[str], *, spelled: bool = False) -> dict[str, int]:
        with self.reading() as reader:
            return reader.frequencies("exact" if spelled else "folded", terms)


class _Stages:
    """One search, step by step; what was read once is not read again."""

    def __init__(self, reader: IndexReader, terms: QueryTerms, day: date):
        self.reader, self.terms, self.day = reader, terms, day
        self._passages: dict[int, PassageHit] = {}
        self._stored: dict[int, Stored] = {}

    def candidates(self, cutoff: float) -> tuple[list[Candidate], bool]:
        """The best records, and whether there were more than CANDIDATES of them."""
        spelled = bool(self.terms.exact) and len(self.terms.sequence) <= SHORT_QUERY
        found = self.reader.candidates(
            self.terms,
            limit=CANDIDATES,
            spelled=spelled,
            cutoff=cutoff,
            common=() if spelled else self._common(),
        )
        more = len(found) == CANDIDATES
        if self.terms.phrases:
            found = self._with_phrases(found)
        if spelled:
            for candidate in found:
                candidate.score *= 1 + candidate.exact
            _best_first(found)
        return found, more

    def _common(self) -> Collection[str]:
        """The terms of a long query that a large part of a large library has."""
        if self.terms.required or len(self.terms.sequence) <= SHORT_QUERY:
            return ()
        frequencies = self._frequencies
        least = max(COMMON_SHARE * self.reader.documents, COMMON_RECORDS)
        common = {term for term, records in frequencies.items() if records > least}
        # A reading that is made of nothing else would find nothing.
        alone = any(common.issuperset(reading.folded) for reading in self.terms.readings)
        return () if alone else common

    @cached_property
    def _frequencies(self) -> dict[str, int]:
        """In how many records each term of the query stands."""
        terms = (term for reading in self.terms.readings for term in reading.folded)
        return self.reader.frequencies("folded", dict.fromkeys(terms))

    def ordered(self, found: list[Candidate], order: str) -> list[Candidate]:
        if order != RELEVANCE:
            dated = [candidate for candidate in found if candidate.profile.published_on]
            dated.sort(key=lambda c: c.profile.published_on, reverse=order == NEWEST)
            return dated + [c for c in found if not c.profile.published_on]
        return self._rescored(found[:WITH_PASSAGES]) + found[WITH_PASSAGES:]

    def read(self, page: Sequence[Candidate]) -> list[Stored]:
        missing = [candidate for candidate in page if candidate.identity not in self._stored]
        if missing:
            unquoted = [c for c in missing if c.identity not in self._passages]
            if unquoted:
                self._passages |= self.reader.passages(unquoted, self.terms)
            self._keep(missing)
        return [self._stored[candidate.identity] for candidate in page]

    def _keep(self, candidates: Sequence[Candidate]) -> None:
        stored = self.reader.read(candidates, self._passages)
        without = [c for c, kept in zip(candidates, stored, strict=True) if not kept.passage]
        first = dict(
            zip((c.identity for c in without), self._first_with_a_word(without), strict=True)
        )
        for candidate, kept in zip(candidates, stored, strict=True):
            identity = candidate.identity
            if identity in first:
                kept = replace(kept, passage=first[identity])
            self._stored[identity] = kept

    def _first_with_a_word(self, candidates: Sequence[Candidate]) -> Iterator[Passage | None]:
        """The passages to quote where none has two of the query's syllables together."""
        wanted = {term for reading in self.terms.readings for term in reading.syllables}
        for passages in self.reader.passages_of(candidates):
            having = (p for p in passages if not wanted.isdisjoint(folded(syllables(p.text))))
            yield next(having, passages[0] if passages else None)

    def _with_phrases(self, found: list[Candidate]) -> list[Candidate]:
        """Those in which the phrases really stand; engines look for their pairs only."""
        if all(len(phrase.required) == 1 for phrase in self.terms.phrases):
            return found
        stored = self.reader.read(found, {})
        return [
            candidate
            for candidate, kept in zip(found, stored, strict=True)
            if all(phrase.stands_in(*kept.words.tokens()) for phrase in self.terms.phrases)
        ]

    def _rescored(self, head: list[Candidate]) -> list[Candidate]:
        if not head:
            return []
        self._passages |= self.reader.passages(head, self.terms)
        articles = self.terms.articles
        aging = {source.name for source in search_sources() if source.ages}
        for candidate in head:
            passage = self._passages.get(candidate.identity)
            candidate.score += PASSAGE_WEIGHT * passage.score if passage else 0.0
            if candidate.ordinal in articles:
                candidate.score *= NAMED_ARTICLE_FACTOR
        _add_neighbours(head)
        _best_first(head)
        _lift_best_acts(head)
        for candidate in head:
            candidate.score *= self._standing(candidate, ages=candidate.profile.source in aging)
        _best_first(head)
        closest = head[:RESCORED]
        self._keep(closest)
        meters = self._meters()
        for candidate in closest:
            kept = self._stored[candidate.identity]
            candidate.score *= closeness_factor(meters, Text(kept.words))
        _best_first(closest)
        return closest + head[RESCORED:]

    def _standing(self, candidate: Candidate, *, ages: bool) -> float:
        profile = candidate.profile
        dated = ages and profile.published_on
        return standing(
            status=profile.status(self.day),
            amending=profile.amending,
            provincial=profile.provincial,
            authority=candidate.authority,
            days_old=(self.day - date.fromisoformat(dated)).days if dated else None,
        )

    def _meters(self) -> list[ClosenessMeter]:
        """One for each reading of the query."""
        readings = self.terms.readings
        frequencies, documents = self._frequencies, self.reader.documents
        weights = {
            term: inverse_document_frequency(documents, frequencies[term])
            for reading in readings
            for term in reading.syllables
        }
        return [ClosenessMeter(reading, self.terms.exact, weights) for reading in readings]


def _hit(candidate: Candidate, stored: Stored, day: date, of_document: Mapping[str, int]) -> Hit:
    profile = candidate.profile
    return Hit(
        source=profile.source,
        record=stored.record,
        status=profile.status(day),
        score=candidate.score,
        passage=stored.passage,
        document=profile.document,
        others=of_document.get(profile.document, 1) - 1,
    )


def _add_neighbours(head: list[Candidate]) -> None:
    """What the articles right before and after say is part of what an article is about."""
    scores = {(c.profile.document, c.ordinal): c.score for c in head if c.ordinal}
    for candidate in head:
        if place := candidate.ordinal:
            document = candidate.profile.document
            beside = (
                scores.get((document, place - 1), 0.0),
                scores.get((document, place + 1), 0.0),
            )
            candidate.score += NEIGHBOUR_WEIGHT * max(beside)


def _lift_best_acts(head: list[Candidate]) -> None:
    """Of articles that fit alike, those of the act that fits best; *head* is in order."""
    best: dict[str, list[float]] = {}
    for candidate in head:
        scores = best.setdefault(candidate.profile.document, [])
        if candidate.ordinal and len(scores) < _ARTICLES_OF_AN_ACT:
            scores.append(candidate.score)
    most = max(map(sum, best.values()), default=0.0)
    if most:
        for candidate in head:
            share = sum(best[candidate.profile.document]) / most
            candidate.score *= 1 + ACT_BONUS * share


def _begins(record: SearchRecord, tokens: list[str]) -> bool:
    """Whether the title or the number goes on from *tokens*, without “Điều 5.” before it."""
    wanted = " ".join(tokens)
    title = " ".join(folded(syllables(record.title)))
    texts = (title, _ARTICLE_NUMBER.sub("", title), " ".join(folded(syllables(record.number))))
    return any(text.startswith(wanted) for text in texts)


def _best_of_each_document(found: Iterable[Candidate]) -> list[Candidate]:
    best: dict[str, Candidate] = {}
    for candidate in found:
        best.setdefault(candidate.profile.document, candidate)
    return list(best.values())


def _passage_at(passages: list[Passage], anchor: str) -> Passage | None:
    """The passage that *anchor* is in: “khoan-2” for “khoan-2-diem-a”; else the beginning."""
    containing = [p for p in passages if p.anchor and f"{anchor}-".startswith(f"{p.anchor}-")]
    if containing:
        return max(containing, key=lambda passage: len(passage.anchor))
    return replace(passages[0], anchor="") if passages else None


def _best_first(candidates: list[Candidate]) -> None:
    candidates.sort(key=lambda candidate: candidate.score, reverse=True)
