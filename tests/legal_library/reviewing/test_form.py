"""The form of a document: a file or a paste becomes a draft with its review."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from weasyprint import HTML

from departments.roles import Role
from legal_library.models import LegalDocument, Provision, TextReview
from legal_library.parsing import from_json
from legal_library.vocabulary import load_vocabulary
from tests.factories.accounts import officer

from .conftest import TEXT
from .desk import body, form_url, step, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def form(unit):
    load_vocabulary()
    return {
        "type": "",
        "number": "",
        "title": "Văn bản mẫu",
        "issuer": "",
        "issued_on": "",
        "draft_text": "",
        "language": "vi",
        "licence": "state",
        "summary": "",
        "legal_bases-count": "0",
        "owner_unit": unit.pk,
    }


HEAD = (
    "CHÍNH PHỦ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Số: 9/2026/NĐ-CP\nHà Nội, ngày 05 tháng 6 năm 2026\nNGHỊ ĐỊNH\nQuy định đặt tên đường\n"
)


def send(client, form, data, name="nghi-dinh.bin", address=None, **extra):
    form = form | {"text_file": SimpleUploadedFile(name, data)} | extra
    return client.post(address or form_url("add"), form, follow=True)


def test_a_dropped_file_becomes_a_draft_with_its_review(desk, form):
    pages = HTML(string="".join(f"<p>{line}</p>" for line in (HEAD + TEXT).split("\n")))
    response = send(desk, form | {"title": ""}, pages.write_pdf(), "van-ban.html")
    document = LegalDocument.objects.get()
    assert response.redirect_chain[0][0] == url(document)
    written = document.get_latest_revision_as_object()
    assert (written.number, written.type.name) == ("9/2026/NĐ-CP", "Nghị định")
    assert written.source_file.name.endswith("van-ban.pdf")  # named for what it holds
    review = TextReview.objects.get()
    assert (review.source_kind, review.pages, review.waiting) == ("pdf", 1, 1)
    page = body(response)
    assert "Ảnh trang 1" in page
    image = desk.get(url(document, "page", 1))
    assert image["Content-Type"] == "image/jpeg"
    assert image["Cache-Control"].startswith("private")
    assert desk.get(url(document, "page", 2)).status_code == 404
    assert Client().get(url(document, "page", 1)).status_code == 302


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x89PNG....", "tệp ảnh PNG"),
        (b"  \n ", "Tệp trống"),
        (b"PK\x03\x04hong", "Office hỏng"),
        (b'{"format": "other", "version": 1}', "không phải văn bản của tủ sách"),
    ],
    ids=["image", "empty", "broken", "json"],
)
def test_a_file_that_cannot_be_read_is_answered_in_words(desk, form, data, words):
    response = send(desk, form | {"summary": "Đã gõ"}, data)
    assert words in body(response)
    assert "Đã gõ" in body(response)
    assert not LegalDocument.objects.exists()


def test_a_file_and_a_paste_at_once_are_asked_about(desk, form):
    response = send(desk, form, TEXT.encode(), draft_text="Điều 1. Dán\n")
    assert "chỉ dùng một cách" in body(response)


def test_a_paste_with_doubts_leads_to_its_review(desk, form):
    response = desk.post(form_url("add"), form | {"draft_text": TEXT})
    document = LegalDocument.objects.get()
    assert response["Location"] == url(document)


def test_a_text_without_doubts_stays_in_the_form(desk, form):
    response = desk.post(form_url("add"), form | {"draft_text": "Điều 1. Một\nĐiều 2. Hai\n"})
    assert "ra-soat" not in response["Location"]
    assert TextReview.objects.count() == 1


def test_saving_the_form_again_keeps_the_reviewed_tree(desk, form):
    desk.post(form_url("add"), form | {"draft_text": TEXT})
    document, review = LegalDocument.objects.get(), TextReview.objects.get()
    step(desk, review, "renumber", "art_3", number="2")
    desk.post(url(document, "finish"), {"lan": "1"})
    sent = form | {
        "draft_text": TEXT.replace("\n", "\r\n"),
        "summary": "x",
        "type": document.type_id,
    }
    response = desk.post(form_url("edit", document.pk), sent)
    assert "ra-soat" not in response["Location"]
    document.refresh_from_db()
    tree = document.get_latest_revision_as_object().draft_tree
    assert "art_2" in [node.eid for node in from_json(tree).walk()]
    assert TextReview.objects.count() == 1


def test_a_published_draft_is_used_up_in_the_form(unit, desk, form):
    desk.post(form_url("add"), form | {"draft_text": TEXT, "type": ""})
    document = LegalDocument.objects.get()
    document.get_latest_revision().publish(user=officer(Role.LEADER, unit))
    document.refresh_from_db()
    draft = document.get_latest_revision_as_object()
    assert (draft.draft_text, draft.draft_tree) == ("", None)
    assert Provision.objects.filter(expression__document=document).exists()


def test_saving_in_the_background_does_not_read_the_file_again(desk, form, draft, unit):
    address = form_url("edit", draft.pk)
    sent = form | {"draft_text": TEXT, "type": draft.type_id}
    sent["text_file"] = SimpleUploadedFile("khac.txt", b"x" * 10)
    response = desk.post(address, sent, headers={"accept": "application/json"})
    assert response.json()["success"]
    assert not TextReview.objects.exists()
    draft.refresh_from_db()
    assert draft.get_latest_revision_as_object().draft_text.strip() == TEXT.strip()


def test_form_and_list_lead_to_the_review(desk, draft, review):
    assert url(draft) in body(desk.get(form_url("edit", draft.pk)))
    assert url(draft) in body(desk.get(form_url("list")))
