"""What an address asks for: put right, never refused."""

import unicodedata

import pytest
from django.http import QueryDict

from search.requests import LONGEST_QUERY, SearchRequest, clean_query


def request(text: str) -> SearchRequest:
    return SearchRequest.of(QueryDict(text))


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        (unicodedata.normalize("NFD", "Luật Đất đai"), "Luật Đất đai"),
        ("đất\x00đai\x1f", "đất đai"),
        ("đất\r\n\tđai", "đất đai"),
        ("\u200bđất\ufeff", "đất"),
        ("\u202eđảo", "đảo"),
        ("🙂 đất", "🙂 đất"),
        ('" * AND', '" * AND'),
        ("   ", ""),
    ],
)
def test_a_query_is_composed_on_one_line_without_controls(raw, clean):
    assert clean_query(raw) == clean


def test_a_query_that_is_too_long_is_shortened_and_says_so():
    asked = request("q=" + "a" * 10_000)
    assert len(asked.query) == LONGEST_QUERY
    assert asked.shortened
    assert not request("q=" + "a" * LONGEST_QUERY).shortened


def test_filters_are_the_known_ones_with_values():
    asked = request("q=x&year=2024&year=2025&kind=news&colour=red&unit=")
    assert asked.filters == {"year": frozenset({"2024", "2025"}), "kind": frozenset({"news"})}


def test_odd_values_are_left_out():
    assert request("q=x&year=%00&type=<b>&unit=" + "x" * 500).filters == {}
    assert len(request("q=x" + "".join(f"&year={n}" for n in range(99))).filters["year"]) <= 50


def test_order_and_literal_have_defaults():
    asked = request("q=x&order=sideways&literal=2")
    assert (asked.order, asked.literal, asked.page) == ("", False, 1)
    asked = request("q=x&order=newest&literal=1")
    assert (asked.order, asked.literal) == ("newest", True)
    assert request("").query == ""
