"""Changes of an index: what is new first, then what is too much is taken out, then all is shown.

Names are made of the records' numbers, so sending anything twice changes nothing. Whatever ends
this in between leaves what was there before or what is there now, and never less than that.
"""

import logging
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from elastic_transport import ConnectionError as NotReached
from elastic_transport import ConnectionTimeout
from elasticsearch import Elasticsearch
from elasticsearch.helpers import streaming_bulk

from content.registration import SearchRecord

from ...indexed import IndexedRecord, indexed
from ..base import EngineDown, IndexUpdate, batched, object_of
from .schema import passage_documents, record_document

logger = logging.getLogger(__name__)

_TOGETHER = 1000  # documents in one request
_MOST_BYTES = 8 * 1024 * 1024
_REJECTIONS = 8  # how often a server that has too much to do is asked again, ever later
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 30.0
_PAGE = 5_000  # names that are read at once


@dataclass(frozen=True, slots=True)
class Names:
    """The two indexes of a generation, or the aliases of the current one."""

    records: str
    passages: str


class ElasticsearchUpdate(IndexUpdate):
    def __init__(self, client: Elasticsearch, names: Names, *, patience: float = 0):
        self._client = client
        self._names = names
        self._patience = patience  # seconds to wait for a server that went away meanwhile
        self._actions: list[dict] = []
        # Objects of which only what is added here may remain, with the names of that.
        self._replaced: dict[str, set[str]] = {}
        self._discarded: set[int] = set()
        self.added = 0

    def remove(self, source: str, primary_key: int) -> None:
        self._replaced[object_of(source, str(primary_key))] = set()

    def add(self, source: str, record: SearchRecord) -> None:
        self.add_indexed(indexed(source, record))

    def add_indexed(self, record: IndexedRecord) -> None:
        passages = passage_documents(record)
        for name, document in passages.items():
            self._put(self._names.passages, name, document)
        self._put(self._names.records, str(record.identity), record_document(record))
        if record.object in self._replaced:
            self._replaced[record.object] |= {str(record.identity), *passages}
        self.added += 1
        if len(self._actions) >= _TOGETHER:
            self._send()

    def discard(self, identities: Collection[int]) -> None:
        self._discarded |= set(identities)

    def commit(self) -> None:
        self._send()
        if self._replaced or self._discarded:
            # What a process that died had sent is not shown yet, and would not be found here.
            self._client.indices.refresh(index=[self._names.passages, self._names.records])
            self._actions = list(self._deletions())
            self._send()
        # First the passages: a record without any would be quoted badly.
        for name in (self._names.passages, self._names.records):
            self._client.indices.refresh(index=name)

    def _put(self, index: str, name: str, document: dict) -> None:
        self._actions.append({"_op_type": "index", "_index": index, "_id": name, **document})

    def _deletions(self) -> Iterator[dict]:
        for index in (self._names.records, self._names.passages):
            numbers = "id" if index == self._names.records else "record"
            queries = [{"terms": {"object": part}} for part in batched(self._replaced, 500)]
            queries += [{"terms": {numbers: part}} for part in batched(self._discarded, 500)]
            for query in queries:
                for name, owner in self._held(index, query):
                    if name not in self._replaced.get(owner, ()):
                        yield {"_op_type": "delete", "_index": index, "_id": name}

    def _held(self, index: str, query: dict) -> Iterator[tuple[str, str]]:
        """(name, object) of all documents that the query finds."""
        after = None
        while True:
            answer = self._client.search(
                index=index,
                query=query,
                source=["object"],
                sort=["id"] if index == self._names.records else ["record", "position"],
                search_after=after,
                size=_PAGE,
                track_total_hits=False,
            )
            hits = answer["hits"]["hits"]
            for hit in hits:
                yield hit["_id"], hit["_source"]["object"]
            if len(hits) < _PAGE:
                return
            after = hits[-1]["sort"]

    def _send(self) -> None:
        actions, self._actions = self._actions, []
        deadline, pause = time.monotonic() + self._patience, _FIRST_PAUSE
        while actions:
            try:
                _bulk(self._client, actions)
            except (NotReached, ConnectionTimeout):
                if time.monotonic() + pause > deadline:
                    raise
                time.sleep(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)
            else:
                return


def _bulk(client: Elasticsearch, actions: list[dict]) -> None:
    outcomes = streaming_bulk(
        client,
        actions,
        chunk_size=_TOGETHER,
        max_chunk_bytes=_MOST_BYTES,
        max_retries=_REJECTIONS,
        initial_backoff=_FIRST_PAUSE,
        max_backoff=_LONGEST_PAUSE,
        retry_on_status=(429, 502, 503, 504),
        raise_on_error=False,  # or a single rejection would end it before it is asked again
        yield_ok=False,
    )
    for _, outcome in outcomes:
        [(operation, item)] = outcome.items()
        if operation == "delete" and item["status"] == 404:
            continue  # gone already
        if item["status"] != 400:
            raise EngineDown(f"Elasticsearch refused a document: {item.get('error')}")
        # One document that it cannot take must not hold up all others.
        logger.error("cannot index %s: %s", item["_id"], item.get("error"))


@contextmanager
def writing(
    client: Elasticsearch, names: Names, *, patience: float = 0
) -> Iterator[ElasticsearchUpdate]:
    update = ElasticsearchUpdate(client, names, patience=patience)
    yield update
    update.commit()
