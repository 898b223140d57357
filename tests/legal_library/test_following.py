"""Feeds of a document, an article and a topic: what is news in them, and what stays the same."""

from datetime import date
from uuid import uuid4
from xml.etree import ElementTree

import pytest
from icalendar import Calendar

from content.models import Topic
from legal_library.models import AmendmentInstruction, Relation, ValidityEvent
from tests.factories.legal_library import SAMPLE_ACT, LegalDocumentFactory, write_text

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def other(db):
    return LegalDocumentFactory(number="20/2026/NQ-HĐND", title="Sửa đổi quy định mẫu")


@pytest.fixture
def topic(document):
    subject = Topic.objects.create(code="9", name="Đất đai")
    topic = Topic.objects.create(code="9.1", name="Đất ở", parent=subject)
    document.topics.add(topic)
    document.save()
    return topic


def entries(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    assert response["Content-Type"].startswith("application/atom+xml")
    assert not response.cookies
    feed = ElementTree.fromstring(response.content)
    return {
        entry.find(f"{ATOM}id").text: entry.find(f"{ATOM}title").text
        for entry in feed.findall(f"{ATOM}entry")
    }


def titles(client, path):
    return list(entries(client, path).values())


def days(client, path):
    response = client.get(path)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return [event["DTSTART"].dt for event in Calendar.from_ical(response.content).walk("VEVENT")]


def test_a_document_tells_of_validity_texts_and_what_others_do_to_it(client, document, other, url):
    ValidityEvent.objects.create(
        document=document, kind="suspended", happens_on=date(2026, 1, 2), cause=other
    )
    Relation.objects.create(source=other, kind="repeals", target=document, citation="x")
    AmendmentInstruction.objects.create(
        amending=other,
        position=1,
        words="Sửa đổi khoản 1 Điều 2",
        target=document,
        target_eid="art_2__para_1",
        action="replace",
    )
    told = titles(client, f"{url}theo-doi.atom")
    assert f"10/07/2025: Ban hành: {document}" in told
    assert f"02/01/2026: Ngưng hiệu lực: {document}" in told
    assert f"Bản gốc: {document} 10/07/2025" in told
    assert f"Bị bãi bỏ: {document} – {other}" in told
    assert f"Sửa đổi, bổ sung: khoản 1 Điều 2, {document} – {other}" in told


def test_drafts_and_refused_amendments_are_no_news(client, document, draft, other, url):
    Relation.objects.create(source=draft, kind="repeals", target=document, citation="x")
    AmendmentInstruction.objects.create(
        amending=other, position=1, words="x", target=document, action="other", state="refused"
    )
    told = " ".join(titles(client, f"{url}theo-doi.atom"))
    assert str(draft) not in told
    assert str(other) not in told
    assert client.get(f"{draft.get_absolute_url()}theo-doi.atom").status_code == 404


def test_an_article_tells_of_itself_and_of_the_end_of_the_whole(client, document, other, url):
    for eid in ("art_2__para_1", "art_20", "art_1"):
        ValidityEvent.objects.create(
            document=document, kind="partly_expires", eid=eid, happens_on=date(2026, 1, 2)
        )
    ValidityEvent.objects.create(document=document, kind="suspended", happens_on=date(2026, 2, 3))
    Relation.objects.create(
        source=other, kind="amends", target=document, target_eid="art_1", citation="x"
    )
    told = " ".join(titles(client, f"{url}dieu-2/theo-doi.atom"))
    assert "Khoản 1 Điều 2" in told
    assert "Ngưng hiệu lực" in told
    assert "Điều 20" not in told
    assert "Điều 1," not in told
    assert "Ban hành" not in told
    assert days(client, f"{url}dieu-2/theo-doi.ics") == [date(2026, 1, 2), date(2026, 2, 3)]


def test_a_new_text_is_news_for_the_articles_that_it_changes(client, document, url):
    changed = SAMPLE_ACT.replace("400.000 đồng", "500.000 đồng")
    assert changed != SAMPLE_ACT
    write_text(document, changed, valid_on=date(2026, 5, 1), kind="consolidated")
    assert len(titles(client, f"{url}dieu-2/theo-doi.atom")) == 2
    assert len(titles(client, f"{url}dieu-1/theo-doi.atom")) == 1


def test_an_article_that_never_was_cannot_be_followed(client, document, url):
    assert client.get(f"{url}dieu-99/theo-doi.atom").status_code == 404
    assert client.get(f"{url}kem-theo-1/dieu-1/theo-doi.atom").status_code == 200


def test_entries_keep_their_names(client, document, other, url):
    Relation.objects.create(source=other, kind="amends", target=document, citation="x")
    before = entries(client, f"{url}theo-doi.atom").keys()
    Relation.objects.all().delete()
    Relation.objects.create(source=other, kind="amends", target=document, citation="x")
    document.save()
    assert entries(client, f"{url}theo-doi.atom").keys() == before


def test_a_topic_tells_of_new_documents_and_their_days(client, document, topic):
    document.effective_from = date(2026, 8, 1)
    document.save()
    told = titles(client, "/van-ban/chu-de/9/theo-doi.atom")
    assert f"Mới có trên cổng: {document}" in told
    assert f"01/08/2026: Có hiệu lực: {document}" in told
    assert date(2026, 8, 1) in days(client, "/van-ban/chu-de/9.1/theo-doi.ics")
    assert client.get("/van-ban/chu-de/8/theo-doi.atom").status_code == 404


def test_a_topic_without_documents_has_a_feed_without_news(client, topic):
    Topic.objects.create(code="10", name="Khác")
    response = client.get("/van-ban/chu-de/10/theo-doi.atom")
    assert b"<entry>" not in response.content
    assert response.content == client.get("/van-ban/chu-de/10/theo-doi.atom").content


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("theo-doi.atom", 7),
        ("theo-doi.ics", 4),
        ("dieu-2/theo-doi.atom", 9),
        ("dieu-2/theo-doi.ics", 5),
    ],
)
def test_queries_of_feeds_do_not_grow(
    client, document, other, url, django_assert_max_num_queries, path, most
):
    for number in range(20):
        source = LegalDocumentFactory(number=f"{number}/{uuid4()}")
        Relation.objects.create(source=source, kind="amends", target=document, citation="x")
        ValidityEvent.objects.create(
            document=document,
            kind="amended",
            eid="art_2",
            happens_on=date(2026, 1, 2),
            cause=source,
        )
    with django_assert_max_num_queries(most):
        client.get(url + path)


def test_pages_say_how_to_follow(client, document, url):
    html = client.get(url).content.decode()
    assert f'href="{url}theo-doi.atom"' in html
    assert 'rel="alternate" type="application/atom+xml"' in html
    html = client.get(f"{url}dieu-2/").content.decode()
    assert f'href="{url}dieu-2/theo-doi.ics"' in html
