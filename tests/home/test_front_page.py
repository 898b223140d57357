"""The front page shows what exists, and nothing else, in a fixed number of queries."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from home.front_page import front_page
from home.models import Hotline

DAY = date(2026, 11, 23)


@pytest.fixture
def today_box(db):
    return lambda: front_page(DAY).today


def test_empty_portal_shows_only_the_search(client, home_page):
    html = client.get("/").content.decode()
    assert 'name="q"' in html
    for absent in ("Hôm nay", "Văn bản mới", "Mới được trả lời", "Tin tức", "Tài liệu mới", "tel:"):
        assert absent not in html


def test_every_section_with_content_is_shown(client, full_front_page):
    html = client.get("/").content.decode()
    for present in (
        "Hôm nay, ",
        "Quy định tách thửa đất",
        "Nghỉ không báo trước có phải bồi thường?",
        "Tập huấn hòa giải ở cơ sở",
        "Sổ tay hòa giải viên",
        'href="tel:0000000000"',
        "/tim-kiem/?q=th%E1%BB%A7%20t%E1%BB%A5c",  # an example that can be tapped
        "/tim-kiem/?q=dat+dai",  # a life situation with its own query
        "/tim-kiem/?q=Kh%E1%BB%9Fi+nghi%E1%BB%87p",  # one without: its title
    ):
        assert present in html


def test_number_of_queries_does_not_grow_with_content(
    client, full_front_page, make_document, make_record, django_assert_num_queries
):
    client.get("/")
    for number in range(20):
        make_document(f"Văn bản {number}")
        make_record("news", f"Tin {number}")
        make_record("questions", f"Câu hỏi {number}")
    with django_assert_num_queries(15):
        client.get("/")


def test_drafts_and_withdrawn_records_stay_hidden(client, home_page, make_document, make_record):
    make_document("Văn bản đang soạn", live=False)
    make_record("questions", "Câu hỏi đã gỡ", live=False)
    html = client.get("/").content.decode()
    assert "đang soạn" not in html
    assert "đã gỡ" not in html


def test_each_language_shows_its_own_records(home_page, make_record):
    make_record("news", "Tin tiếng Việt")
    make_record("news", "English news", language="en")
    assert [record.title for record in front_page(DAY, "en").news] == ["English news"]
    assert [record.title for record in front_page(DAY).news] == ["Tin tiếng Việt"]


def test_soon_in_force_stands_before_the_newest_and_only_once(make_document):
    make_document("Cũ", issued_on=DAY - timedelta(days=900))
    make_document("Mới nhất", issued_on=DAY)
    make_document("Sắp có hiệu lực", issued_on=DAY, effective_from=DAY + timedelta(days=40))
    titles = [document.title for document in front_page(DAY).documents]
    assert titles == ["Sắp có hiệu lực", "Mới nhất", "Cũ"]


@pytest.mark.parametrize(
    ("offset", "starting", "starting_soon"),
    [(-1, 0, 0), (0, 1, 0), (1, 0, 1), (7, 0, 1), (8, 0, 0)],
)
def test_today_counts_what_begins(today_box, make_document, offset, starting, starting_soon):
    make_document("Quyết định", effective_from=DAY + timedelta(days=offset))
    assert (today_box().starting, today_box().starting_soon) == (starting, starting_soon)


@pytest.mark.parametrize(("offset", "ending"), [(-1, 0), (0, 1), (7, 1), (8, 0)])
def test_today_counts_what_ends(today_box, make_document, offset, ending):
    make_document("Quyết định", effective_to=DAY + timedelta(days=offset))
    assert today_box().ending == ending


def test_today_counts_answers_of_the_past_week(home_page, make_record):
    now = timezone.now()
    make_record("questions", "Hôm qua", published_at=now - timedelta(days=1))
    make_record("questions", "Tháng trước", published_at=now - timedelta(days=30))
    assert front_page(timezone.localdate()).today.answered == 1


def test_nothing_today_makes_the_box_empty(today_box, make_document):
    make_document("Không rõ ngày")
    assert not today_box()


def test_only_numbers_valid_today_are_shown(client, home_page):
    today = timezone.localdate()
    Hotline.objects.create(label="Đang dùng", number="1", valid_from=today)
    Hotline.objects.create(label="Hết hôm nay", number="2", valid_to=today)
    Hotline.objects.create(label="Từ mai", number="3", valid_from=today + timedelta(days=1))
    html = client.get("/").content.decode()
    assert "Đang dùng" in html
    assert "Hết hôm nay" not in html
    assert "Từ mai" not in html
