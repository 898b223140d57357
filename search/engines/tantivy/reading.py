"""An open generation: both indexes, reloaded when a commit of any process changed them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from operator import itemgetter
from pathlib import Path

import tantivy
from tantivy import DocAddress, Occur, Query, Schema

from content.registration import Passage

from ...analysis import QueryTerms
from ...facets import Profile
from ...indexed import read_passage, read_profile, read_record
from ...stored_words import StoredWords
from ..base import EngineUnavailable
from ..reader import Candidate, Found, IndexReader, PassageHit, Stored

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

    def found(
        self,
        terms: QueryTerms,
        *,
        limit: int,
        left_out: Collection[str] = (),
        exact: Sequence[str] = (),
    ) -> list[Found]:
        # One search for each reading: Tantivy skips what cannot be among the best only
        # where no term has a weight of its own, which is worth five times the speed.
        readings = [
            self._found(reading.without(left_out), terms.required, limit, reading.weight)
            for reading in terms.readings
        ]
        if len(readings) == 1:
            return readings[0]
        best: dict[int, Found] = {}
        for one in chain.from_iterable(readings):
            known = best.get(one[1])
            if known is None or known[0] < one[0]:
                best[one[1]] = one
        return sorted(best.values(), key=itemgetter(0), reverse=True)[:limit]

    def _found(
        self,
        words: Iterable[str],
        required: Iterable[tuple[str, str]],
        limit: int,
        weight: float,
    ) -> list[Found]:
        query = any_of(self._record_fields, "folded", words)
        if required:
            query = _all_of([*self._required(required), query])
        hits = self._records.search(query, limit, count=False).hits
        identities = self._records.fast_field_values("id", [address for _, address in hits])
        return [
            (weight * score, identity, address)
            for (score, address), identity in zip(hits, identities, strict=True)
        ]

    def scores(self, among: Sequence[int], terms: Iterable[str]) -> Mapping[int, float]:
        query = _among(self._record_fields, "id", among)
        # One within the other: a union of terms would be gone through as a whole.
        for term in _terms(self._record_fields, "folded", terms):
            query = Query.boolean_query([(Occur.Must, query), (Occur.Should, term)])
        hits = self._records.search(query, len(among), count=False).hits
        identities = self._records.fast_field_values("id", [address for _, address in hits])
        return dict(zip(identities, (score for score, _ in hits), strict=True))

    def described(self, found: Sequence[Found], exact: Sequence[str] = ()) -> list[Candidate]:
        addresses = [address for _, _, address in found]
        columns = (
            self._read_profiles(addresses),
            self._records.fast_field_values("authority", addresses),
            self._records.fast_field_values("ordinal", addresses),
        )
        candidates = [
            Candidate(identity, score, profile, authority, address, ordinal)
            for (score, identity, address), profile, authority, ordinal in zip(
                found, *columns, strict=True
            )
        ]
        if exact and candidates:
            self._add_exact_shares(candidates, exact)
        return candidates

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
        query = _all_of([_among(fields, "record", [c.identity for c in among]), words])
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
        hits = self._records.search(_all_of(wanted), limit, count=False).hits
        identities = self._records.fast_field_values("id", [address for _, address in hits])
        return self.described(
            [(score, i, address) for (score, address), i in zip(hits, identities, strict=True)]
        )

    def passages_of(self, candidates: Sequence[Candidate]) -> list[list[Passage]]:
        return [self._passages_of(candidate) for candidate in candidates]

    def _passages_of(self, candidate: Candidate) -> list[Passage]:
        query = Query.term_query(self._passage_fields, "record", candidate.identity)
        addresses = [a for _, a in self._passages.search(query, _MOST_PASSAGES, count=False).hits]
        addresses.sort(key=lambda address: (address.segment_ord, address.doc))
        return [self._passage(address) for address in addresses]

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

    def _add_exact_shares(self, found: list[Candidate], exact: Sequence[str]) -> None:
        fields = self._record_fields
        each = [
            (Occur.Should, Query.const_score_query(query, 1.0))
            for query in _terms(fields, "exact", exact)
        ]
        query = _all_of(
            [_among(fields, "id", [c.identity for c in found]), Query.boolean_query(each)]
        )
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


def _among(fields: Schema, name: str, identities: Iterable[int]) -> Query:
    # A set of terms would be looked for through the whole dictionary.
    each = [Query.term_query(fields, name, identity, "basic") for identity in identities]
    return _unscored(Query.boolean_query([(Occur.Should, query) for query in each]))


def _terms(fields: Schema, name: str, terms: Iterable[str]) -> Iterator[Query]:
    return (Query.term_query(fields, name, term, _asked(name)) for term in terms)


def _asked(field: str) -> str:
    """How much of the postings a query reads: of words as typed only that they are there."""
    return "basic" if field == "exact" else "freq"


def _unscored(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)
