"""A pasted text is checked, nothing of it is kept, and no text costs more than a moment."""

import time
from datetime import date

import pytest
from django.core.cache import cache

from content.public_forms import sign_token
from content.records import sync_record
from legal_library.citing.checking import LONGEST, check_text
from legal_library.forms import CitationCheckForm
from legal_library.models import Citation
from legal_library.views import citations
from legal_library.vocabulary import document_type, issuer
from tests.factories.legal_library import LegalDocumentFactory, write_text

pytestmark = pytest.mark.django_db
URL = "/van-ban/kiem-tra-trich-dan/"
DAY = date(2026, 11, 23)
LAW = "Điều 1. Phạm vi\n1. Một.\nĐiều 2. Hồ sơ\nHai."


@pytest.fixture
def brook():
    law = LegalDocumentFactory(
        title="Luật Trồng cây ven suối",
        number="05/2024/QH15",
        type=document_type("Luật"),
        issued_on=date(2024, 1, 1),
        effective_from=date(2024, 7, 1),
        stated_status="in_force",
    )
    write_text(law, LAW, valid_on=date(2024, 7, 1))
    sync_record(law)
    return law


def send(client, text, **fields):
    data = {"token": sign_token(CitationCheckForm.purpose), "text": text, **fields}
    return client.post(URL, data, headers={"origin": "http://testserver"})


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("khoản 1 Điều 1 Luật Trồng cây ven suối", "found"),
        ("Điều 9 Luật Trồng cây ven suối", "no_such_place"),
        ("Nghị định số 77/2019/NĐ-CP", "not_found"),
        ("Làm theo Điều 5", "unclear"),
        ("Luật cũ số 01/2001/QH10", "repealed"),
        ("Luật số 09/2030/QH16", "not_yet"),
        ("Quyết định số 15/2025/QĐ-UBND", "ambiguous"),
        ("Nghị định 100", "ambiguous"),
        ("Điều kiện vay, khoản vay 5 triệu, điểm thi 8", None),
    ],
)
def test_each_citation_has_an_outcome(brook, text, outcome):
    law, decision = document_type("Luật"), document_type("Quyết định")
    LegalDocumentFactory(number="01/2001/QH10", type=law, effective_to=date(2010, 1, 1))
    LegalDocumentFactory(number="09/2030/QH16", type=law, effective_from=date(2031, 1, 1))
    for name in ("Ủy ban nhân dân tỉnh An Lạc", "Ủy ban nhân dân tỉnh Bình Mẫu"):
        LegalDocumentFactory(number="15/2025/QĐ-UBND", type=decision, issuer=issuer(name))
    found = check_text(text, DAY, DAY).found
    assert [str(checked.outcome.value) for checked in found] == ([outcome] if outcome else [])


def test_a_text_of_an_earlier_day_is_told_what_has_changed(brook):
    write_text(brook, LAW.replace("\nĐiều 2. Hồ sơ\nHai.", ""), valid_on=date(2026, 1, 1))
    text = "Điều 1 và Điều 2 Luật Trồng cây ven suối"
    outcomes = [found.outcome.value for found in check_text(text, date(2025, 1, 1), DAY).found]
    assert outcomes == ["changed", "repealed"]


def test_the_page_gives_the_text_back_with_marks_and_stores_nothing(client, brook):
    response = send(
        client, "Xem <b>khoản 1 Điều 1 Luật Trồng cây ven suối</b>.", as_of="2025-01-01"
    )
    html = response.content.decode()
    assert response.status_code == 200
    assert not response.cookies
    assert response["Cache-Control"] == "no-store"
    assert "&lt;b&gt;" in html
    assert 'id="trich-1"' in html
    assert "Tìm thấy" in html
    assert f"{brook.get_absolute_url()}dieu-1/#khoan-1" in html
    assert "khoản 1 Điều 1 Luật Trồng cây ven suối\tTìm thấy" in html
    assert not Citation.objects.exists()


def test_the_empty_form_sets_no_cookie_and_can_be_kept(client):
    response = client.get(URL)
    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize(
    ("text", "message"),
    [("", "Hãy dán đoạn văn"), ("a" * (LONGEST + 1), "nhiều hơn 50000"), ("  ", "Hãy dán")],
)
def test_what_cannot_be_checked_is_said_and_nothing_typed_is_lost(client, text, message):
    response = send(client, text)
    assert response.status_code == 422
    html = response.content.decode()
    assert message in html
    assert text.strip()[:100] in html


def test_too_many_checks_are_refused_for_a_while(client, brook, monkeypatch):
    monkeypatch.setattr(citations, "CHECKS", 2)
    cache.clear()
    for _ in range(2):
        assert send(client, "Điều 1").status_code == 200
    response = send(client, "Điều 1 còn đây")
    assert response.status_code == 429
    assert response["Retry-After"]
    assert "Điều 1 còn đây" in response.content.decode()


@pytest.mark.parametrize(
    "words",
    [
        "Điều 1 khoản 1 ",
        "từ Điều 1 đến Điều 300 Luật Trồng cây ven suối ",
        "Điều 1, 2, 3, 4, ",
        "“Điều ",
    ],
)
def test_no_text_takes_longer_than_two_seconds(brook, words):
    text = (words * LONGEST)[:LONGEST]
    begun = time.process_time()
    check_text(text, DAY, DAY)
    assert time.process_time() - begun < 2
