"""What comes after the tree: attributes, comparison with former texts, and the end."""

import pytest
from django.test import Client

from departments.roles import Role
from legal_library.models import Expression, LegalDocument, TextReview
from legal_library.parsing import parse, to_json
from legal_library.reviewing.beginning import begin
from legal_library.reviewing.incoming import pasted
from legal_library.vocabulary import load_vocabulary
from tests.factories.accounts import officer
from tests.factories.legal_library import LegalDocumentFactory, write_text

from .conftest import TEXT
from .desk import body, form_url, messages_of, step, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def letterhead(draft, drafter):
    load_vocabulary()
    text = (
        "CHÍNH PHỦ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Số: 9/2026/NĐ-CP\nHà Nội, ngày 05 tháng 6 năm 2026\nNGHỊ ĐỊNH\nQuy định đặt tên đường\n"
        + TEXT
    )
    return begin(draft, pasted(text), by=drafter)


def test_what_the_editor_typed_is_never_overwritten_by_all_certain_ones(desk, draft, letterhead):
    desk.post(url(draft, "attributes"), {"ten": "*", "luot": letterhead.pk})
    written = LegalDocument.objects.get(pk=draft.pk).get_latest_revision_as_object()
    assert written.number == "7/2026/NQ-HĐND"
    assert written.title == "Quy định mức hỗ trợ"
    assert written.issued_on.isoformat() == "2026-06-05"
    assert written.issuer.name == "Chính phủ"


def test_one_click_takes_one_reading_over_or_keeps_what_was_typed(desk, draft, letterhead):
    sent = {"luot": letterhead.pk}
    desk.post(url(draft, "attributes"), sent | {"ten": "number", "viec": "use"})
    desk.post(url(draft, "attributes"), sent | {"ten": "title", "viec": "keep"})
    written = LegalDocument.objects.get(pk=draft.pk).get_latest_revision_as_object()
    assert written.number == "9/2026/NĐ-CP"
    assert written.title == "Quy định mức hỗ trợ"
    letterhead.refresh_from_db()
    assert letterhead.confirmed == ["number", "title"]
    assert "Khác văn bản" in body(desk.get(url(draft, "attributes")))


def test_the_comparison_shows_words_by_signs(desk, draft, review):
    step(desk, review, "edit", "art_1__para_1", marker="1.", heading="", text="Bốn.")
    page = body(desk.get(url(draft, "compare")))
    assert "[−<del>Một</del>−]" in page
    assert "[+<ins>Bốn</ins>+]" in page


def test_the_comparison_knows_published_texts_of_this_document_only(desk, draft, review):
    own = write_text(draft, "Điều 1. Cũ\n")
    other = write_text(LegalDocumentFactory(), "Điều 1. Khác\n")
    assert "Cũ" in body(desk.get(url(draft, "compare") + f"?voi={own.pk}"))
    assert desk.get(url(draft, "compare") + f"?voi={other.pk}").status_code == 404
    assert desk.get(url(draft, "compare") + "?voi=x").status_code == 404


def test_publishing_a_reviewed_text_makes_a_new_one_and_leaves_the_old_as_it_was(unit, drafter):
    document = LegalDocumentFactory(owner_unit=unit, live=True, has_unpublished_changes=False)
    old = write_text(document, TEXT)
    before = (old.html, list(old.provisions.values_list("eid", "text")))
    document.save_revision(user=officer(Role.LEADER, unit)).publish()
    desk = Client()
    desk.force_login(drafter)
    desk.post(url(document))
    review = TextReview.objects.get()
    step(desk, review, "renumber", "art_3", number="2", in_text="1")
    review.refresh_from_db()
    response = desk.post(url(document, "finish"), {"lan": review.version})
    assert response["Location"] == form_url("edit", document.pk)
    assert Expression.objects.filter(document=document).count() == 1

    document.refresh_from_db()
    document.get_latest_revision().publish(user=officer(Role.LEADER, unit))
    new = Expression.objects.filter(document=document).exclude(pk=old.pk).get()
    assert new.provisions.filter(eid="art_2").exists()
    old.refresh_from_db()
    assert (old.html, list(old.provisions.values_list("eid", "text"))) == before


def test_somebody_else_finished_first(desk, draft, review):
    desk.post(url(draft, "finish"), {"lan": "0"})
    response = desk.post(url(draft, "finish"), {"lan": "0"}, follow=True)
    assert "Chưa có lượt rà soát nào đang mở" in messages_of(response)


def test_a_newer_text_in_the_draft_is_asked_about(desk, draft, review, drafter):
    newer = LegalDocument.objects.get(pk=draft.pk)
    newer.draft_tree = to_json(parse("Điều 1. Khác\n"))
    newer.save_revision(user=drafter)
    response = desk.post(url(draft, "finish"), {"lan": "0"})
    assert response.status_code == 409
    assert "Vẫn ghi cấu trúc đã rà soát" in body(response)
    assert desk.post(url(draft, "finish"), {"lan": "0", "thay": "1"}).status_code == 302
