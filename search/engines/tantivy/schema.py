"""What is written into the two indexes, and how a record becomes documents of them.

Records and passages are apart because BM25 weighs by counts and average lengths, which
one index for both would skew.
"""

import hashlib
import json
from dataclasses import asdict
from datetime import date

import tantivy

from content.references import number_terms
from content.registration import Passage, SearchRecord

from ...analysis import VERSION, folded, pairs, syllables
from ...facets import Profile
from ..base import object_of, place_of

_TOKENS = {"tokenizer_name": "whitespace", "index_option": "freq"}
_WORD = {"tokenizer_name": "raw", "index_option": "basic"}
# Signed: an unsigned field that is given a Python int kills the writer.
_NUMBER = {"fast": True, "indexed": True}
_STORED = {"stored": True}
RECORD_FIELDS = {
    "id": ("integer", _NUMBER),
    "profile": ("integer", {"fast": True}),
    "object": ("text", _WORD),  # "provisions/12"
    "source": ("text", _WORD),
    "place": ("text", _WORD),  # "art_5"
    "name": ("text", _WORD),  # terms of the document's number
    "folded": ("text", _TOKENS),
    "exact": ("text", _TOKENS),
    "tokens": ("bytes", _STORED),  # for the final order
    "payload": ("bytes", _STORED),  # for the results page
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

_HEADING_END = "|"  # never a token
_HEADING_WEIGHT = 2
_DATES = ("published_on", "effective_from", "effective_to")
_IN_PROFILE = {"language", "type_code", "type_label", "topics", "unit", "unit_label", "year"}
_NOT_STORED = {"body", "passages", "stated_status", *_DATES, *_IN_PROFILE}


def build(fields: dict[str, tuple[str, dict]]) -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name, (kind, options) in fields.items():
        getattr(builder, f"add_{kind}_field")(name, **options)
    return builder.build()


def documents(source: str, record: SearchRecord) -> tuple[tantivy.Document, list[tantivy.Document]]:
    """The document of *record* and those of its passages."""
    identity, owner = _identity(f"{source}/{record.key}"), object_of(source, record.key)
    heading, body = syllables(record.title), syllables(record.body)
    profile = Profile.of(source, record).as_list()
    document = tantivy.Document()
    document.add_integer("id", identity)
    document.add_integer("profile", _identity(json.dumps(profile)))
    document.add_text("object", owner)
    document.add_text("source", source)
    document.add_text("place", place_of(record.key))
    for term in number_terms(record.number):
        document.add_text("name", term)
    document.add_text("folded", _weighted(folded(heading), folded(body)))
    document.add_text("exact", _weighted(heading, body))
    document.add_bytes("tokens", " ".join([*heading, _HEADING_END, *body]).encode())
    document.add_bytes("payload", _record_payload(record, profile))
    return document, [
        _passage_document(identity, owner, folded(heading), passage)
        for passage in record.passages or (Passage("", "", record.body),)
    ]


def _passage_document(
    identity: int, owner: str, heading: list[str], passage: Passage
) -> tantivy.Document:
    # A clause is understood under its article's heading, and is found so.
    tokens = folded(syllables(passage.text))
    document = tantivy.Document()
    document.add_integer("record", identity)
    document.add_text("object", owner)
    document.add_text("folded", " ".join([*heading, *pairs(heading), *tokens, *pairs(tokens)]))
    payload = (passage.anchor, str(passage.label), passage.text)
    document.add_bytes("payload", json.dumps(payload).encode())
    return document


def read_tokens(document: tantivy.Document) -> tuple[list[str], list[str]]:
    """Heading and body of a record as exact tokens."""
    heading, _, body = document.get_first("tokens").decode().partition(_HEADING_END)
    return heading.split(), body.split()


def read_profile(document: tantivy.Document) -> Profile:
    return Profile.from_list(json.loads(document.get_first("payload"))["profile"])


def read_record(document: tantivy.Document) -> tuple[Profile, SearchRecord]:
    """The record as far as a results page shows it: without body and passages."""
    values = json.loads(document.get_first("payload"))
    profile = Profile.from_list(values.pop("profile"))
    dates = {name: getattr(profile, name) for name in _DATES}
    return profile, SearchRecord(
        body="",
        stated_status=profile.stated_status,
        **{name: getattr(profile, name) for name in _IN_PROFILE},
        **{name: date.fromisoformat(day) if day else None for name, day in dates.items()},
        **values,
    )


def read_passage(document: tantivy.Document) -> Passage:
    return Passage(*json.loads(document.get_first("payload")))


def _record_payload(record: SearchRecord, profile: list) -> bytes:
    values = {name: str(value) for name, value in asdict(record).items() if name not in _NOT_STORED}
    return json.dumps({**values, "profile": profile}).encode()


def _weighted(heading: list[str], body: list[str]) -> str:
    weighted = [*heading, *pairs(heading)] * _HEADING_WEIGHT
    return " ".join([*weighted, *body, *pairs(body)])


def _identity(text: str) -> int:
    """A stable number for *text* that fits a signed field; 2**63 makes collisions unheard of."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest()) >> 1
