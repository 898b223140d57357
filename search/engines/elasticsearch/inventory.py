"""All that the indexes hold, for the comparison with the database."""

from collections import Counter
from collections.abc import Collection, Iterator

from elasticsearch import Elasticsearch

from ...indexed import read_owner
from ..base import Held, Owner, batched
from .writing import Names

_PAGE = 10_000
_TOGETHER = 500
_KEPT_FOR = "5m"  # until the next page is asked for


def held_records(client: Elasticsearch, names: Names) -> Iterator[Held]:
    passages = Counter(identity for (identity,) in _columns(client, names.passages, "record"))
    for identity, content in _columns(client, names.records, "id", "hash"):
        yield Held(identity, content, passages.pop(identity, 0))
    for identity, number in passages.items():
        yield Held(identity, 0, number)


def owners_of(client: Elasticsearch, names: Names, identities: Collection[int]) -> dict[int, Owner]:
    found = {}
    for part in batched(identities, _TOGETHER):
        answer = client.mget(
            index=names.records, ids=[str(identity) for identity in part], source=["payload"]
        )
        for document in answer["docs"]:
            if document.get("found"):
                found[int(document["_id"])] = read_owner(document["_source"]["payload"])
    return found


def _columns(client: Elasticsearch, index: str, *fields: str) -> Iterator[tuple[int, ...]]:
    """The values of these fields for all documents, as of one moment."""
    moment = client.open_point_in_time(index=index, keep_alive=_KEPT_FOR)["id"]
    after = None
    try:
        while True:
            answer = client.search(
                pit={"id": moment, "keep_alive": _KEPT_FOR},
                sort=["_shard_doc"],
                search_after=after,
                size=_PAGE,
                source=False,
                docvalue_fields=list(fields),
                track_total_hits=False,
            )
            moment, hits = answer["pit_id"], answer["hits"]["hits"]
            for hit in hits:
                yield tuple(hit["fields"][field][0] for field in fields)
            if len(hits) < _PAGE:
                return
            after = hits[-1]["sort"]
    finally:
        client.close_point_in_time(id=moment)
