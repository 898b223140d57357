"""The screen: doubts are looked at, and the tree is mended step by step."""

import re
import unicodedata

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from departments.roles import Role
from legal_library.models import TextReview
from legal_library.parsing import characters, from_json, nonblank, parse, to_json
from legal_library.reviewing.beginning import begin
from legal_library.reviewing.incoming import pasted
from tests.factories.accounts import officer
from tests.factories.departments import UnitFactory
from tests.factories.legal_library import LegalDocumentFactory, write_text

from .conftest import TEXT
from .desk import body, messages_of, step, url

pytestmark = pytest.mark.django_db


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
