"""What is written into the two indexes."""

import hashlib

import tantivy

from ...analysis import VERSION
from ...indexed import IndexedPassage, IndexedRecord

_TOKENS = {"tokenizer_name": "whitespace", "index_option": "freq"}
_WORD = {"tokenizer_name": "raw", "index_option": "basic"}
# Signed: an unsigned field that is given a Python int kills the writer.
_NUMBER = {"fast": True, "indexed": True}
_STORED = {"stored": True}
RECORD_FIELDS = {
    "id": ("integer", _NUMBER),
    "profile": ("integer", {"fast": True}),
    "authority": ("integer", {"fast": True}),
    "ordinal": ("integer", {"fast": True}),
    "hash": ("integer", {"fast": True}),
    "object": ("text", _WORD),
    "source": ("text", _WORD),
    "place": ("text", _WORD),
    "name": ("text", _WORD),
    "folded": ("text", _TOKENS),
    "exact": ("text", _TOKENS | {"index_option": "basic"}),
    "title": ("text", _TOKENS),
    "starts": ("text", _TOKENS),
    "words": ("bytes", _STORED),
    "payload": ("bytes", _STORED),
}
PASSAGE_FIELDS = {
    "record": ("integer", _NUMBER),
    "object": ("text", _WORD),
    "folded": ("text", _TOKENS),
    "payload": ("bytes", _STORED),
}
SCHEMA_HASH = hashlib.sha256(repr((VERSION, RECORD_FIELDS, PASSAGE_FIELDS)).encode()).hexdigest()[
    :12
]


def build(fields: dict[str, tuple[str, dict]]) -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name, (kind, options) in fields.items():
        getattr(builder, f"add_{kind}_field")(name, **options)
    return builder.build()


def record_document(record: IndexedRecord) -> tantivy.Document:
    document = tantivy.Document()
    document.add_integer("id", record.identity)
    document.add_integer("profile", record.profile)
    document.add_integer("authority", record.authority)
    document.add_integer("ordinal", record.ordinal)
    document.add_integer("hash", record.hash)
    for name in ("object", "source", "place", "folded", "exact", "title", "starts"):
        document.add_text(name, getattr(record, name))
    for term in record.names:
        document.add_text("name", term)
    document.add_bytes("words", record.words)
    document.add_bytes("payload", record.payload.encode())
    return document


def passage_document(record: IndexedRecord, passage: IndexedPassage) -> tantivy.Document:
    document = tantivy.Document()
    document.add_integer("record", record.identity)
    document.add_text("object", record.object)
    document.add_text("folded", passage.folded)
    document.add_bytes("payload", passage.payload.encode())
    return document
