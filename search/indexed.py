"""What is kept of a record in an index, the same for every engine.

The fields “folded”, “exact”, “title” and “starts” are tokens joined by blanks. “words” and
“payload” are only stored: the words for the final order, and what a results page shows.
"""

import hashlib
import json
import re
from dataclasses import asdict, dataclass, fields
from datetime import date

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
_NOT_STORED = {"body", "passages", *_DATES, *_IN_PROFILE}


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
    heading, body = syllables(record.title), syllables(record.body)
    plain_heading, plain_body = folded(heading), folded(body)
    title = [*plain_heading, *pairs(plain_heading)]
    profile = Profile.of(source, record).as_list()
    passages = record.passages or (Passage("", "", record.body),)
    return IndexedRecord(
        identity=identity_of(f"{source}/{record.key}"),
        source=source,
        object=object_of(source, record.key),
        place=place_of(record.key),
        names=tuple(number_terms(record.number)),
        profile=identity_of(json.dumps(profile)),
        authority=record.authority,
        ordinal=_ordinal(place_of(record.key)),
        hash=content_hash(source, record),
        folded=_weighted(plain_heading, plain_body),
        exact=_each_once(heading, body),
        title=" ".join(title),
        starts=" ".join(beginnings([*heading, *syllables(record.number)])),
        words=packed(heading, body),
        payload=_payload(record, profile),
        passages=tuple(_passage(pairs(plain_heading), passage) for passage in passages),
    )


def identity_of(text: str) -> int:
    """A stable number for *text* that fits a signed field; 2**63 makes collisions unheard of."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest()) >> 1


def content_hash(source: str, record: SearchRecord) -> int:
    """A number that changes with whatever is found or shown of *record*.

    Made without tokens, so that a whole index is checked in little time. How often a record
    is cited is left out: it moves with other documents, and none of them says so.
    """
    values = {
        field.name: getattr(record, field.name)
        for field in fields(record)
        if field.name not in ("passages", "authority")
    }
    passages = [(passage.anchor, passage.label, passage.text) for passage in record.passages]
    # As text: dates, and labels that are translated lazily.
    return identity_of(json.dumps([source, values, passages], default=str, ensure_ascii=False))


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


def _passage(title: list[str], passage: Passage) -> IndexedPassage:
    tokens = folded(syllables(passage.text))
    return IndexedPassage(
        folded=" ".join([*title, *pairs(tokens)]),
        payload=json.dumps((passage.anchor, str(passage.label), passage.text), ensure_ascii=False),
    )


def _payload(record: SearchRecord, profile: list) -> str:
    values = {name: value for name, value in asdict(record).items() if name not in _NOT_STORED}
    # Labels may be translated lazily; numbers stay numbers.
    plain = {n: v if isinstance(v, int) else str(v) for n, v in values.items()}
    return json.dumps({**plain, "profile": profile}, ensure_ascii=False)


def _weighted(heading: list[str], body: list[str]) -> str:
    weighted = [*heading, *pairs(heading)] * _HEADING_WEIGHT
    return " ".join([*weighted, *body, *pairs(body)])


def _each_once(heading: list[str], body: list[str]) -> str:
    """That it is there is all that is asked of a word as typed."""
    return " ".join(dict.fromkeys([*heading, *pairs(heading), *body, *pairs(body)]))
