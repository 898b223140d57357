"""The units on the front page."""

import pytest
from django.utils import timezone

from departments.models import Unit


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
