"""A search as its address asks for it; anything odd in the address is put right, never an error."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from content.text import compose

from .engines.base import FACETS, FILTERS, ORDERS
from .understanding import NAMES, SPACING, SYNONYMS, TYPING

LONGEST_QUERY = 1000
_MOST_VALUES = 50
_PARTS = frozenset({TYPING, SPACING, NAMES, SYNONYMS, *FACETS})
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff\ud800-\udfff]+")
_VALUE = re.compile(r"[\w.:-]{1,100}")


@dataclass(frozen=True, slots=True)
class SearchRequest:
    query: str  # composed, on one line, without control characters
    shortened: bool  # longer than a question can be
    literal: bool  # just the words typed, not what they mean
    as_typed: frozenset[str]  # parts of what was understood that the reader has undone
    order: str  # empty where the address names none
    filters: Mapping[str, frozenset[str]]
    page: int

    @classmethod
    def of(cls, parameters: QueryDict) -> "SearchRequest":
        query = clean_query(parameters.get("q", ""))
        order = parameters.get("order")
        return cls(
            query=query[:LONGEST_QUERY],
            shortened=len(query) > LONGEST_QUERY,
            literal=parameters.get("literal") == "1",
            as_typed=_values(parameters.getlist("as_typed")) & _PARTS,
            order=order if order in ORDERS else "",
            filters={
                facet: values for facet in FILTERS if (values := _values(parameters.getlist(facet)))
            },
            page=_page_number(parameters.get("page")),
        )


def clean_query(raw: str) -> str:
    """*raw* composed, with control characters and line breaks as blanks."""
    return " ".join(compose(_UNPRINTABLE.sub(" ", raw)).split())


def _values(raw: list[str]) -> frozenset[str]:
    return frozenset(value for value in raw[:_MOST_VALUES] if _VALUE.fullmatch(value))


def _page_number(raw: str | None) -> int:
    """The page asked for; anything that is no page is the first."""
    is_number = raw and raw.isascii() and raw.isdigit() and len(raw) < 5
    return max(int(raw), 1) if is_number else 1
