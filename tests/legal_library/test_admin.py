"""The editor's way: paste a text, see the doubts, publish; what is pasted wrong is answered."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from legal_library.models import ErrorReport, LegalDocument, Provision
from legal_library.vocabulary import document_type, issuer, load_vocabulary

pytestmark = pytest.mark.django_db

TEXT = "Điều 1. Phạm vi\n1. Một.\n2. Hai.\nĐiều 2. Hiệu lực\nCó hiệu lực từ ngày ký.\n"


@pytest.fixture
def editor(client):
    user = get_user_model().objects.create_superuser("bientap", "b@example.invalid", "mat-khau-dai")
    client.force_login(user)
    return client


@pytest.fixture
def approver(db):
    user = get_user_model().objects.create_superuser("lanhdao", "l@example.invalid", "mat-khau-dai")
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def publish(editor, approver):
    """One person writes what the form says, another finds it in the editor and publishes it."""

    def write_and_publish(form, document=None):
        if document is None:
            editor.post(url("add"), form)
            document = LegalDocument.objects.latest("pk")
        else:
            editor.post(url("edit", document.pk), form)
        return approver.post(url("edit", document.pk), form | {"action-publish": "1"})

    return write_and_publish


@pytest.fixture
def form(db):
    load_vocabulary()
    return {
        "type": document_type("Nghị quyết").pk,
        "number": "7/2026/NQ-HĐND",
        "title": "Quy định mức hỗ trợ",
        "issuer": issuer("Hội đồng nhân dân tỉnh An Lạc").pk,
        "issued_on": "10/07/2026",
        "draft_text": TEXT,
        "language": "vi",
        "licence": "state",
        "summary": "",
        "legal_bases-count": "0",
    }


def url(name, *args):
    return reverse(LegalDocument.snippet_viewset.get_url_name(name), args=args)


def errors(response):
    return " ".join(re.findall(r"error-message[^>]*>(.*?)</p>", response.content.decode(), re.S))


def test_a_pasted_text_is_a_draft_until_somebody_else_publishes_it(editor, approver, form):
    editor.post(url("add"), form)
    document = LegalDocument.objects.get()
    editor.post(url("edit", document.pk), form | {"action-publish": "1"})
    document.refresh_from_db()
    assert not document.live
    assert not Provision.objects.exists()

    response = approver.post(url("edit", document.pk), form | {"action-publish": "1"})
    assert response.status_code == 302, errors(response)
    document.refresh_from_db()
    assert document.live
    assert document.draft_text == ""
    assert Provision.objects.filter(eid="art_1__para_2", text="Hai.").exists()


def test_publishing_again_without_a_new_text_keeps_the_expression(publish, form):
    publish(form)
    document = LegalDocument.objects.get()
    publish(form | {"draft_text": "", "summary": "x"}, document)
    assert document.expressions.count() == 1


def test_a_correction_is_a_new_expression(publish, form):
    publish(form)
    document = LegalDocument.objects.get()
    publish(form | {"draft_text": TEXT.replace("Hai.", "Ba.")}, document)
    assert document.expressions.count() == 2


def test_the_preview_shows_structure_and_doubts(editor, form):
    editor.post(url("add"), form)
    document = LegalDocument.objects.get()
    doubtful = form | {"draft_text": TEXT.replace("Điều 2", "Điều 5")}
    assert editor.post(url("preview_on_edit", document.pk), doubtful).json()["is_valid"]
    page = editor.get(url("preview_on_edit", document.pk)).content.decode()
    assert "2 điều" in page
    assert "2 khoản" in page
    assert "Dòng 4" in page


def test_the_same_document_twice_is_refused_in_words(editor, form):
    editor.post(url("add"), form)
    response = editor.post(url("add"), form | {"number": "07/2026/nq-hdnd".replace("07", "7")})
    assert LegalDocument.objects.count() == 1
    assert "đã có trong tủ sách" in response.content.decode()


def test_two_issuers_may_use_one_number(editor, form):
    editor.post(url("add"), form)
    other = issuer("Hội đồng nhân dân tỉnh Bình Mẫu").pk
    editor.post(url("add"), form | {"issuer": other})
    assert LegalDocument.objects.count() == 2


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"draft_text": "a" * 5_000_001}, "dài quá 5 triệu ký tự"),
        ({"effective_from": "01/08/2026", "effective_to": "01/07/2026"}, "đứng trước"),
        ({"effective_from": "01/01/2020"}, "hãy ghi căn cứ"),
        ({"title": "", "action-publish": "1"}, "bắt buộc"),
        ({"slug": "danh-sach"}, "có một trang khác ở địa chỉ này"),
        ({"source_file": ContentFile(b"<script>", name="ban-goc.html")}, "đuôi “html”"),
        ({"source_file": ContentFile(b"<svg/>", name="ban-goc.pdf.svg")}, "đuôi “svg”"),
    ],
    ids=[
        *("too-long", "ends-before-it-begins", "retroactive", "no-title"),
        *("address-of-the-list", "page-as-file", "drawing-as-file"),
    ],
)
def test_bad_input_is_answered_in_words_and_nothing_is_stored(editor, form, change, words):
    response = editor.post(url("add"), form | change)
    assert words in response.content.decode()
    assert not LegalDocument.objects.exists()


def test_an_address_stays_once_it_is_public(editor, publish, form):
    editor.post(url("add"), form)
    document = LegalDocument.objects.get()
    address = "nghi-quyet-7"
    publish(form | {"slug": address}, document)
    response = publish(form | {"slug": "khac"}, document)
    assert "địa chỉ không đổi được nữa" in response.content.decode()
    publish(form | {"slug": "", "number": "8/2026/NQ-HĐND"}, document)
    document.refresh_from_db()
    assert (document.slug, document.number) == (address, "8/2026/NQ-HĐND")


def test_a_text_that_is_no_law_is_kept_whole(publish, form):
    publish(form | {"draft_text": "Thư gửi bạn đậm đà."})
    assert Provision.objects.get().text == "Thư gửi bạn đậm đà."


def test_dates_of_effect_become_events(publish, form):
    publish(form | {"effective_from": "01/08/2026"})
    document = LegalDocument.objects.get()
    assert [event.kind for event in document.validity_events.all()] == ["takes_effect"]
    publish(form | {"draft_text": ""}, document)
    assert not document.validity_events.exists()


def test_a_visitor_is_sent_to_sign_in(client, form):
    response = client.post(url("add"), form)
    assert response.status_code == 302
    assert "login" in response["Location"]
    assert not LegalDocument.objects.exists()


def test_readers_reports_are_listed(editor, form):
    editor.post(url("add"), form)
    ErrorReport.objects.create(document=LegalDocument.objects.get(), place="Điều 1", message="Sai")
    response = editor.get(reverse(ErrorReport.snippet_viewset.get_url_name("list")))
    assert "Điều 1" in response.content.decode()


def test_a_paste_is_enough(editor, form):
    head = (
        "HỘI ĐỒNG NHÂN DÂN\nTỈNH AN LẠC\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Độc lập - Tự do - Hạnh phúc\nSố: 9/2026/NQ-HĐND\nAn Lạc, ngày 05 tháng 6 năm 2026\n"
        "NGHỊ QUYẾT\nQuy định đặt tên đường\n"
    )
    empty = dict.fromkeys(("type", "number", "title", "issuer", "issued_on"), "")
    editor.post(url("add"), form | empty | {"draft_text": head + TEXT})
    document = LegalDocument.objects.get().get_latest_revision_as_object()
    assert document.number == "9/2026/NQ-HĐND"
    assert document.type.name == "Nghị quyết"
    assert document.title == "Quy định đặt tên đường"
    assert document.issuer.name == "Hội đồng nhân dân tỉnh An Lạc"
    assert document.issued_on.isoformat() == "2026-06-05"


def test_what_the_editor_typed_is_not_overwritten_by_the_text(editor, form):
    text = "Số: 9/2026/NQ-HĐND\nNGHỊ QUYẾT\nTên khác\n" + TEXT
    editor.post(url("add"), form | {"draft_text": text})
    document = LegalDocument.objects.get().get_latest_revision_as_object()
    assert document.number == "7/2026/NQ-HĐND"
    assert document.title == "Quy định mức hỗ trợ"


def test_a_scheduled_text_is_written_when_its_day_has_come(publish, form):
    publish(form)
    document = LegalDocument.objects.get()
    scheduled = form | {
        "draft_text": TEXT.replace("Hai.", "Ba."),
        "go_live_at": f"{timezone.localtime() + timedelta(days=1):%Y-%m-%d %H:%M}",
    }
    response = publish(scheduled, document)
    assert response.status_code == 302, errors(response)
    assert document.expressions.count() == 1

    revision = document.revisions.get(approved_go_live_at__isnull=False)
    a_day_ago = timezone.now() - timedelta(days=1)
    revision.content["go_live_at"] = a_day_ago.isoformat()
    revision.approved_go_live_at = a_day_ago
    revision.save()
    call_command("publish_scheduled", verbosity=0)
    assert document.expressions.count() == 2
    assert Provision.objects.filter(expression__document=document, text="Ba.").exists()
