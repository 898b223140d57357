"""What is offered while a query is typed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from search import suggesting
from search.indexing import rebuild_index
from search.models import AskedQuery
from search.queries import query_key

pytestmark = pytest.mark.django_db

SUGGEST = "/tim-kiem/goi-y/"


@pytest.fixture(autouse=True)
def nothing_remembered():
    suggesting.forget_asked()
    yield
    suggesting.forget_asked()


@pytest.fixture
def portal(settings, tmp_path, shelves):
    settings.SEARCH = settings.SEARCH | {"DIRECTORY": tmp_path / "search"}
    rebuild_index()
    return shelves


def suggestions(client, typed: str) -> list[dict]:
    response = client.get(SUGGEST, {"q": typed})
    assert response.status_code == 200
    return response.json()["suggestions"]


def asked(query: str, *, askers: int = 3, days: int = 2, results: int = 5):
    today = timezone.localdate()
    for number in range(days):
        AskedQuery.objects.create(
            day=today - timedelta(days=number),
            key=query_key(query),
            query=query,
            asked=askers,
            askers=askers if number == 0 else 1,
            results=results,
        )


@pytest.mark.parametrize("typed", ["luật đấ", "luat da", "LUẬT ĐẤT"])
def test_names_are_offered_as_they_are_begun(client, portal, typed):
    first = suggestions(client, typed)[0]
    assert first["text"] == "Luật Đất đai"
    assert first["url"] == "/van-ban/2/"  # the one in force


@pytest.mark.parametrize("typed", ["nd 168", "168/2024", "nghị định 168/2024/nđ-cp"])
def test_a_number_is_offered_as_its_document(client, portal, typed):
    first = suggestions(client, typed)[0]
    assert first["url"] == "/van-ban/3/"
    assert first["detail"] == "168/2024/NĐ-CP"


def test_a_place_in_a_law_is_offered_first(client, portal):
    first = suggestions(client, "khoản 2 điều 5 luật đất đai")[0]
    assert first["text"] == "Điều 5. Nguyên tắc sử dụng đất"
    assert first["url"] == "/van-ban/2/dieu-5/#khoan-2"
    assert first["detail"] == "Luật Đất đai"


def test_what_others_have_asked_is_offered(client, portal):
    asked("xin giấy phép xây nhà")
    assert suggestions(client, "xin giay")[0] == {
        "text": "xin giấy phép xây nhà",
        "url": "/tim-kiem/?q=xin+gi%E1%BA%A5y+ph%C3%A9p+x%C3%A2y+nh%C3%A0",
        "kind": "Đã có người tìm",
        "detail": "",
    }


@pytest.mark.parametrize("rare", [{"askers": 1}, {"days": 1}, {"results": 0}])
def test_what_hardly_anybody_asked_or_nobody_found_is_not(client, portal, rare):
    asked("xin giấy phép xây nhà", **rare)
    assert suggestions(client, "xin giay") == []


@pytest.mark.parametrize(
    "typed", ["", "đ", " ", "***", "a" * 101, "a" * 50_000, "\x00\x00", "🙂🙂"]
)
def test_too_little_or_too_much_offers_nothing(client, portal, typed):
    assert suggestions(client, typed) == []


def test_the_answer_is_the_same_for_everybody_and_may_be_kept(client, portal):
    response = client.get(SUGGEST, {"q": "luật"})
    assert response["Cache-Control"] == "public, max-age=300"
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_without_an_index_nothing_is_offered(client, settings, tmp_path, shelves):
    settings.SEARCH = settings.SEARCH | {"DIRECTORY": tmp_path / "none"}
    assert suggestions(client, "luật") == []


def test_suggestions_hardly_ask_the_database(client, portal, django_assert_num_queries):
    suggestions(client, "luật")
    with django_assert_num_queries(0):
        suggestions(client, "luật đất")
