"""Pages of the codification: subjects, topics, and what the library has of each."""

from datetime import date

import pytest

from content.models import Topic
from legal_library.models import CodifiedArticle
from tests.factories.legal_library import LegalDocumentFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 1, 1)


@pytest.fixture
def topics(document):
    land = Topic.objects.create(code="9", name="Đất đai", position=1)
    topic = Topic.objects.create(code="9.1", name="Đất ở", parent=land, position=2)
    Topic.objects.create(code="9.2", name="Đất rừng", parent=land, position=3)
    Topic.objects.create(code="91", name="Chủ đề khác", position=4)
    document.topics.add(topic)
    document.save()
    return land


def codify(document, eid, subject="9.1", **fields):
    days = {"first_edition": DAY, "last_edition": DAY} | fields
    return CodifiedArticle.objects.create(document=document, eid=eid, subject=subject, **days)


def page(client, path):
    response = client.get(path)
    assert response.status_code == 200
    assert not response.cookies
    return response.content.decode()


def test_subjects_are_listed_with_what_there_is_of_each(client, topics, document):
    codify(document, "art_2")
    html = page(client, "/van-ban/chu-de/")
    assert 'href="/van-ban/chu-de/9/"' in html
    assert "1 văn bản, 1 điều" in html
    assert html.count("1 văn bản") == 1  # “91” does not stand below “9”


def test_a_subject_leads_to_its_topics_and_documents(client, topics, document, draft):
    draft.topics.add(topics)
    draft.save()
    html = page(client, "/van-ban/chu-de/9/")
    assert 'href="/van-ban/chu-de/9.1/"' in html
    assert "1 đề mục chưa có văn bản" in html
    assert document.title in html
    assert draft.title not in html
    assert 'href="/van-ban/danh-sach/?topic=9"' in html


def test_a_topic_shows_the_articles_that_the_codification_puts_there(client, topics, document):
    codify(document, "art_2")
    codify(document, "art_999")
    codify(document, "art_1", removed_in=DAY)
    html = page(client, "/van-ban/chu-de/9.1/")
    assert "2 điều được pháp điển" in html
    assert f'<a href="{document.get_absolute_url()}dieu-2/">Điều 2. ' in html
    assert ">Điều 999</a>" in html
    assert 'href="/van-ban/chu-de/9/">Đất đai</a>' in html  # on the trail


def test_an_empty_topic_says_what_can_be_done(client, topics):
    html = page(client, "/van-ban/chu-de/91/")
    assert "Tủ sách chưa có văn bản nào về chủ đề này" in html
    assert 'href="/van-ban/chu-de/"' in html


@pytest.mark.parametrize("code", ["10", "9.9", "9.", "dat-dai"])
def test_unknown_topics_are_not_found(client, topics, code):
    assert client.get(f"/van-ban/chu-de/{code}/").status_code == 404


@pytest.mark.parametrize(
    ("path", "most"),
    [("/van-ban/chu-de/", 8), ("/van-ban/chu-de/9/", 15), ("/van-ban/chu-de/9.1/", 13)],
)
def test_queries_do_not_grow(client, topics, document, django_assert_max_num_queries, path, most):
    for number in range(12):
        other = LegalDocumentFactory(issuer=document.issuer)
        other.topics.add(topics)
        other.save()
        codify(other, f"art_{number}")
    with django_assert_max_num_queries(most):
        page(client, f"{path}?page=1")
