"""Search in stages: folded terms bring the candidates, their best clauses and closeness the order.

Candidates are the best of one search without filters. Filters and counts are applied to
them here, so that a count and what it leads to always agree; a count over everything that
has any word of a question would mean nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

import tantivy
from tantivy import DocAddress, Occur, Query

from content.registration import Passage, SearchRecord

from ...analysis import QueryTerms
from ...facets import Profile, Selection
from ...ranking import PASSAGE_WEIGHT, ClosenessMeter, inverse_document_frequency, status_factor
from ..base import (
    NEWEST,
    RELEVANCE,
    EngineUnavailable,
    Filters,
    Hit,
    IndexUpdate,
    Results,
    SearchEngine,
)
from . import schema
from .reading import OpenIndex, Reader
from .storage import Storage
from .writing import create, writing

CANDIDATES = 2000
WITH_PASSAGES = 100  # of the candidates whose best passages are added to their scores
RESCORED = 30  # of these, by closeness: measured, none from further down reaches the first ten
# Diacritics decide among few words; a whole question is ranked as well without them.
SHORT_QUERY = 4
_PASSAGES = 4 * WITH_PASSAGES
_PROFILES_KEPT = 50_000
_LOOKUP_LIMIT = 50


class Candidate(NamedTuple):
    score: float
    address: DocAddress
    identity: int
    profile: Profile


class TantivyEngine(SearchEngine):
    def __init__(self, directory: Path):
        self._storage = Storage(directory)
        self._reader: Reader | None = None
        self._profiles: dict[int, Profile] = {}

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
    ) -> Results:
        if not terms:
            return Results()
        with self._reading() as reader:
            records = reader.records.searcher()
            candidates, cut_off = self._candidates(reader.records, records, terms, cutoff)
            selection = Selection(filters, languages, day)
            profiles = [candidate.profile for candidate in candidates]
            passing = selection.passing(profiles)
            found = [candidate for candidate in candidates if candidate.profile in passing]
            if order == NEWEST:
                found.sort(key=lambda candidate: candidate.profile.published_on, reverse=True)
                page = found[offset : offset + limit]
                passages = _Passages(reader, terms, page)
            else:
                head = found[:RESCORED]
                passages = _Passages(
                    reader, terms, [*head, *found[max(offset, RESCORED) :][:limit]]
                )
                found = [*_rescored(head, records, terms, passages, day), *found[RESCORED:]]
                page = found[offset : offset + limit]
            return Results(
                hits=tuple(_hit(candidate, records, passages, day) for candidate in page),
                total=len(found),
                more=cut_off,
                facets=selection.counts(profiles),
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
        with self._reading() as reader:
            records, fields = reader.records.searcher(), reader.records.schema
            wanted = [
                Query.term_set_query(fields, "name", list(names)),
                Query.term_set_query(fields, "source", list(sources)),
            ]
            if place:
                wanted.append(Query.term_query(fields, "place", place, "basic"))
            query = Query.boolean_query([(Occur.Must, part) for part in wanted])
            addresses = [a for _, a in records.search(query, _LOOKUP_LIMIT, count=False).hits]
            identities = records.fast_field_values("id", addresses)
            hits = []
            for identity, address in zip(identities, addresses, strict=True):
                profile, record = schema.read_record(records.doc(address))
                passage = _passage_at(reader.passages, identity, anchor) if place else None
                status = profile.status(day)
                hits.append(Hit(profile.source, record, status, passage=passage))
            return hits

    @contextmanager
    def update(self) -> Iterator[IndexUpdate]:
        with (
            self._storage.lock("write", patience=60),
            writing(self._storage.current()) as update,
        ):
            yield update

    def rebuild(
        self,
        records: Iterable[tuple[str, SearchRecord]],
        *,
        before_swap: Callable[[IndexUpdate], None] | None = None,
    ) -> int:
        with self._storage.lock("rebuild"), self._storage.new_generation() as folder:
            create(folder)
            with writing(folder, rebuild=True) as update:
                for source, record in records:
                    update.add(source, record)
            with self._storage.lock("write", patience=600):
                if before_swap:
                    with writing(folder) as late:
                        before_swap(late)
                self._storage.switch_to(folder)
            return update.added

    def is_rebuilding(self) -> bool:
        return self._storage.is_locked("rebuild")

    def check(self) -> None:
        with self._reading() as reader:
            reader.records.searcher()
            reader.passages.searcher()

    @contextmanager
    def _reading(self) -> Iterator[Reader]:
        """The current generation; whatever is wrong with it comes out as EngineUnavailable."""
        folder = self._storage.current()
        if self._reader is None or self._reader.folder != folder:
            self._reader = Reader(folder)
        try:
            yield self._reader
        except (ValueError, OSError) as error:
            self._reader = None
            raise EngineUnavailable(f"the search index does not answer: {error}") from error

    def _candidates(
        self, index: OpenIndex, searcher: tantivy.Searcher, terms: QueryTerms, cutoff: float
    ) -> tuple[list[Candidate], bool]:
        """The best records by BM25, and whether there were more than CANDIDATES of them."""
        query = _any_of(index.schema, "folded", terms.folded)
        if terms.exact and len(terms.sequence) <= SHORT_QUERY:
            exact = _any_of(index.schema, "exact", terms.exact)
            query = Query.boolean_query([(Occur.Should, query), (Occur.Should, exact)])
        hits = searcher.search(query, CANDIDATES, count=False).hits
        if not hits:
            return [], False
        least = cutoff * hits[0][0]
        hits = [hit for hit in hits if hit[0] >= least]
        addresses = [address for _, address in hits]
        identities = searcher.fast_field_values("id", addresses)
        profiles = self._read_profiles(searcher, addresses)
        rows = zip(hits, identities, profiles, strict=True)
        return [Candidate(*hit, identity, profile) for hit, identity, profile in rows], (
            len(hits) == CANDIDATES
        )

    def _read_profiles(
        self, searcher: tantivy.Searcher, addresses: list[DocAddress]
    ) -> list[Profile]:
        """The profile of each record. Its number is made of its content, so none goes stale."""
        numbers = searcher.fast_field_values("profile", addresses)
        if len(self._profiles) > _PROFILES_KEPT:
            self._profiles = {}
        known = self._profiles
        for number, address in zip(numbers, addresses, strict=True):
            if number not in known:
                known[number] = schema.read_profile(searcher.doc(address))
        return [known[number] for number in numbers]


class _Passages:
    """The best passage of each candidate, with its score."""

    def __init__(self, reader: Reader, terms: QueryTerms, candidates: list[Candidate]):
        self._searcher = reader.passages.searcher()
        fields = reader.passages.schema
        identities = [candidate.identity for candidate in candidates]
        among = Query.const_score_query(Query.term_set_query(fields, "record", identities), 0.0)
        query = Query.boolean_query(
            [(Occur.Must, among), (Occur.Must, _any_of(fields, "folded", terms.folded))]
        )
        hits = self._searcher.search(query, _PASSAGES, count=False).hits if identities else []
        records = self._searcher.fast_field_values("record", [address for _, address in hits])
        self._best: dict[int, tuple[float, DocAddress]] = {}
        for record, hit in zip(records, hits, strict=True):
            self._best.setdefault(record, hit)

    def score(self, identity: int) -> float:
        return self._best[identity][0] if identity in self._best else 0.0

    def read(self, identity: int) -> Passage | None:
        if identity not in self._best:
            return None
        return schema.read_passage(self._searcher.doc(self._best[identity][1]))


def _passage_at(index: OpenIndex, identity: int, anchor: str) -> Passage | None:
    """The passage that *anchor* is in: “khoan-2” for “khoan-2-diem-a”; else the beginning."""
    searcher = index.searcher()
    query = Query.term_query(index.schema, "record", identity)
    addresses = [a for _, a in searcher.search(query, _PASSAGES, count=False).hits]
    addresses.sort(key=lambda address: (address.segment_ord, address.doc))
    passages = [schema.read_passage(searcher.doc(address)) for address in addresses]
    containing = [p for p in passages if p.anchor and f"{anchor}-".startswith(f"{p.anchor}-")]
    if containing:
        return max(containing, key=lambda passage: len(passage.anchor))
    return replace(passages[0], anchor="") if passages else None


def _rescored(
    head: list[Candidate],
    searcher: tantivy.Searcher,
    terms: QueryTerms,
    passages: _Passages,
    day: date,
) -> list[Candidate]:
    weights = {
        term: inverse_document_frequency(searcher.num_docs, searcher.doc_freq("folded", term))
        for term in terms.syllables
    }
    meter = ClosenessMeter(terms, weights)
    head = _best_first(
        candidate._replace(
            score=(candidate.score + PASSAGE_WEIGHT * passages.score(candidate.identity))
            * status_factor(candidate.profile.status(day))
        )
        for candidate in head
    )
    closest = []
    for candidate in head[:RESCORED]:
        heading, body = schema.read_tokens(searcher.doc(candidate.address))
        factor = meter.measure(heading, body).factor
        closest.append(candidate._replace(score=candidate.score * factor))
    return _best_first(closest) + head[RESCORED:]


def _best_first(candidates: Iterable[Candidate]) -> list[Candidate]:
    return sorted(candidates, key=lambda candidate: candidate.score, reverse=True)


def _hit(candidate: Candidate, searcher: tantivy.Searcher, passages: _Passages, day: date) -> Hit:
    profile, record = schema.read_record(searcher.doc(candidate.address))
    return Hit(
        source=profile.source,
        record=record,
        status=profile.status(day),
        score=candidate.score,
        passage=passages.read(candidate.identity),
    )


def _any_of(fields: tantivy.Schema, name: str, terms: Iterable[str]) -> Query:
    queries = [(Occur.Should, Query.term_query(fields, name, term, "freq")) for term in terms]
    return Query.boolean_query(queries)
