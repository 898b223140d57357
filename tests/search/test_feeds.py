"""A search as a feed."""

import xml.etree.ElementTree as ElementTree

import pytest

from search.indexing import rebuild_index

pytestmark = pytest.mark.django_db

FEED = "/tim-kiem/atom.xml"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def portal(settings, tmp_path, shelves):
    settings.SEARCH = settings.SEARCH | {"DIRECTORY": tmp_path / "search"}
    rebuild_index()
    return shelves


def entries(client, **parameters):
    response = client.get(FEED, parameters)
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    assert not response.cookies
    return ElementTree.fromstring(response.content).findall(f"{ATOM}entry")


def test_the_newest_results_come_first_with_their_documents(client, portal):
    found = entries(client, q="đất", order="oldest")
    days = [entry.find(f"{ATOM}published").text[:10] for entry in found]
    assert len(found) > 3
    assert days == sorted(days, reverse=True)
    titles = {entry.find(f"{ATOM}title").text for entry in found}
    assert "Luật Đất đai" in " ".join(titles)


def test_filters_hold_in_the_feed(client, portal):
    found = entries(client, q="đất", kind="documents")
    assert 0 < len(found) < len(entries(client, q="đất"))


def test_the_page_names_its_feed(client, portal):
    html = client.get("/tim-kiem/", {"q": "đất", "type": "luat", "page": "1"}).content.decode()
    assert '<link rel="alternate" type="application/atom+xml" href="/tim-kiem/atom.xml?' in html
    assert "q=%C4%91%E1%BA%A5t&amp;type=luat" in html


def test_without_a_query_or_an_index_programs_are_told(client, portal, settings, tmp_path):
    assert client.get(FEED).status_code == 400
    settings.SEARCH = settings.SEARCH | {"DIRECTORY": tmp_path / "none"}
    response = client.get(FEED, {"q": "đất"})
    assert (response.status_code, response["Retry-After"]) == (503, "300")
