"""The stages of a search after its candidates: diacritics, passages, closeness."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

import tantivy
from tantivy import DocAddress, Occur, Query

from content.registration import Passage

from ...analysis import QueryTerms
from ...facets import Profile
from ...ranking import PASSAGE_WEIGHT, ClosenessMeter, inverse_document_frequency, status_factor
from . import schema
from .reading import OpenIndex, Reader

WITH_PASSAGES = 100  # of the candidates whose best passages are added to their scores
RESCORED = 20  # of these, by closeness: none from further down reached the first ten
_PASSAGES = 4 * WITH_PASSAGES


class Candidate(NamedTuple):
    score: float
    address: DocAddress
    identity: int
    profile: Profile


class Passages:
    """The best passage of each candidate, with its score."""

    def __init__(self, reader: Reader, terms: QueryTerms, candidates: list[Candidate]):
        self._searcher = reader.passages.searcher()
        fields = reader.passages.schema
        identities = [candidate.identity for candidate in candidates]
        among = _among(fields, "record", identities)
        words = any_of(fields, "folded", terms.folded)
        query = Query.boolean_query([(Occur.Must, among), (Occur.Must, words)])
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


def exact_first(
    candidates: list[Candidate],
    index: OpenIndex,
    searcher: tantivy.Searcher,
    terms: QueryTerms,
) -> list[Candidate]:
    """The same candidates, those with the diacritics as typed before those that fold alike."""
    counted = [
        (Occur.Should, Query.const_score_query(query, 1.0))
        for query in _terms(index.schema, "exact", terms.exact)
    ]
    identities = [candidate.identity for candidate in candidates]
    among = _among(index.schema, "id", identities)
    query = Query.boolean_query([(Occur.Must, among), (Occur.Must, Query.boolean_query(counted))])
    hits = searcher.search(query, len(candidates) or 1, count=False).hits
    found = searcher.fast_field_values("id", [address for _, address in hits])
    shares = {
        identity: score / len(terms.exact) for identity, (score, _) in zip(found, hits, strict=True)
    }
    return _best_first(
        candidate._replace(score=candidate.score * (1 + shares.get(candidate.identity, 0)))
        for candidate in candidates
    )


def passage_at(index: OpenIndex, identity: int, anchor: str) -> Passage | None:
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


def rescored(
    head: list[Candidate],
    searcher: tantivy.Searcher,
    terms: QueryTerms,
    passages: Passages,
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


def _terms(fields: tantivy.Schema, name: str, terms: Iterable[str]) -> Iterator[Query]:
    return (Query.term_query(fields, name, term, "freq") for term in terms)


def any_of(fields: tantivy.Schema, name: str, terms: Iterable[str]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in _terms(fields, name, terms)])


def _among(fields: tantivy.Schema, name: str, identities: list[int]) -> Query:
    """Restricts to these records without a word in the score."""
    return Query.const_score_query(Query.term_set_query(fields, name, identities), 0.0)
