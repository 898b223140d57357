"""An open generation: both indexes, reloaded when a commit of any process changed them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import tantivy
from tantivy import DocAddress, Occur, Query, Schema

from content.registration import Passage

from ...analysis import QueryTerms
from ...facets import Profile
from ...indexed import read_passage, read_profile, read_record
from ...stored_words import StoredWords
from ..base import Candidate, EngineUnavailable, IndexReader, PassageHit, Stored

_PROFILES_KEPT = 100_000
_PASSAGES_EACH = 4  # best passages asked for a record; of more the best is among them
_MOST_PASSAGES = 1_000


class OpenIndex:
    """One Tantivy index on disk, always read as of its last commit."""

    def __init__(self, folder: Path):
        self._meta = folder / "meta.json"
        self._index = tantivy.Index.open(str(folder))
        self._index.config_reader("manual")
        self.schema = self._index.schema
        self._seen = None

    def searcher(self) -> tantivy.Searcher:
        # Each commit replaces meta.json, which is cheaper to ask than to reload.
        state = self._meta.stat()
        seen = (state.st_ino, state.st_mtime_ns, state.st_size)
        if seen != self._seen:
            self._index.reload()
            self._seen = seen
        return self._index.searcher()


class Generation:
    """Both indexes of one generation, and the profiles that were read from it."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.records = OpenIndex(folder / "records")
        self.passages = OpenIndex(folder / "passages")
        # A profile's number is made of its content, so that none goes stale.
        self.profiles: dict[int, Profile] = {}


class TantivyReader(IndexReader):
    """Both indexes as of their last commit; addresses are Tantivy's own."""

    def __init__(self, generation: Generation):
        self._profiles = generation.profiles
        self._records = generation.records.searcher()
        self._passages = generation.passages.searcher()
        self._record_fields = generation.records.schema
        self._passage_fields = generation.passages.schema
        self.documents = self._records.num_docs

    def candidates(
        self, terms: QueryTerms, *, limit: int, spelled: bool = False, cutoff: float = 0.0
    ) -> list[Candidate]:
        best: dict[int, Candidate] = {}
        least = 0.0
        for reading in terms.readings:
            # One search for each reading: Tantivy skips what cannot be among the best only
            # where no term has a weight of its own, which is worth five times the speed.
            query = any_of(self._record_fields, "folded", reading.folded)
            if terms.required:
                query = _all_of([*self._required(terms.required), query])
            hits = self._records.search(query, limit, count=False).hits
            if hits:
                least = max(least, cutoff * hits[0][0] * reading.weight)
            wanted = [hit for hit in hits if hit[0] * reading.weight >= least]
            for candidate in self._candidates(wanted):
                candidate.score *= reading.weight
                known = best.get(candidate.identity)
                if known is None or known.score < candidate.score:
                    best[candidate.identity] = candidate
        found = list(best.values())
        if terms.alternatives:
            found = [candidate for candidate in found if candidate.score >= least]
            found = sorted(found, key=lambda candidate: candidate.score, reverse=True)[:limit]
        if spelled and found:
            self._add_exact_shares(found, terms.exact)
        return found

    def passages(self, among: Sequence[Candidate], terms: QueryTerms) -> Mapping[int, PassageHit]:
        fields = self._passage_fields
        readings = [
            (reading.weight, any_of(fields, "folded", reading.passage_terms))
            for reading in terms.readings
            if reading.passage_terms
        ]
        if not among or not readings:
            return {}
        words = (
            Query.disjunction_max_query([Query.boost_query(q, weight) for weight, q in readings])
            if len(readings) > 1
            else readings[0][1]
        )
        query = _all_of([self._among(fields, "record", among), words])
        hits = self._passages.search(query, _PASSAGES_EACH * len(among), count=False).hits
        records = self._passages.fast_field_values("record", [address for _, address in hits])
        best: dict[int, PassageHit] = {}
        for record, hit in zip(records, hits, strict=True):
            if record not in best:
                best[record] = PassageHit(*hit)
        return best

    def read(
        self, candidates: Sequence[Candidate], passages: Mapping[int, PassageHit]
    ) -> list[Stored]:
        return [
            self._stored(candidate, passages.get(candidate.identity)) for candidate in candidates
        ]

    def frequencies(self, field: str, terms: Iterable[str]) -> dict[str, int]:
        return {term: self._records.doc_freq(field, term) for term in terms}

    def matching(
        self,
        *,
        sources: Iterable[str] = (),
        names: Iterable[str] = (),
        place: str = "",
        required: Iterable[tuple[str, str]] = (),
        limit: int,
    ) -> list[Candidate]:
        fields = self._record_fields
        wanted = self._required(required)
        for name, values in (("source", sources), ("name", names)):
            if values := list(values):
                wanted.append(_unscored(Query.term_set_query(fields, name, values)))
        if place:
            wanted.append(_unscored(Query.term_query(fields, "place", place, "basic")))
        return self._candidates(self._records.search(_all_of(wanted), limit, count=False).hits)

    def passages_of(self, candidate: Candidate) -> list[Passage]:
        query = Query.term_query(self._passage_fields, "record", candidate.identity)
        addresses = [a for _, a in self._passages.search(query, _MOST_PASSAGES, count=False).hits]
        addresses.sort(key=lambda address: (address.segment_ord, address.doc))
        return [self._passage(address) for address in addresses]

    def _candidates(self, hits: list[tuple[float, DocAddress]]) -> list[Candidate]:
        addresses = [address for _, address in hits]
        columns = (
            self._records.fast_field_values("id", addresses),
            self._read_profiles(addresses),
            self._records.fast_field_values("authority", addresses),
            self._records.fast_field_values("ordinal", addresses),
        )
        return [
            Candidate(identity, score, profile, authority, address, ordinal)
            for (score, address), identity, profile, authority, ordinal in zip(
                hits, *columns, strict=True
            )
        ]

    def _read_profiles(self, addresses: list[DocAddress]) -> list[Profile]:
        numbers = self._records.fast_field_values("profile", addresses)
        known = self._profiles
        if len(known) > _PROFILES_KEPT:
            known.clear()
        for number, address in zip(numbers, addresses, strict=True):
            if number not in known:
                document = self._records.doc(address)
                known[number] = read_profile(document.get_first("payload"))
        return [known[number] for number in numbers]

    def _add_exact_shares(self, found: list[Candidate], exact: tuple[str, ...]) -> None:
        fields = self._record_fields
        each = [
            (Occur.Should, Query.const_score_query(query, 1.0))
            for query in _terms(fields, "exact", exact)
        ]
        query = _all_of([self._among(fields, "id", found), Query.boolean_query(each)])
        hits = self._records.search(query, len(found), count=False).hits
        identities = self._records.fast_field_values("id", [address for _, address in hits])
        shares = dict(zip(identities, (score / len(exact) for score, _ in hits), strict=True))
        for candidate in found:
            candidate.exact = shares.get(candidate.identity, 0.0)

    def _stored(self, candidate: Candidate, passage: PassageHit | None) -> Stored:
        document = self._records.doc(candidate.address)
        return Stored(
            read_record(document.get_first("payload"), candidate.profile),
            StoredWords(document.get_first("words")),
            self._passage(passage.address) if passage else None,
        )

    def _passage(self, address: DocAddress) -> Passage:
        return read_passage(self._passages.doc(address).get_first("payload"))

    def _required(self, required: Iterable[tuple[str, str]]) -> list[Query]:
        return [
            Query.term_query(self._record_fields, name, term, _asked(name))
            for name, term in required
        ]

    def _among(self, fields: Schema, name: str, candidates: Sequence[Candidate]) -> Query:
        # A set of terms would be looked for through the whole dictionary.
        each = [Query.term_query(fields, name, c.identity, "basic") for c in candidates]
        return _unscored(Query.boolean_query([(Occur.Should, query) for query in each]))


@contextmanager
def damage_named() -> Iterator[None]:
    """Whatever is wrong with an index comes out as EngineUnavailable.

    A damaged file can make Tantivy panic. Python sees that as a BaseException, of a class
    that cannot be imported; let through, it would end the server's process without an answer.
    """
    try:
        yield
    except BaseException as error:
        if isinstance(error, ValueError | OSError) or type(error).__name__ == "PanicException":
            raise EngineUnavailable(f"the search index does not answer: {error}") from error
        raise


def any_of(fields: Schema, name: str, terms: Iterable[str]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in _terms(fields, name, terms)])


def _all_of(queries: list[Query]) -> Query:
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def _terms(fields: Schema, name: str, terms: Iterable[str]) -> Iterator[Query]:
    return (Query.term_query(fields, name, term, _asked(name)) for term in terms)


def _asked(field: str) -> str:
    """How much of the postings a query reads: of words as typed only that they are there."""
    return "basic" if field == "exact" else "freq"


def _unscored(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)
