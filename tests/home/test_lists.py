"""The calendar of what begins and ends, and the units on the front page."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from departments.models import Unit
from home.front_page import effect_calendar

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(("offset", "shown"), [(-8, 0), (-7, 1), (0, 1), (60, 1), (61, 0)])
def test_calendar_reaches_a_week_back_and_sixty_days_ahead(make_document, offset, shown):
    make_document("Bắt đầu", effective_from=DAY + timedelta(days=offset))
    make_document("Kết thúc", effective_to=DAY + timedelta(days=offset))
    calendar = effect_calendar(DAY)
    assert [len(calendar.beginning), len(calendar.ending)] == [shown, shown]


def test_calendar_is_in_order_and_without_drafts(make_document):
    make_document("Sau", effective_from=DAY + timedelta(days=9))
    make_document("Trước", effective_from=DAY + timedelta(days=2))
    make_document("Đang soạn", effective_from=DAY + timedelta(days=1), live=False)
    assert [document.title for document in effect_calendar(DAY).beginning] == ["Trước", "Sau"]


def test_empty_calendar_says_what_to_do(client, home_page):
    html = client.get("/lich-hieu-luc/").content.decode()
    assert "Không có văn bản nào trong khoảng này" in html
    assert 'href="/van-ban/"' in html


def test_calendar_page_asks_a_fixed_number_of_queries(
    client, portal, make_document, django_assert_num_queries
):
    for number in range(10):
        make_document(f"Văn bản {number}", effective_from=timezone.localdate())
    with django_assert_num_queries(4):
        assert "Văn bản 9" in client.get("/lich-hieu-luc/").content.decode()


@pytest.fixture
def some_units(db):
    today = timezone.localdate()
    return [
        Unit.objects.create(code="stp", name="Sở Tư pháp", kind="department", phone="0000 000 001"),
        Unit.objects.create(code="p-da", name="Phường Đa Phúc", kind="ward"),
        Unit.objects.create(code="p-an", name="Phường An Lạc", kind="ward"),
        Unit.objects.create(code="h-cu", name="Huyện Cũ", kind="district", valid_to=today),
    ]


def test_front_page_lists_units_of_today_by_kind(client, home_page, some_units):
    html = client.get("/").content.decode()
    assert 'href="/don-vi/stp/"' in html
    assert html.index("Sở Tư pháp") < html.index("Phường An Lạc") < html.index("Phường Đa Phúc")
    assert "Huyện Cũ" not in html
