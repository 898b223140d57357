"""Reports of opened results: which are believed."""

import re

import pytest
from django.core import signing

from search.indexing import rebuild_index
from search.learning.clicks import click_token
from search.models import AskedQuery, OpenedResult

from ..conftest import LAND_LAW

pytestmark = pytest.mark.django_db

OPENED = "/tim-kiem/da-mo/"


@pytest.fixture
def portal(settings, tmp_path, shelves):
    settings.SEARCH = settings.SEARCH | {"DIRECTORY": tmp_path / "search", "LOG": "inline"}
    rebuild_index()


def report(client, query="thu hồi đất", origin="http://testserver", **fields):
    data = {"token": click_token(query), "result": "provisions:2/art_79", "rank": "1"} | fields
    response = client.post(OPENED, data, headers={"origin": origin})
    assert response.status_code == 204
    assert not response.cookies
    return OpenedResult.objects.count()


def test_a_search_and_its_opened_result_are_counted(client, portal):
    html = client.get("/tim-kiem/", {"q": "thu hồi đất"}).content.decode()
    token = re.search(r'data-clicks-token="([^"]+)"', html)[1]
    result, rank = re.search(r'data-result="([^"]+)" data-rank="(\d+)"', html).groups()
    assert report(client, token=token, result=result, rank=rank) == 1
    [asked] = AskedQuery.objects.all()
    assert (asked.query, asked.asked, asked.clicks) == ("thu hồi đất", 1, 1)
    assert asked.results > 0


def test_turning_pages_and_choosing_filters_is_no_new_question(client, portal):
    for extra in ({"page": 2}, {"kind": "documents"}, {"literal": 1}, {"order": "newest"}):
        client.get("/tim-kiem/", {"q": LAND_LAW.title} | extra)
    assert not AskedQuery.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"token": "forged"},
        {"token": ""},
        {"token": signing.dumps("thu hoi dat", salt="another")},
        {"token": "x" * 100_000},
        {"origin": "https://elsewhere.example"},
        {"result": "provisions"},
        {"result": "unknown:1/"},
        {"result": "provisions:<script>"},
        {"result": "provisions:" + "1" * 500},
        {"rank": "-1"},
        {"rank": "x"},
        {"rank": "99999"},
        {"rank": "٣"},
    ],
)
def test_what_this_portal_did_not_show_is_not_counted(client, portal, fields):
    client.get("/tim-kiem/", {"q": "thu hồi đất"})
    assert report(client, **fields) == 0


def test_one_page_counts_each_result_once(client, portal):
    client.get("/tim-kiem/", {"q": "thu hồi đất"})
    token = click_token("thu hồi đất")
    for _ in range(5):
        report(client, token=token)
    assert AskedQuery.objects.get().clicks == 1


def test_one_sender_counts_so_often_and_no_more(client, portal, monkeypatch):
    monkeypatch.setattr("search.learning.clicks._MOST", 3)
    client.get("/tim-kiem/", {"q": "thu hồi đất"})
    for number in range(10):
        report(client, result=f"provisions:{number}/art_1")
    assert AskedQuery.objects.get().clicks == 3


def test_the_address_takes_reports_only(client, portal):
    assert client.get(OPENED).status_code == 405
