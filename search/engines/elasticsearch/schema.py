"""How the two indexes are made, and what is written into them.

Tokens come ready-made, so a field needs no more than splitting at blanks and BM25. All that
is used here is in every distribution of the server, without scripts and without plugins.
"""

import hashlib

from ...analysis import VERSION
from ...indexed import IndexedRecord

RECORDS, PASSAGES = "records", "passages"

_TOKENS = {
    "type": "text",
    "analyzer": "whitespace",
    "similarity": "portal",
    "index_options": "freqs",
}
_WORD = {"type": "keyword", "doc_values": False}
_NUMBER = {"type": "long"}
_COLUMN = {"type": "long", "index": False}
_STORED = {"type": "object", "enabled": False}  # kept as it is sent, looked at by nobody
MAPPINGS = {
    RECORDS: {
        "id": _NUMBER,
        "profile": _COLUMN,
        "authority": _COLUMN,
        "ordinal": _COLUMN,
        "hash": _COLUMN,
        "object": _WORD,
        "source": _WORD,
        "place": _WORD,
        "name": _WORD,
        "folded": _TOKENS,
        "exact": _TOKENS,
        "title": _TOKENS,
        "starts": _TOKENS,
        "words": _STORED,
        "payload": _STORED,
    },
    PASSAGES: {
        "record": _NUMBER,
        "position": _COLUMN,
        "object": _WORD,
        "folded": _TOKENS,
        "payload": _STORED,
    },
}
_SIMILARITY = {"portal": {"type": "BM25", "k1": 1.2, "b": 0.75}}  # as the embedded engine's
_NOT_STORED = ["folded", "exact", "title", "starts"]
SCHEMA_HASH = hashlib.sha256(repr((VERSION, MAPPINGS)).encode()).hexdigest()[:12]


def template(part: str, pattern: str, *, shards: int) -> dict:
    """The index template of one of the two indexes."""
    return {
        "index_patterns": [pattern],
        # Above those that a cluster may bring for indexes of any name.
        "priority": 500,
        "template": {
            "settings": {
                "number_of_shards": shards,
                "auto_expand_replicas": "0-1",
                # An update shows what it wrote when it is done, and not before.
                "refresh_interval": "-1",
                "similarity": _SIMILARITY,
                "max_result_window": 10_000,
            },
            "mappings": {
                "dynamic": "strict",
                "_source": {"excludes": _NOT_STORED},
                "properties": MAPPINGS[part],
            },
        },
    }


def record_document(record: IndexedRecord) -> dict:
    return {
        "id": record.identity,
        "profile": record.profile,
        "authority": record.authority,
        "ordinal": record.ordinal,
        "hash": record.hash,
        "object": record.object,
        "source": record.source,
        "place": record.place,
        "name": list(record.names),
        "folded": record.folded,
        "exact": record.exact,
        "title": record.title,
        "starts": record.starts,
        # JSON has no bytes: each is a letter.
        "words": record.words.decode("latin-1"),
        "payload": record.payload,
    }


def passage_documents(record: IndexedRecord) -> dict[str, dict]:
    """The passages of a record by their names in the index."""
    return {
        f"{record.identity}-{position}": {
            "record": record.identity,
            "position": position,
            "object": record.object,
            "folded": passage.folded,
            "payload": passage.payload,
        }
        for position, passage in enumerate(record.passages)
    }
