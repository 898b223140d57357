"""What is kept of a record in an index, the same for every engine.

The fields “folded”, “exact”, “title” and “starts” are tokens joined by blanks. “words” and
“payload” are only stored: the words for the final order, and what a results page shows.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache

from content.references import number_terms
from content.registration import Passage, SearchRecord

from .analysis import beginnings, folded, pairs, syllables
from .engines.base import Owner, object_of, owner_of, place_of
from .facets import Profile
from .stored_words import packed

_ARTICLE = re.compile(r"(?:att_(?P<part>\d{1,3})__)?(?:[a-z]+_[\w-]+__)*art_(?P<article>\d{1,4})")
_ATTACHMENT = 10_000
_HEADING_WEIGHT = 2
_DATES = ("published_on", "effective_from", "effective_to")
_IN_PROFILE = (
    *("language", "type_code", "type_label", "topics", "unit", "unit_label", "year"),
    *("stated_status", "document", "amending", "provincial"),
)
_FIELDS = tuple(field.name for field in fields(SearchRecord))
_STORED = tuple(name for name in _FIELDS if name not in {"body", "passages", *_DATES, *_IN_PROFILE})
_HASHED = tuple(name for name in _FIELDS if name not in ("passages", "authority"))
_json = json.JSONEncoder(default=str, ensure_ascii=False).encode
_names = lru_cache(maxsize=4096)(number_terms)  # all articles of a document have its number


@dataclass(frozen=True, slots=True)
class IndexedPassage:
    # Pairs only, which is all that passages are ranked by; with those of its article's heading,
    # under which it is understood and found.
    folded: str
    payload: str


@dataclass(frozen=True, slots=True)
class IndexedRecord:
    identity: int  # a number below 2**63
    source: str
    object: str  # "provisions/12"
    place: str  # "art_5"
    names: tuple[str, ...]  # terms of the document's number
    profile: int  # the number of the profile in the payload
    authority: int
    ordinal: int  # an article's number, to know its neighbours; 0 for what is none
    hash: int  # of the content, see `content_hash`
    folded: str
    exact: str
    title: str  # folded
    starts: str
    words: bytes  # see `stored_words`
    payload: str  # JSON
    passages: tuple[IndexedPassage, ...]


def indexed(source: str, record: SearchRecord) -> IndexedRecord:
    heading, passages = syllables(record.title), record.passages or (Passage("", "", record.body),)
    body, places = _tokenized(record.body, passages)
    plain_heading, plain_body = folded(heading), folded(body)
    heading_pairs, body_pairs = pairs(plain_heading), pairs(plain_body)
    profile = Profile.of(source, record).as_list()
    return IndexedRecord(
        identity=identity_of(f"{source}/{record.key}"),
        source=source,
        object=object_of(source, record.key),
        place=place_of(record.key),
        names=_names(record.number),
        profile=identity_of(json.dumps(profile)),
        authority=record.authority,
        ordinal=_ordinal(place_of(record.key)),
        hash=content_hash(source, record),
        folded=" ".join(
            [*[*plain_heading, *heading_pairs] * _HEADING_WEIGHT, *plain_body, *body_pairs]
        ),
        exact=_each_once(heading, body),
        title=" ".join([*plain_heading, *heading_pairs]),
        starts=" ".join(beginnings([*heading, *syllables(record.number)])),
        words=packed(heading, body),
        payload=_payload(record, profile),
        passages=tuple(
            IndexedPassage(
                folded=" ".join([*heading_pairs, *_pairs_of(passage, place, body_pairs)]),
                payload=_passage_payload(passage),
            )
            for passage, place in zip(passages, places, strict=True)
        ),
    )


def _tokenized(
    body: str, passages: Iterable[Passage]
) -> tuple[list[str], list[tuple[int, int] | None]]:
    """The exact tokens of *body*, and where among them each passage stands, if it does.

    Passages are parts of the body as a rule; none is then made into tokens a second time.
    """
    tokens: list[str] = []
    places: list[tuple[int, int] | None] = []
    done = 0
    for passage in passages:
        start = _start_of(passage.text, body, done)
        if start < 0:
            places.append(None)
            continue
        tokens += syllables(body[done:start])
        first = len(tokens)
        tokens += syllables(passage.text)
        places.append((first, len(tokens)))
        done = start + len(passage.text)
    tokens += syllables(body[done:])
    return tokens, places


def _start_of(part: str, body: str, done: int) -> int:
    """Where *part* stands in *body* after what is done, with blanks around it; else -1."""
    start = body.find(part, done)
    end = start + len(part)
    if start > 0 and not body[start - 1].isspace():
        return -1
    if start >= 0 and end < len(body) and not (body[end].isspace() or part[-1:].isspace()):
        return -1
    return start


def _pairs_of(passage: Passage, place: tuple[int, int] | None, body_pairs: list[str]) -> list[str]:
    if place is None:
        return pairs(folded(syllables(passage.text)))
    first, end = place
    return body_pairs[first : max(end - 1, first)]


def identity_of(text: str) -> int:
    """A stable number for *text* that fits a signed field; 2**63 makes collisions unheard of."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest()) >> 1


def content_hash(source: str, record: SearchRecord) -> int:
    """A number that changes with whatever is found or shown of *record*.

    Made without tokens, so that a whole index is checked in little time. How often a record
    is cited is left out: it moves with other documents, and none of them says so.
    """
    values = {name: getattr(record, name) for name in _HASHED}
    passages = [(passage.anchor, passage.label, passage.text) for passage in record.passages]
    # As text: dates, and labels that are translated lazily.
    return identity_of(_json([source, values, passages]))


def read_profile(payload: str | bytes) -> Profile:
    return Profile.from_list(json.loads(payload)["profile"])


def read_record(payload: str | bytes, profile: Profile) -> SearchRecord:
    """The record as far as a results page shows it: without body and passages."""
    values = json.loads(payload)
    del values["profile"]
    for name in _IN_PROFILE:
        values[name] = getattr(profile, name)
    for name in _DATES:
        day = getattr(profile, name)
        values[name] = date.fromisoformat(day) if day else None
    return SearchRecord(body="", **values)


def read_owner(payload: str | bytes) -> Owner:
    """The object that the record belongs to."""
    values = json.loads(payload)
    return owner_of(Profile.from_list(values["profile"]).source, values["key"])


def read_passage(payload: str | bytes) -> Passage:
    return Passage(*json.loads(payload))


def _ordinal(place: str) -> int:
    """5 for “art_5”, 10005 for “att_1__art_5”, which is no neighbour of “art_4”."""
    match = _ARTICLE.fullmatch(place)
    return int(match["article"]) + _ATTACHMENT * int(match["part"] or 0) if match else 0


def _passage_payload(passage: Passage) -> str:
    return _json((passage.anchor, str(passage.label), passage.text))


def _payload(record: SearchRecord, profile: list) -> str:
    values = {name: getattr(record, name) for name in _STORED}
    # Labels may be translated lazily; numbers stay numbers.
    plain = {n: v if isinstance(v, int) else str(v) for n, v in values.items()}
    return _json({**plain, "profile": profile})


def _each_once(heading: list[str], body: list[str]) -> str:
    """That it is there is all that is asked of a word as typed."""
    return " ".join(dict.fromkeys([*heading, *pairs(heading), *body, *pairs(body)]))
