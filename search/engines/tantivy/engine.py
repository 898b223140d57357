"""Search in stages: folded terms bring the candidates, their best clauses and closeness the order.

Candidates are the best of one search without filters. Filters and counts are applied to
them here, so that a count and what it leads to always agree; a count over everything that
has any word of a question would mean nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import tantivy
from tantivy import DocAddress, Occur, Query

from content.registration import SearchRecord

from ...analysis import QueryTerms
from ...facets import Profile, Selection
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
from .reading import OpenIndex, Reader, damage_named
from .stages import WITH_PASSAGES, Candidate, Passages, any_of, exact_first, passage_at, rescored
from .storage import Storage
from .writing import create, writing

CANDIDATES = 2000
# Diacritics decide among few words; a whole question is ranked as well without them.
SHORT_QUERY = 4
_PROFILES_KEPT = 50_000
_LOOKUP_LIMIT = 50


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
            if terms.exact and len(terms.sequence) <= SHORT_QUERY:
                candidates = exact_first(candidates, reader.records, records, terms)
            selection = Selection(filters, languages, day)
            profiles = [candidate.profile for candidate in candidates]
            passing = selection.passing(profiles)
            found = [candidate for candidate in candidates if candidate.profile in passing]
            if order == NEWEST:
                found.sort(key=lambda candidate: candidate.profile.published_on, reverse=True)
                passages = Passages(reader, terms, found[offset : offset + limit])
            else:
                head, tail = found[:WITH_PASSAGES], found[WITH_PASSAGES:]
                shown = found[max(offset, WITH_PASSAGES) : offset + limit]
                passages = Passages(reader, terms, [*head, *shown])
                found = [*rescored(head, records, terms, passages, day), *tail]
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
                passage = passage_at(reader.passages, identity, anchor) if place else None
                status = profile.status(day)
                hits.append(Hit(profile.source, record, status, passage=passage))
            return hits

    @contextmanager
    def update(self) -> Iterator[IndexUpdate]:
        with (
            self._storage.lock("write", patience=60),
            damage_named(),
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
            for index in (reader.records, reader.passages):
                # A file that is lost shows only when a search reads it.
                index.searcher().search(any_of(index.schema, "folded", ["luat"]), 1)

    @contextmanager
    def _reading(self) -> Iterator[Reader]:
        """The current generation; whatever is wrong with it comes out as EngineUnavailable."""
        folder = self._storage.current()
        try:
            with damage_named():
                if self._reader is None or self._reader.folder != folder:
                    self._reader = Reader(folder)
                yield self._reader
        except EngineUnavailable:
            self._reader = None
            raise

    def _candidates(
        self, index: OpenIndex, searcher: tantivy.Searcher, terms: QueryTerms, cutoff: float
    ) -> tuple[list[Candidate], bool]:
        """The best records by BM25, and whether there were more than CANDIDATES of them."""
        query = any_of(index.schema, "folded", terms.folded)
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


def _hit(candidate: Candidate, searcher: tantivy.Searcher, passages: Passages, day: date) -> Hit:
    profile, record = schema.read_record(searcher.doc(candidate.address))
    return Hit(
        source=profile.source,
        record=record,
        status=profile.status(day),
        score=candidate.score,
        passage=passages.read(candidate.identity),
    )
