"""The questions of one search, each a request to the server.

A record's name in the index is its number, the same in every generation. So what one request
found is read by the next even when a rebuild has taken the place of the index in between.
"""

import time
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from elasticsearch import Elasticsearch

from content.registration import Passage

from ...analysis import QueryTerms
from ...facets import Profile
from ...indexed import read_passage, read_profile, read_record
from ...stored_words import StoredWords
from ..base import EngineDown
from ..reader import Candidate, Found, IndexReader, PassageHit, Stored
from .connecting import IndexChanged
from .writing import Names

_PROFILES_KEPT = 100_000
_MOST_PASSAGES = 1_000
_COLUMNS = ("id", "profile", "authority", "ordinal")


class ElasticsearchReader(IndexReader):
    """Both indexes as of each request; the address of a passage is its name in the index."""

    def __init__(
        self, client: Elasticsearch, names: Names, profiles: dict[int, Profile], *, seconds: float
    ):
        self._asked = client
        self._records = names.records
        self._passages = names.passages
        self._profiles = profiles
        self._deadline = time.monotonic() + seconds
        self._documents: int | None = None

    @property
    def _client(self) -> Elasticsearch:
        """The client, with as much patience as is left for all requests of this search."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise EngineDown("Elasticsearch takes too long")
        return self._asked.options(request_timeout=left)

    @property
    def documents(self) -> int:
        if self._documents is None:
            self._documents = self._client.count(index=self._records)["count"]
        return self._documents

    def found(
        self,
        terms: QueryTerms,
        *,
        limit: int,
        left_out: Collection[str] = (),
        exact: Sequence[str] = (),
    ) -> list[Found]:
        readings = [
            (reading.weight, reading.without(left_out), terms.required)
            for reading in terms.readings
        ]
        query = {"bool": {"must": [_best_of(readings)]}}
        # Named, so that each hit says which of them it has, and without a word in its score.
        query["bool"]["should"] = [
            {"constant_score": {"filter": _term("exact", term), "boost": 0, "_name": term}}
            for term in exact
        ]
        return self._found(query, limit)

    def scores(self, among: Sequence[int], terms: Iterable[str]) -> Mapping[int, float]:
        query = {
            "bool": {
                "should": [_term("folded", term) for term in terms],
                "minimum_should_match": 1,
                "filter": [_any("id", list(among))],
            }
        }
        return {identity: score for score, identity, _ in self._found(query, len(among), ["id"])}

    def described(self, found: Sequence[Found], exact: Sequence[str] = ()) -> list[Candidate]:
        rows = [[hit["fields"][name][0] for name in _COLUMNS] for _, _, hit in found]
        self._read_profiles({number: identity for identity, number, *_ in rows})
        return [
            Candidate(
                identity,
                score,
                self._profiles[number],
                authority,
                ordinal=ordinal,
                exact=len(hit.get("matched_queries", ())) / len(exact) if exact else 0.0,
            )
            for (score, _, hit), (identity, number, authority, ordinal) in zip(
                found, rows, strict=True
            )
        ]

    def passages(self, among: Sequence[Candidate], terms: QueryTerms) -> Mapping[int, PassageHit]:
        if not among or not any(reading.passage_terms for reading in terms.readings):
            return {}
        among_these = _any("record", [candidate.identity for candidate in among])
        words = _best_of(
            (reading.weight, reading.passage_terms, ())
            for reading in terms.readings
            if reading.passage_terms
        )
        query = {"bool": {"must": [words], "filter": [among_these]}}
        answer = self._search(
            self._passages, query=query, collapse={"field": "record"}, size=len(among)
        )
        return {
            hit["fields"]["record"][0]: PassageHit(hit["_score"], hit["_id"])
            for hit in answer["hits"]["hits"]
        }

    def read(
        self, candidates: Sequence[Candidate], passages: Mapping[int, PassageHit]
    ) -> list[Stored]:
        quoted = {
            candidate.identity: passages[candidate.identity].address
            for candidate in candidates
            if candidate.identity in passages
        }
        kept = self._kept(
            [(self._records, str(candidate.identity)) for candidate in candidates]
            + [(self._passages, name) for name in quoted.values()]
        )
        stored = []
        for candidate in candidates:
            values = kept[str(candidate.identity)]
            passage = quoted.get(candidate.identity)
            stored.append(
                Stored(
                    read_record(values["payload"], candidate.profile),
                    StoredWords(values["words"].encode("latin-1")),
                    read_passage(kept[passage]["payload"]) if passage else None,
                )
            )
        return stored

    def frequencies(self, field: str, terms: Iterable[str]) -> dict[str, int]:
        terms = list(dict.fromkeys(terms))
        if not terms:
            return {}
        filters = {str(number): _term(field, term) for number, term in enumerate(terms)}
        answer = self._search(
            self._records,
            size=0,
            track_total_hits=True,
            aggregations={"terms": {"filters": {"filters": filters}}},
        )
        self._documents = answer["hits"]["total"]["value"]
        buckets = answer["aggregations"]["terms"]["buckets"]
        return {term: buckets[str(number)]["doc_count"] for number, term in enumerate(terms)}

    def matching(
        self,
        *,
        sources: Iterable[str] = (),
        names: Iterable[str] = (),
        place: str = "",
        required: Iterable[tuple[str, str]] = (),
        limit: int,
    ) -> list[Candidate]:
        query = {"bool": {"must": [_term(*term) for term in required], "filter": []}}
        for name, values in (("source", sources), ("name", names)):
            if values := list(values):
                query["bool"]["filter"].append(_any(name, values))
        if place:
            query["bool"]["filter"].append(_term("place", place))
        return self.described(self._found(query, limit))

    def passages_of(self, candidates: Sequence[Candidate]) -> list[list[Passage]]:
        if not candidates:
            return []
        searches: list[dict] = []
        for candidate in candidates:
            searches += (
                {"index": self._passages},
                {
                    "query": _term("record", candidate.identity),
                    "sort": ["position"],
                    "size": _MOST_PASSAGES,
                    "_source": ["payload"],
                    "track_total_hits": False,
                },
            )
        answers = self._client.msearch(searches=searches)["responses"]
        return [
            [read_passage(hit["_source"]["payload"]) for hit in _hits_of(answer)]
            for answer in answers
        ]

    def _found(self, query: dict, limit: int, columns: Sequence[str] = _COLUMNS) -> list[Found]:
        answer = self._search(
            self._records,
            query=query,
            size=limit,
            stored_fields="_none_",
            docvalue_fields=list(columns),
        )
        return [
            (hit["_score"] or 0.0, hit["fields"]["id"][0], hit) for hit in answer["hits"]["hits"]
        ]

    def _search(self, index: str, **body) -> Mapping[str, Any]:
        return self._client.search(
            index=index,
            # Counts of terms over all shards; with one shard that is what is done anyway.
            search_type="dfs_query_then_fetch",
            allow_partial_search_results=False,
            **{"source": False, "track_total_hits": False} | body,
        )

    def _read_profiles(self, numbers: Mapping[int, int]) -> None:
        """Read the profiles not known yet, each from the record that was found with it."""
        if len(self._profiles) > _PROFILES_KEPT:
            self._profiles.clear()
        unknown = {number: i for number, i in numbers.items() if number not in self._profiles}
        kept = self._kept([(self._records, str(i)) for i in unknown.values()], "payload")
        for number, identity in unknown.items():
            self._profiles[number] = read_profile(kept[str(identity)]["payload"])

    def _kept(self, names: list[tuple[str, str]], *fields: str) -> dict[str, dict[str, str]]:
        """What is stored under these names of (index, document)."""
        if not names:
            return {}
        answer = self._client.mget(
            docs=[{"_index": index, "_id": name} for index, name in names],
            source=list(fields or ("payload", "words")),
            realtime=False,  # as the search saw it
        )
        missing = [document["_id"] for document in answer["docs"] if not document.get("found")]
        if missing:
            raise IndexChanged(f"found, and no longer there: {missing[0]}")
        return {document["_id"]: document["_source"] for document in answer["docs"]}


def _hits_of(answer: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The hits of one of several searches, which fail each for itself."""
    if answer["status"] == 404:
        raise IndexChanged(f"there is no such index: {answer['error']}")
    if "error" in answer or answer["_shards"]["failed"]:
        raise EngineDown(f"Elasticsearch does not answer: {answer.get('error')}")
    return answer["hits"]["hits"]


def _best_of(readings: Iterable[tuple[float, tuple[str, ...], Iterable[tuple[str, str]]]]) -> dict:
    """The best of (weight, terms of which any counts, terms that must be there)."""
    queries = [
        {
            "bool": {
                "must": [_term(*term) for term in required],
                "should": [_term("folded", term) for term in terms],
                "minimum_should_match": 1,
                "boost": weight,
            }
        }
        for weight, terms, required in readings
    ]
    return queries[0] if len(queries) == 1 else {"dis_max": {"queries": queries}}


def _term(field: str, value: str | int) -> dict:
    return {"term": {field: {"value": value}}}


def _any(field: str, values: list) -> dict:
    return {"terms": {field: values}}
