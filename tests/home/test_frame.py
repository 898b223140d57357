"""What all pages share: head, imprint, menus, languages, and pages for when things fail."""

import pytest
from django.test import Client, RequestFactory
from django.views.defaults import server_error
from wagtail.models import Locale, PageViewRestriction

from home.models import InfoPage


@pytest.fixture
def info_page(home_page):
    page = home_page.add_child(
        instance=InfoPage(
            title="Về cổng này",
            slug="ve-cong-nay",
            summary="Cổng của tỉnh An Lạc.",
            body=[("text", "<p>Ai cũng đọc được.</p>")],
        )
    )
    page.save_revision().publish()
    return page


def test_public_pages_set_no_cookie_and_do_not_vary_by_it(client, info_page):
    for path in ("/", "/ve-cong-nay/", "/robots.txt", "/sitemap.xml", "/khong-co-trang-nay/"):
        response = client.get(path)
        assert "Cookie" not in response.headers.get("Vary", "")
        assert not response.cookies


def test_language_of_the_browser_does_not_change_the_page(client, full_front_page):
    html = client.get("/", headers={"accept-language": "en-US"}).content.decode()
    assert '<html lang="vi">' in html
    assert "Tìm điều luật" in html or "Ví dụ" in html


def test_head_describes_the_page(client, info_page):
    html = client.get("/ve-cong-nay/?utm_source=x").content.decode()
    assert "<title>Về cổng này | " in html
    assert '<meta name="description" content="Cổng của tỉnh An Lạc.">' in html
    assert '<link rel="canonical" href="http://testserver/ve-cong-nay/">' in html
    assert '<meta property="og:title" content="Về cổng này">' in html


def test_no_inline_style_or_script(client, full_front_page):
    for path in ("/", "/mau-giao-dien/"):
        html = client.get(path).content.decode()
        assert "<style" not in html
        assert " style=" not in html
        assert "<script>" not in html
        assert " onclick=" not in html


def test_imprint_shows_what_is_set_and_leaves_out_what_is_not(client, portal):
    portal.province = "tỉnh An Lạc"
    portal.governing_body = "Sở Tư pháp tỉnh An Lạc"
    portal.responsible_person, portal.responsible_title = "Trần Thị Mẫu", "Giám đốc Sở"
    portal.phone = "(0000) 3 85 44"
    portal.save()
    html = client.get("/").content.decode()
    assert "Cổng thông tin phổ biến, giáo dục pháp luật tỉnh An Lạc" in html
    assert "Trần Thị Mẫu, Giám đốc Sở" in html
    assert 'href="tel:000038544"' in html
    assert "Giấy phép" not in html
    portal.licence = "số 12/GP-STTTT ngày 01/02/2026"
    portal.save()
    assert "số 12/GP-STTTT" in client.get("/").content.decode()


def test_menu_marks_where_the_reader_is(client, portal, info_page):
    portal.menu = [
        ("link", {"label": "Về cổng", "page": info_page}),
        ("link", {"label": "Văn bản", "address": "/van-ban/"}),
    ]
    portal.save()
    html = client.get("/ve-cong-nay/").content.decode()
    assert '<a class="main-menu__link" href="/ve-cong-nay/" aria-current="page">' in html
    assert '<a class="main-menu__link" href="/van-ban/">' in html


def test_languages_are_linked_only_where_a_translation_is_public(client, info_page):
    english = Locale.objects.create(language_code="en")
    info_page.get_parent().copy_for_translation(english)
    translation = info_page.copy_for_translation(english)
    assert "site-header__languages" not in client.get("/ve-cong-nay/").content.decode()
    translation.get_parent().specific.save_revision().publish()
    translation.save_revision().publish()
    html = client.get("/ve-cong-nay/").content.decode()
    assert 'hreflang="en"' in html
    assert f'href="{translation.url}"' in html


def test_missing_page_offers_the_search(client, portal):
    response = client.get("/khong-co-trang-nay/")
    html = response.content.decode()
    assert response.status_code == 404
    assert "Không tìm thấy trang này" in html
    assert 'role="search"' in html
    assert "canonical" not in html


def test_error_page_needs_no_database():
    # Without the `db` fixture any query fails the test.
    response = server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "Trang đang gặp lỗi" in response.content.decode()


def many_choices(client):
    return client.get("/van-ban/danh-sach/", {str(number): "" for number in range(10_001)})


@pytest.mark.parametrize(
    ("request_of", "status", "words"),
    [
        (lambda client: client.get("/", headers={"host": "evil.example"}), 400, "không đọc được"),
        (lambda client: client.post("/", {"a": "1"}), 403, "Chưa gửi được"),
        (many_choices, 400, "không đọc được"),
    ],
    ids=["host", "token", "fields"],
)
def test_what_is_refused_is_answered_in_words(home_page, request_of, status, words):
    response = request_of(Client(enforce_csrf_checks=True))
    assert response.status_code == status
    assert words in response.content.decode()
    assert not response.cookies


@pytest.mark.parametrize("kind", ["password", "login"])
def test_a_closed_page_asks_in_the_look_of_the_portal_and_tells_nothing(client, info_page, kind):
    PageViewRestriction.objects.create(page=info_page, restriction_type=kind, password="mật khẩu")
    html = client.get("/ve-cong-nay/", follow=True).content.decode()
    assert 'class="site-header"' in html
    assert "Mật khẩu" in html
    assert info_page.summary not in html
    assert info_page.title not in html
