"""Readers report errors: kept once, at the right place, without cookies, at a bearable rate."""

from unicodedata import normalize

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from content.public_forms import sign_token
from legal_library.forms import ErrorReportForm
from legal_library.models import ErrorReport

pytestmark = pytest.mark.django_db

ORIGIN = {"origin": "http://testserver"}


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


def filled(**fields):
    return {
        "token": sign_token(ErrorReportForm.purpose),
        "kind": "text",
        "message": "Điểm đ thiếu chữ “không”.",
        **fields,
    }


def send(client, url, data=None, place="", **options):
    options.setdefault("headers", ORIGIN)
    query = f"?vi-tri={place}" if place else ""
    return client.post(f"{url}bao-loi/{query}", filled() if data is None else data, **options)


def test_report_is_kept_with_its_place_and_answered_by_a_redirect(client, document, url):
    response = send(client, url, place="dieu-2-khoan-1-diem-dd")
    assert (response.status_code, response.url) == (302, f"{url}bao-loi/da-gui/")
    assert not response.cookies
    report = ErrorReport.objects.get()
    assert (report.document, report.eid) == (document, "art_2__para_1__point_dd")
    assert report.place == "điểm đ khoản 1 Điều 2"
    assert report.message == "Điểm đ thiếu chữ “không”."
    assert "Cảm ơn bạn" in client.get(response.url).content.decode()


def test_a_second_click_and_a_repetition_are_the_same_report(client, document, url):
    for _ in range(2):
        assert send(client, url).status_code == 302
    assert ErrorReport.objects.count() == 1
    ErrorReport.objects.update(handled_at=timezone.now())
    send(client, url)
    send(client, url, filled(message="Khoản 2 cũng thiếu."))
    assert ErrorReport.objects.count() == 3


def test_form_names_the_place(client, document, url):
    html = client.get(f"{url}bao-loi/?vi-tri=kem-theo-1-dieu-1-khoan-2").content.decode()
    assert "khoản 2 Điều 1 của văn bản kèm theo" in html
    assert f'href="{url}#kem-theo-1-dieu-1-khoan-2"' in html


@pytest.mark.parametrize("place", ["khong-co", "x" * 10_000, "<script>", "%00", "dieu-2-khoan-99"])
def test_an_unknown_place_means_the_whole_document(client, document, url, place):
    response = client.get(f"{url}bao-loi/", {"vi-tri": place})
    assert "cả văn bản" in response.content.decode()
    assert "<script>" not in response.content.decode()


def test_text_arrives_composed(client, document, url):
    send(client, url, filled(message=normalize("NFD", "Thiếu chữ “đất”")))
    assert ErrorReport.objects.get().message == "Thiếu chữ “đất”"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"message": ""}, "Hãy viết chỗ sai"),
        ({"message": "a" * 2001}, "2000"),
        ({"kind": "zzz"}, "zzz"),
        ({"token": ""}, "Trang đã mở quá lâu"),
        ({"token": "gia:mao:xyz"}, "Trang đã mở quá lâu"),
        ({"token": sign_token("another.form")}, "Trang đã mở quá lâu"),
        ({"website": "http://spam.example"}, "đã bị điền"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(client, document, url, fields, words):
    response = send(client, url, filled(**fields))
    html = response.content.decode()
    assert response.status_code == 200
    assert words in html
    assert not ErrorReport.objects.exists()
    if "message" not in fields:
        assert "Điểm đ thiếu chữ" in html


def test_an_expired_page_can_be_sent_again_at_once(client, document, url):
    response = send(client, url, filled(token=""))
    token = response.context["form"].fresh_token
    assert f'value="{token}"' in response.content.decode()
    assert send(client, url, filled(token=token)).status_code == 302


@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://evil.example"}, {"origin": "null"}, {}, {"referer": "https://a.example/"}],
)
def test_a_form_from_elsewhere_is_refused(client, document, url, headers):
    response = send(client, url, headers=headers)
    assert "không được gửi từ trang của cổng" in response.content.decode()
    assert not ErrorReport.objects.exists()


def test_a_browser_that_sends_only_the_referer_is_accepted(client, document, url):
    headers = {"referer": f"http://testserver{url}bao-loi/"}
    assert send(client, url, headers=headers).status_code == 302


def test_the_sixth_report_in_ten_minutes_waits_with_its_text_kept(client, document, url):
    for number in range(5):
        assert send(client, url, filled(message=f"Khoản {number} sai.")).status_code == 302
    response = send(client, url)
    html = response.content.decode()
    assert response.status_code == 429
    assert response["Retry-After"] == "600"
    assert "hãy gửi lại sau 10 phút" in html
    assert "Điểm đ thiếu chữ" in html
    assert ErrorReport.objects.count() == 5
    assert send(client, url, REMOTE_ADDR="192.0.2.9").status_code == 302


def test_a_mistake_does_not_count_against_the_sender(client, document, url):
    for _ in range(9):
        send(client, url, filled(message=""))
    assert send(client, url).status_code == 302


def test_the_form_works_without_the_csrf_cookie(document, url):
    strict = Client(enforce_csrf_checks=True)
    assert send(strict, url).status_code == 302


def test_other_methods_are_refused(client, document, url):
    assert client.put(f"{url}bao-loi/").status_code == 405
    assert client.post(url).status_code == 405
