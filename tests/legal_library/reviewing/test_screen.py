"""The officer's way: a file comes in, doubts are looked at, the tree is mended and published."""

import re
import unicodedata

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from weasyprint import HTML

from departments.roles import Role
from legal_library.models import Expression, LegalDocument, Provision, TextReview
from legal_library.parsing import characters, from_json, nonblank, parse, to_json
from legal_library.reviewing.beginning import begin
from legal_library.reviewing.incoming import pasted
from legal_library.vocabulary import load_vocabulary
from tests.factories.accounts import officer
from tests.factories.departments import UnitFactory
from tests.factories.legal_library import LegalDocumentFactory, write_text

from .conftest import TEXT

pytestmark = pytest.mark.django_db


def url(document, name="", *args):
    name = f"legal_library_review{'_' if name else ''}{name}"
    return reverse(name, args=[document.pk, *args])


def form_url(name, *args):
    return reverse(LegalDocument.snippet_viewset.get_url_name(name), args=args)


def body(response):
    return response.content.decode()


def messages_of(response):
    return " ".join(str(message) for message in response.context["messages"])


def step(client, review, name, eid="", version=None, **sent):
    review.refresh_from_db()
    sent |= {"viec": name, "chon": eid, "lan": review.version if version is None else version}
    return client.post(url(review.document, "step"), sent, follow=True)


# --- the screen ---


def test_doubts_come_first_with_their_place_and_the_node_opened(desk, draft, review):
    page = body(desk.get(url(draft)))
    assert "Còn 1 trong 1 điểm cần xem" in page
    assert page.index("Còn 1 trong 1") < page.index('id="review-tree"')
    assert re.search(r'aria-current="true"><span class="review-row__kind">Điều</span>', page)
    assert "Cần xem" in page  # in words, not by colour alone
    assert '<tr class="review-lines__here">' in page


def test_a_doubt_is_checked_and_the_next_one_shown(desk, draft, review):
    review.warnings = [*review.warnings, {"line": 1, "message": "Khác", "page": 0}]
    review.save()
    response = desk.post(url(draft, "step"), {"viec": "check", "diem": "0", "luot": review.pk})
    assert response["Location"].endswith("?diem=1#diem")
    page = body(desk.get(url(draft)))
    assert "Còn 1 trong 2 điểm cần xem" in page
    assert "1 chỗ cần xem" not in page  # what was checked is no longer marked in the tree


def test_a_step_leads_back_to_its_node(desk, draft, review):
    response = step(desk, review, "renumber", "art_3", number="2", in_text="1")
    assert response.redirect_chain[0][0].endswith("?chon=art_2#chon")
    assert "Bước vừa làm: Đổi số của Điều 3 thành 2" in body(response)
    assert "Điều 2." in body(response)


@pytest.mark.parametrize(
    ("name", "eid", "sent", "expected"),
    [
        ("split", "art_3__para_1", {"at": "14"}, "art_3__para_2"),
        ("join", "art_1__para_2", {}, "art_1__para_1"),
        ("retype", "art_3", {"kind": "clause"}, "art_1__para_3"),
        ("edit", "art_1", {"marker": "Điều 1.", "heading": "Đậm", "text": ""}, "art_1"),
        ("move_in", "art_1__para_2", {}, "art_1__para_1__para_2"),
        ("move_out", "art_1__para_2", {}, "para_2"),
        ("up", "art_3", {}, "art_3"),
        ("down", "art_3", {}, "art_3"),
        ("quote", "art_1__para_2", {}, "art_1__qstr_1__para_2"),
        ("to_next_zone", "art_4", {}, "conclusion__art_4"),
        ("attach", "art_3", {}, "att_1__art_3"),
    ],
)
def test_every_operation_is_a_button(desk, review, name, eid, sent, expected):
    response = step(desk, review, name, eid, **sent)
    assert f"?chon={expected}#chon" in response.redirect_chain[0][0]
    assert messages_of(response) == ""
    page = body(step(desk, review, "undo"))
    assert "Mỗi thao tác được lưu ngay." in page  # no step is left
    review.refresh_from_db()
    assert characters(from_json(review.tree)) == nonblank(TEXT)


@pytest.mark.parametrize(
    "sent",
    [
        {"viec": "split", "at": "9" * 30},
        {"viec": "split"},
        {"viec": "retype", "kind": "<b>"},
        {"viec": "renumber", "number": "x y"},
        {"viec": "remove"},
        {"viec": "no-such-thing"},
        {"viec": "join", "chon": "nowhere"},
        {"viec": "check", "diem": "77"},
        {"viec": "move_in", "lan": "-1"},
        {"viec": "redo"},
    ],
    ids=lambda sent: "-".join(sent.values())[:20],
)
def test_what_makes_no_sense_is_answered_in_words(desk, draft, review, sent):
    sent = {"chon": "art_1", "lan": "0", "luot": review.pk} | sent
    response = desk.post(url(draft, "step"), sent, follow=True)
    assert response.status_code == 200
    assert messages_of(response)
    review.refresh_from_db()
    assert review.version == 0


def test_what_was_shown_of_a_former_review_changes_nothing_in_the_next(
    desk, draft, review, drafter
):
    other = begin(draft, pasted(TEXT.replace("Một", "Khác")), by=drafter)
    for name, sent in (
        ("step", {"viec": "join", "chon": "art_3", "lan": review.version}),
        ("step", {"viec": "check", "diem": "0", "luot": review.pk}),
        ("attributes", {"ten": "*", "luot": review.pk}),
        ("finish", {"lan": review.version}),
    ):
        assert messages_of(desk.post(url(draft, name), sent, follow=True))
    before = (other.version, other.tree, other.warnings, other.outcome, other.confirmed)
    other.refresh_from_db()
    assert (other.version, other.tree, other.warnings, other.outcome, other.confirmed) == before


def test_signing_in_again_after_a_step_leads_to_the_screen(desk, draft, review):
    response = desk.get(url(draft, "step"), follow=True)
    assert response.redirect_chain == [(url(draft), 302)]
    assert "Thao tác chưa được làm" in messages_of(response)


def test_typed_words_are_composed_and_broken_ones_refused(desk, draft, review):
    sent = {"marker": "Điều 1.", "heading": unicodedata.normalize("NFD", "Đậm một"), "text": ""}
    step(desk, review, "edit", "art_1", **sent)
    review.refresh_from_db()
    words = [(node.eid, node.heading) for node in from_json(review.tree).walk()]
    assert ("art_1", "Đậm một") in words
    response = step(desk, review, "edit", "art_1", **sent | {"heading": "Đậm\0"})
    assert "ký tự hỏng" in messages_of(response)


def test_what_doubts_nothing_says_so_and_a_title_stands_once(desk, unit, drafter):
    document = LegalDocumentFactory(
        live=False,
        owner_unit=unit,
        number="",
        title="Hương ước đậm đà",
        draft_tree=to_json(parse("Điều 1. Một\nNội dung.\n")),
    )
    document.save_revision(user=drafter)
    page = body(desk.get(url(document)))
    assert "Máy không thấy điểm nào cần xem." in page
    head = page[page.index('class="review-document"') :]
    assert head[: head.index("</p>")].count("Hương ước đậm đà") == 1


def test_the_end_tells_of_a_number_that_stands_twice(desk, draft, review):
    step(desk, review, "renumber", "art_4", number="3")
    page = body(desk.get(url(draft, "finish")))
    assert "Có 1 số thứ tự bị trùng." in page
    assert "?chon=art_3-2#chon" in page


def test_words_typed_on_an_old_version_are_kept_in_the_form(desk, unit, draft, review):
    step(desk, review, "renumber", "art_4", number="5")
    other = Client()
    other.force_login(officer(Role.DRAFTER, unit))
    sent = {
        "viec": "edit",
        "chon": "art_1",
        "lan": "0",
        "marker": "Điều 1.",
        "heading": "H",
        "text": "Chữ gõ rất lâu, đậm đà",
    }
    response = other.post(url(draft, "step"), sent)
    assert response.status_code == 409
    assert "Chữ gõ rất lâu, đậm đà</textarea>" in body(response)
    assert "vừa được người khác sửa" in body(response)
    assert review.steps.count() == 1


def test_words_typed_into_what_somebody_joined_away_can_be_copied(desk, draft, review):
    step(desk, review, "join", "art_1__para_2")
    sent = {"viec": "edit", "chon": "art_1__para_2", "lan": "0", "text": "Gõ đậm rất lâu"}
    response = desk.post(url(draft, "step"), sent)
    assert response.status_code == 409
    assert "Gõ đậm rất lâu</textarea>" in body(response)
    assert "không còn ở đây" in body(response)


def test_a_locked_document_is_shown_but_not_changed(desk, unit, draft, review):
    draft.locked, draft.locked_by, draft.locked_at = (
        True,
        officer(Role.LEADER, unit),
        timezone.now(),
    )
    draft.save()
    page = body(desk.get(url(draft)))
    assert "Bạn xem được nhưng chưa sửa được" in page
    assert 'name="viec"' not in page
    step(desk, review, "renumber", "art_3", number="2")
    review.refresh_from_db()
    assert review.version == 0


@pytest.mark.parametrize("name", ["", "step", "attributes", "compare", "finish"])
def test_only_who_may_change_the_document_is_let_in(draft, review, name):
    address = url(draft, name)
    assert Client().get(address).status_code == 302
    stranger = Client()
    stranger.force_login(officer(Role.DRAFTER, UnitFactory()))
    assert stranger.get(address).status_code == 403
    assert stranger.post(address, {"viec": "join", "chon": "art_3", "lan": "0"}).status_code == 403
    auditor = Client()
    auditor.force_login(officer(Role.AUDITOR))
    assert auditor.post(address, {"lan": "0"}).status_code == 403


def test_the_screen_asks_the_database_a_fixed_number_of_times(desk, unit, drafter):
    counts = []
    for articles in (3, 200):
        text = "".join(f"Điều {n}. Tên\n1. Một.\n2. Hai.\n" for n in range(1, articles))
        text += "Điều 999. Cuối\n"
        document = LegalDocumentFactory(live=False, owner_unit=unit, draft_text=text)
        begin(document, pasted(text), by=drafter)
        desk.get(url(document))
        with CaptureQueriesContext(connection) as queries:
            desk.get(url(document))
        counts.append(len(queries))
        with CaptureQueriesContext(connection) as queries:
            desk.post(url(document, "step"), {"viec": "join", "chon": "art_1__para_2", "lan": "0"})
        counts.append(len(queries))
    assert counts[:2] == counts[2:]
    assert counts[0] <= 20
    assert counts[1] <= 26


@pytest.mark.parametrize(("name", "most"), [("attributes", 22), ("compare", 20), ("finish", 24)])
def test_the_pages_beside_it_too(desk, unit, drafter, name, most):
    counts = []
    for articles in (3, 120):
        text = "".join(f"Điều {n}. Tên\n1. Một.\n2. Hai.\n" for n in range(1, articles))
        document = LegalDocumentFactory(live=False, owner_unit=unit, draft_text=text)
        write_text(document, text.replace("Hai", "Ba"))
        begin(document, pasted(text), by=drafter)
        desk.get(url(document, name))
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(url(document, name)).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= most


def test_a_review_begins_once(desk, draft):
    desk.post(url(draft))
    desk.post(url(draft))
    assert TextReview.objects.count() == 1


def test_a_document_without_a_text_says_what_to_do(desk, unit):
    document = LegalDocumentFactory(live=False, owner_unit=unit)
    assert "Chưa có toàn văn để rà soát" in body(desk.get(url(document)))
    assert "chưa có toàn văn" in messages_of(desk.post(url(document), follow=True))


def test_a_large_tree_is_shown_in_pages(desk, draft, drafter):
    text = "".join(f"Điều {n}. Tên\n1. Một.\n2. Hai.\n" for n in range(1, 200))
    begin(draft, pasted(text), by=drafter)
    page = body(desk.get(url(draft)))
    assert page.count('class="review-group"') < 40
    assert 'id="chon"' in body(desk.get(url(draft) + "?dieu=150"))


# --- attributes ---


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


# --- comparison ---


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


# --- the end ---


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


# --- the form: files and pastes ---


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
