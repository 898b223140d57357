"""What a query asks for beyond its words: a document by its number or name, an article of it.

Everything is looked up in the index; what is not found there is not understood, and the
query is searched by its words as usual.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from content import validity
from content.references import (
    NumberMatch,
    ProvisionReference,
    find_numbers,
    find_provisions,
    number_terms,
)

from ..analysis import FOLDED_STOP_WORDS, folded, syllables
from ..engines.base import Hit, SearchEngine

# Sources of legal_library, named here because a reference means these and nothing else.
DOCUMENTS = "documents"
PROVISIONS = "provisions"

_MOST = 5  # documents of one number: issuers number alike
_NAMES_TRIED = 50
_MOST_FORMER = 3
_LAW_NAME = re.compile(
    r"(?P<name>(?:bo\s+luat|luat|phap\s+lenh|hien\s+phap)\b[^\d]*?)"
    r"(?:\s+(?:nam\s+)?(?P<year>(?:19|20)\d\d))?\s*$"
)
_PREFERRED = (
    validity.IN_FORCE,
    validity.PARTLY_EXPIRED,
    validity.NOT_YET_IN_FORCE,
    validity.UNKNOWN,
)


@dataclass(frozen=True, slots=True)
class Named:
    """What the query names: the hits, the best first; or a number that is not here."""

    hits: tuple[Hit, ...] = ()
    former: tuple[Hit, ...] = ()  # of the same name, no longer or not yet the one that is meant
    typed: str = ""  # the number as typed, where it fits several documents
    missing_number: str = ""

    def __bool__(self) -> bool:
        return bool(self.hits)

    @property
    def meaning(self) -> str:
        """What the query names, in a reader's words."""
        if not self.hits:
            return ""
        hit = self.hits[0]
        if hit.source == PROVISIONS:
            return ", ".join(part for part in (hit.record.title, hit.record.context) if part)
        if not hit.record.number:
            return hit.record.title
        if len(self.hits) > 1:
            return _("các văn bản “%(number)s”") % {"number": self.typed}
        return f"{hit.record.type_label} {hit.record.number}".strip()


def find_named(query: str, *, engine: SearchEngine, day: date) -> Named:
    """What *query* (composed) refers to; nothing for ordinary words."""
    references = find_provisions(query, typed=True)
    reference = next((reference for reference in references if reference.names_an_act), None)
    if reference and (named := _provision(reference, engine, day)):
        return named
    numbers = find_numbers(query, typed=True)
    if numbers:
        return _documents_of_number(numbers[0], engine, day)
    if not references:
        hits = tuple(_documents_of_name(query, None, engine, day))
        return Named(hits=hits[:1], former=hits[1 : 1 + _MOST_FORMER])
    return Named()


def _provision(reference: ProvisionReference, engine: SearchEngine, day: date) -> Named | None:
    if reference.act_number:
        documents = _look_up_documents(reference.act_number, engine, day)
    else:
        documents = _documents_of_name(reference.act_name, reference.act_year, engine, day)
    articles: list[Hit] = []
    for document in documents[: 1 + _MOST_FORMER]:
        # Of a document and what is issued with it, the document itself is meant first.
        for place in (f"art_{reference.article}", f"att_1__art_{reference.article}"):
            if article := _article(document, place, _anchor(reference), engine, day):
                articles.append(article)
                break
    return Named(hits=(articles[0],), former=tuple(articles[1:])) if articles else None


def _article(document: Hit, place: str, anchor: str, engine: SearchEngine, day: date) -> Hit | None:
    names = number_terms(document.record.number)[:1]
    if not names:
        return None
    found = engine.lookup(names, day=day, sources=[PROVISIONS], place=place, anchor=anchor)
    # Two documents may share a number; an article's address lies below its document's.
    return next((hit for hit in found if hit.record.url.startswith(document.record.url)), None)


def _documents_of_number(number: NumberMatch, engine: SearchEngine, day: date) -> Named:
    hits = _look_up_documents(number, engine, day)
    missing = number.text if number.key and not hits else ""
    return Named(hits=tuple(hits[:_MOST]), typed=number.text, missing_number=missing)


def _look_up_documents(number: NumberMatch, engine: SearchEngine, day: date) -> list[Hit]:
    return _current_first(engine.lookup(number.terms, day=day, sources=[DOCUMENTS]))


def _documents_of_name(name: str, year: int | None, engine: SearchEngine, day: date) -> list[Hit]:
    """The documents called *name* and nothing more: “luật đất đai” is not a decree about it."""
    match = _LAW_NAME.fullmatch(" ".join(folded(_words(name))))
    if not match:
        return []
    wanted = _telling(match["name"].split())
    year = year or (int(match["year"]) if match["year"] else None)
    found = engine.titled(match["name"], day=day, sources=[DOCUMENTS], limit=_NAMES_TRIED)
    return _current_first(
        hit
        for hit in found
        if _telling(_title_words(hit)) == wanted and year in (None, hit.record.year)
    )


def _words(text: str) -> list[str]:
    return [word for word in syllables(text) if not word.isspace()]


def _title_words(hit: Hit) -> list[str]:
    """The title as a name: “Luật Đất đai năm 2024” without its year."""
    title = " ".join(folded(syllables(hit.record.title)))
    return re.sub(r"(?:\s+nam)?\s+(?:19|20)\d\d$", "", title).split()


def _telling(words: Iterable[str]) -> list[str]:
    return [word for word in words if word not in FOLDED_STOP_WORDS]


def _current_first(hits: Iterable[Hit]) -> list[Hit]:
    """What is in force before what is not, then the newest."""

    def rank(hit: Hit) -> tuple[int, int]:
        record = hit.record
        preferred = _PREFERRED.index(hit.status) if hit.status in _PREFERRED else len(_PREFERRED)
        day = record.effective_from or record.published_on or date(record.year or 1, 1, 1)
        return preferred, -day.toordinal()

    return sorted(hits, key=rank)


def _anchor(reference: ProvisionReference) -> str:
    """The place inside the article as passages spell it: “khoan-2-diem-dd” for điểm đ."""
    parts = [("khoan", reference.clause), ("diem", reference.point.replace("đ", "dd"))]
    return "-".join(f"{word}-{number}" for word, number in parts if number)
