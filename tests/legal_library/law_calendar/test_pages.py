"""The law calendar: its months, and what other programs read of it."""

from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone
from icalendar import Calendar

from content.models import Topic
from legal_library.models import ValidityEvent
from legal_library.vocabulary import document_type, issuer
from tests.factories.legal_library import LegalDocumentFactory

pytestmark = pytest.mark.django_db

JULY = "/van-ban/lich/2025-07/"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def law(db):
    """Issued, in force and out of force in one month."""
    return LegalDocumentFactory(
        title="Luật mẫu, về thuế; phí",
        number="1/2025/QH15",
        type=document_type("Luật"),
        issuer=issuer("Quốc hội"),
        issued_on=date(2025, 7, 1),
        effective_from=date(2025, 7, 10),
        effective_to=date(2025, 7, 31),
    )


@pytest.fixture
def resolution(db):
    return LegalDocumentFactory(
        title="Nghị quyết mẫu của tỉnh",
        number="2/2025/NQ-HĐND",
        issuer=issuer("Hội đồng nhân dân tỉnh An Lạc"),
        issued_on=date(2025, 7, 5),
    )


def page(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status, path
    return response.content.decode()


def test_a_month_tells_day_by_day_what_happens(client, law):
    html = page(client, JULY)
    assert "3 sự kiện" in html
    days = [html.index(f'id="ngay-{day}"') for day in (1, 10, 31)]
    assert days == sorted(days)
    assert html.index("Ban hành") < html.index("Hết hiệu lực")
    assert "Luật mẫu, về thuế; phí" in page(client, JULY)


def test_provisions_have_days_of_their_own(client, law, resolution):
    ValidityEvent.objects.create(
        document=law,
        kind="partly_expires",
        eid="art_5__para_2",
        happens_on=date(2025, 7, 20),
        cause=resolution,
    )
    html = page(client, JULY)
    assert f'href="{law.get_absolute_url()}dieu-5/#khoan-2"' in html
    assert "Khoản 2 Điều 5, Luật mẫu" in html
    assert "Nghị quyết 2/2025/NQ-HĐND</a>" in html


def test_what_a_document_says_of_itself_is_told_once(client, law):
    law.record_validity()
    assert "3 sự kiện" in page(client, JULY)


def test_drafts_are_in_no_calendar(client, law):
    LegalDocumentFactory(title="Chưa đăng", issued_on=date(2025, 7, 1), live=False)
    hidden = LegalDocumentFactory(title="Cũng chưa đăng", issued_on=date(2025, 1, 1), live=False)
    ValidityEvent.objects.create(document=hidden, kind="suspended", happens_on=date(2025, 7, 2))
    for path in (JULY, "/van-ban/lich.ics", "/van-ban/lich.atom", "/van-ban/lich/2025-07.ics"):
        assert "hưa đăng" not in page(client, path)


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("kind=takes_effect", "Có hiệu lực", 'id="ngay-1"'),
        ("province=1", "Nghị quyết mẫu", "Luật mẫu"),
        ("type=luat", "Luật mẫu", "Nghị quyết mẫu"),
        ("topic=9", "Nghị quyết mẫu", "Luật mẫu"),
        ("kind=khong-co&type=", "Luật mẫu", "Tháng này không có"),
    ],
)
def test_choices_narrow_the_month_and_stay_in_the_address(
    client, law, resolution, query, shown, hidden
):
    land = Topic.objects.create(code="9", name="Đất đai")
    resolution.topics.add(Topic.objects.create(code="9.1", name="Đất", parent=land))
    resolution.save()
    html = page(client, f"{JULY}?{query}")
    assert shown in html
    assert hidden not in html
    if "khong-co" not in query:
        assert f"/van-ban/lich/2025-08/?{query}" in html
        assert f"/van-ban/lich.ics?{query}" in html
        assert 'name="robots" content="noindex, follow"' in html


def test_an_empty_month_leads_to_the_nearest_ones_with_something(client, law):
    LegalDocumentFactory(issued_on=date(2024, 3, 1))
    html = page(client, "/van-ban/lich/2024-12/")
    assert "Tháng này không có sự kiện nào" in html
    assert 'href="/van-ban/lich/2024-03/"' in html
    assert 'href="/van-ban/lich/2025-07/"' in html


@pytest.mark.parametrize("month", ["2025-06", "1890-01", "2999-12", "2025-13", "2025", "0000-00"])
def test_the_calendar_ends_where_nothing_is_known(client, law, month):
    html = page(client, f"/van-ban/lich/{month}/", 404)
    assert "Lịch văn bản có từ tháng 07/2025" in html
    assert 'href="/van-ban/lich/2025-07/"' in html
    page(client, f"/van-ban/lich/{month}.ics", 404)


def test_crawlers_come_to_an_end(client, law):
    assert 'rel="prev"' not in page(client, JULY)
    today = timezone.localdate()
    assert 'rel="next"' not in page(client, f"/van-ban/lich/{today:%Y-%m}/")


def test_a_mistyped_year_does_not_lengthen_the_calendar(client):
    LegalDocumentFactory(issued_on=date(2025, 7, 1), effective_from=date(9025, 7, 1))
    page(client, "/van-ban/lich/9025-07/", 404)


def test_the_front_is_this_month_and_leads_to_the_month_asked_for(client, law):
    address = f"/van-ban/lich/{timezone.localdate():%Y-%m}/"
    assert f'<link rel="canonical" href="http://testserver{address}">' in page(
        client, "/van-ban/lich/"
    )
    asked = client.get("/van-ban/lich/?thang=7&nam=2025&type=luat&kind=issued")
    assert asked.url == f"{JULY}?kind=issued&type=luat"
    assert client.get("/lich-hieu-luc/", follow=True).status_code == 200


def test_long_months_are_paged_and_the_table_leads_to_the_right_page(client):
    LegalDocumentFactory.create_batch(61, issued_on=date(2025, 7, 1))
    LegalDocumentFactory(issued_on=date(2025, 7, 30), title="Cuối tháng")
    html = page(client, JULY)
    assert "Cuối tháng" not in html
    assert 'href="?page=2#ngay-30"' in html
    assert "Cuối tháng" in page(client, f"{JULY}?page=2")


@pytest.mark.parametrize(
    ("path", "most"),
    [
        (JULY, 9),
        ("/van-ban/lich/2025-08/", 10),
        ("/van-ban/lich.ics", 3),
        ("/van-ban/lich.atom", 3),
        ("/van-ban/lich/2025-07.ics", 5),
    ],
)
def test_queries_do_not_grow_with_what_happens(
    client, law, django_assert_max_num_queries, path, most
):
    LegalDocumentFactory.create_batch(30, issued_on=date(2025, 7, 3), issuer=law.issuer)
    client.get(path)
    with django_assert_max_num_queries(most):
        response = client.get(f"{path}?x=1")
    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


# -- for other programs ----------------------------------------------------------------


def events(client, path="/van-ban/lich/2025-07.ics"):
    response = client.get(path)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert all(len(line) <= 75 for line in response.content.split(b"\r\n"))
    return list(Calendar.from_ical(response.content).walk("VEVENT"))


def test_a_month_as_a_calendar_has_whole_days(client, law):
    issued, begins, ends = events(client)
    assert issued["DTSTART"].dt == date(2025, 7, 1)
    assert issued["DTEND"].dt == date(2025, 7, 2)
    assert begins["SUMMARY"] == "Có hiệu lực: Luật 1/2025/QH15"
    assert ends["DESCRIPTION"] == "Luật mẫu, về thuế; phí"
    assert ends["URL"] == f"http://testserver{law.get_absolute_url()}"


def test_an_entry_keeps_its_name_when_its_day_is_corrected(client, law):
    before = {event["UID"]: event["DTSTART"].dt for event in events(client)}
    law.effective_from = date(2025, 7, 12)
    law.save()
    after = {event["UID"]: event["DTSTART"].dt for event in events(client)}
    assert before.keys() == after.keys()
    assert len(before) == 3
    assert date(2025, 7, 12) in after.values()


def test_the_subscription_holds_what_is_to_come(client):
    today = timezone.localdate()
    LegalDocumentFactory(title="Sắp tới", effective_from=today + timedelta(days=400))
    LegalDocumentFactory(title="Đã xa", effective_from=today - timedelta(days=400))
    (event,) = events(client, "/van-ban/lich.ics")
    assert event["DESCRIPTION"] == "Sắp tới"


def test_the_feed_names_its_entries_for_good(client):
    today = timezone.localdate()
    document = LegalDocumentFactory(number="3/NQ-HĐND", effective_from=today + timedelta(days=3))
    feed = ElementTree.fromstring(client.get("/van-ban/lich.atom").content)
    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.find(f"{ATOM}id").text.startswith("urn:uuid:")
    assert "3/NQ-HĐND" in entry.find(f"{ATOM}title").text
    assert entry.find(f"{ATOM}updated").text == feed.find(f"{ATOM}updated").text
    assert document.created_at.strftime("%Y-%m-%dT%H") in entry.find(f"{ATOM}updated").text


@pytest.mark.parametrize("path", ["/van-ban/lich.atom", "/van-ban/lich.ics"])
def test_who_asks_again_is_sent_nothing_when_nothing_changed(client, path):
    document = LegalDocumentFactory(effective_from=timezone.localdate())
    first = client.get(f"{path}?kind=takes_effect")
    etag = first["ETag"]
    assert first["Last-Modified"]
    again = client.get(f"{path}?kind=takes_effect", headers={"If-None-Match": etag})
    assert again.status_code == 304
    document.number = "9/NQ-HĐND"
    document.save()
    changed = client.get(f"{path}?kind=takes_effect", headers={"If-None-Match": etag})
    assert changed.status_code == 200
