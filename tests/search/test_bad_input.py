"""Whatever is typed or written into the address: a page or a clear message, soon."""

from datetime import timedelta
from time import perf_counter
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from search.answering import answer
from search.engines.base import FILTERS
from search.indexing import rebuild_index
from search.requests import SearchRequest

from .conftest import TODAY

pytestmark = pytest.mark.django_db

SEARCH, SUGGEST, FEED = "/tim-kiem/", "/tim-kiem/goi-y/", "/tim-kiem/atom.xml"
LONGEST = 1.0  # seconds
PIECES = st.sampled_from(
    [
        *("điều 5", "luật", "đất đai", "nghị định", "168/2024", "năm 2024", "của Sở Y tế", "ND"),
        *('"', "“", "”", "*", "?", "~", "^", ":", "(", ")", "[", "{", "\\", "/", "||", "AND", "+"),
        *("luaatj", "d9at61", "dangkykhaisinh", "\u0301", "\u200d", "🙂", "ﬁ", "𝔇", "\x00", "\n"),
        *("(a+)+$", ".*", "[[:alpha:]]", "%", "_", "' OR 1=1 --", "<script>", "{{7*7}}", "${7}"),
    ]
)
QUERIES = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=12).map(" ".join))


@pytest.fixture
def portal(settings, tmp_path, shelves):
    settings.SEARCH = settings.SEARCH | {"DIRECTORY": tmp_path / "search"}
    rebuild_index()


@settings(
    max_examples=1000,
    deadline=timedelta(seconds=LONGEST),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.generate],
    derandomize=True,
)
@given(query=QUERIES)
def test_a_thousand_queries_are_answered(library, query):
    asked = SearchRequest.of(QueryDict(urlencode({"q": query}, errors="surrogatepass")))
    if asked.query:
        answer(asked, engine=library, day=TODAY, languages=frozenset({"vi"}))


@pytest.mark.parametrize(
    "query",
    [
        "(" * 1000,
        "a" * 1000,
        "đ" * 10_000,
        "aa " * 500,
        '"' * 999,
        '"đất' * 250,
        "1/" * 500,
        "1.1." * 250,
        "168/2024/" * 120,
        "luật " * 200 + "điều 5",
        "điều 1 khoản 1 " * 60,
        "của sở " * 140,
        "nghị định " * 100,
        "tên tôi là " * 90,
        "luaatj " * 140,
        "dangkykhaisinh" * 70,
        "ngh" * 330,
        " ".join(f"tu{n}" for n in range(200)),
        "\u0301" * 1000,
        "%s%n{0}{{}}",
        "a:b AND (c OR d) NOT e^10~2 [1 TO 5]",
        '{"match_all": {}}',
        "../../etc/passwd\x00",
    ],
)
@pytest.mark.parametrize("address", [SEARCH, SUGGEST, FEED])
def test_what_is_made_to_hurt_is_answered_soon(client, portal, address, query):
    started = perf_counter()
    response = client.get(address, {"q": query})
    assert perf_counter() - started < LONGEST
    assert response.status_code == 200
    assert b"<script>alert" not in response.content


def test_fifty_filters_and_deep_pages_are_answered(client, portal):
    many = [(name, f"gia-tri-{number}") for name in FILTERS for number in range(50)]
    many += [("kind", "<script>alert(1)</script>"), ("type", "a" * 5_000), ("year", "٢٠٢٤")]
    for page in ("1", "9999", "-1", "1e9", "9" * 100):
        address = f"{SEARCH}?{urlencode([('q', 'đất'), ('page', page), *many])}"
        started = perf_counter()
        response = client.get(address)
        assert perf_counter() - started < LONGEST
        assert response.status_code == 200
        assert b"<script>alert" not in response.content


@pytest.mark.parametrize("name", ["order", "literal", "as_typed", "page", "document", "kind"])
@pytest.mark.parametrize("value", ["", "\x00", "đ" * 1000, "%", "[]", "null", "🙂"])
def test_odd_parameters_are_left_out(client, portal, name, value):
    assert client.get(SEARCH, {"q": "đất", name: value}).status_code == 200
