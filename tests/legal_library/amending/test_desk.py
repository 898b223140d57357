"""The desk of amendments: what an editor sees, ticks, mends, refuses and takes back."""

import pytest
from django.test import Client
from django.urls import reverse

from departments.roles import Role
from legal_library.amending.consolidating import draft_in_work, make_draft
from legal_library.models import AmendmentInstruction
from tests.factories.accounts import officer
from tests.factories.departments import UnitFactory

from .conftest import MARCH

State = AmendmentInstruction.State


def url_of(act, order=None):
    if order is None:
        return reverse("legal_library_orders", args=[act.pk])
    return reverse("legal_library_order", args=[act.pk, order.pk])


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def keys_of(act):
    return [str(item.pk) for item in act.amendments.in_order()]


def apply(desk, act, chosen, **more):
    data = {"viec": "ap-dung", "ngay": "2031-03-01", "chon": chosen, **more}
    return text_of(desk.post(url_of(act), data, follow=True))


def test_the_desk_shows_what_each_order_makes_of_the_text(desk, act, amending):
    shown = text_of(desk.get(url_of(act)))
    assert "Có hiệu lực từ 01/03/2031" in shown
    assert "[−<del>300.000</del>−]" in shown
    assert "[+<ins>400.000</ins>+]" in shown
    assert "Không có khoản 9 Điều 2 trong bản đang áp dụng" in shown
    # What can be done is ticked, what cannot is not.
    assert shown.count(" checked") == 3


def test_ticked_orders_go_into_the_draft_and_out_again(desk, act, amending):
    shown = apply(desk, act, keys_of(act)[:2])
    assert "Đã áp dụng 2 trên 2 chỉ dẫn vào bản nháp hợp nhất." in shown
    assert "Bản nháp hợp nhất ngày 01/03/2031" in shown
    act.refresh_from_db()
    assert len(draft_in_work(act).instructions) == 2
    assert "Đã bỏ bản nháp hợp nhất." in text_of(
        desk.post(url_of(act), {"viec": "bo-nhap"}, follow=True)
    )
    act.refresh_from_db()
    assert draft_in_work(act) is None


def test_applied_twice_the_draft_is_the_same(desk, act, amending):
    apply(desk, act, keys_of(act)[:2])
    apply(desk, act, keys_of(act)[:2])
    act.refresh_from_db()
    assert len(draft_in_work(act).instructions) == 2
    assert act.expressions.count() == 1


@pytest.mark.parametrize(
    ("chosen", "more", "told"),
    [
        ([], {}, "Bạn chưa chọn chỉ dẫn nào."),
        (["9999999", "x", "9" * 40], {}, "Bạn chưa chọn chỉ dẫn nào."),
        (None, {"ngay": "31/02/2031"}, "Hãy ghi ngày có hiệu lực"),
        (None, {"viec": "gi-do"}, "Có hiệu lực từ 01/03/2031"),
    ],
)
def test_what_was_sent_wrongly_changes_nothing(desk, act, amending, chosen, more, told):
    chosen = keys_of(act) if chosen is None else chosen
    assert told in apply(desk, act, chosen, **more)
    act.refresh_from_db()
    assert draft_in_work(act) is None


def test_the_order_of_a_day_is_the_editors(desk, act, amending, also_amending):
    one, other = amending.instructions.get(position=1), also_amending.instructions.get()
    numbers = {f"thu-tu-{other.pk}": "1", f"thu-tu-{one.pk}": "2"}
    shown = apply(desk, act, [str(one.pk), str(other.pk)], **numbers)
    assert "Đã áp dụng 1 trên 2 chỉ dẫn" in shown
    assert "Không thấy cụm từ “400.000 đồng” tại khoản 1 Điều 2" in shown


def test_an_order_is_mended_in_words(desk, act, amending):
    order = amending.instructions.get(position=4)
    fields = {"viec": "sua", "action": "replace", "part": "", "old_words": "", "new_words": ""}
    fields |= {"place": "khoản 2 Điều 2", "new_text": "2. Hòa giải không thành: 250.000 đồng."}
    desk.post(url_of(act, order), {**fields, "effective_on": "01/03/2031"})
    order.refresh_from_db()
    assert (order.target_eid, order.is_edited) == ("art_2__para_2", True)
    assert order.new_nodes[0]["number"] == "2"
    shown = text_of(desk.get(url_of(act)))
    assert "[+<ins>250.000</ins>+]" in shown


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"place": "ở đâu đó"}, "Không hiểu chỗ này."),
        ({"place": ""}, "Hãy ghi quy định được sửa đổi."),
        ({"new_text": " "}, "Hãy ghi nội dung mới"),
        ({"action": "replace_words"}, "Hãy ghi cụm từ cũ."),
    ],
)
def test_a_form_filled_wrongly_says_what_and_keeps_what_was_typed(
    desk, act, amending, fields, told
):
    order = amending.instructions.get(position=4)
    sent = {"viec": "sua", "action": "replace", "place": "khoản 2 Điều 2", "new_text": "2. Chữ gõ"}
    response = desk.post(url_of(act, order), sent | fields)
    assert response.status_code == 400
    assert told in text_of(response)
    if "new_text" not in fields:
        assert "2. Chữ gõ" in text_of(response)
    order.refresh_from_db()
    assert not order.is_edited


def test_refusing_needs_a_reason_and_can_be_taken_back(desk, act, amending):
    order = amending.instructions.get(position=4)
    response = desk.post(url_of(act, order), {"viec": "khong", "ly-do": " "})
    assert "Hãy ghi lý do không áp dụng" in text_of(response)
    desk.post(url_of(act, order), {"viec": "khong", "ly-do": "Số khoản in nhầm."})
    order.refresh_from_db()
    assert (order.state, order.reason) == (State.REFUSED, "Số khoản in nhầm.")
    desk.post(url_of(act, order), {"viec": "khong", "ly-do": "Lần hai."})
    order.refresh_from_db()
    assert order.reason == "Số khoản in nhầm."
    desk.post(url_of(act, order), {"viec": "mo-lai"})
    order.refresh_from_db()
    assert (order.state, order.reason) == (State.NEW, "")


def test_other_units_and_orders_of_other_documents_are_closed(act, amending, desk):
    stranger = Client()
    stranger.force_login(officer(Role.DRAFTER, UnitFactory()))
    assert stranger.get(url_of(act)).status_code in (302, 403, 404)
    order = amending.instructions.first()
    assert desk.get(reverse("legal_library_order", args=[amending.pk, order.pk])).status_code == 404


def test_a_locked_document_is_shown_and_not_changed(desk, act, amending, unit):
    act.locked, act.locked_by = True, officer(Role.LEADER, unit)
    act.save()
    shown = apply(desk, act, keys_of(act))
    assert "Bạn xem được nhưng chưa sửa được." in shown
    act.refresh_from_db()
    assert draft_in_work(act) is None


def test_the_desk_asks_a_fixed_number_of_queries(
    desk, act, amending, also_amending, django_assert_max_num_queries
):
    desk.get(url_of(act))
    with django_assert_max_num_queries(45):
        desk.get(url_of(act))


def test_without_orders_the_desk_says_when_there_will_be(desk, act):
    assert "Không có chỉ dẫn sửa đổi nào chờ áp dụng." in text_of(desk.get(url_of(act)))


def test_what_was_published_is_listed_with_its_text(desk, act, amending, drafter, unit):
    make_draft(act, MARCH, list(act.amendments.in_order()), by=drafter)
    act.refresh_from_db()
    act.latest_revision.publish(user=officer(Role.LEADER, unit))
    assert "trong bản ngày 01/03/2031" in text_of(desk.get(url_of(act)))
