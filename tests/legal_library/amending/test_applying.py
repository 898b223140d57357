"""Orders carried out on a tree: what changes, what stays, and why an order cannot be done."""

import pytest

from legal_library.amending.applying import Order, apply
from legal_library.amending.quoted import read_wording
from legal_library.parsing import parse

TEXT = """Chương I
CHUNG

Điều 1. Phạm vi
Nghị quyết này quy định mức hỗ trợ hộ nghèo.

Điều 5. Mức hỗ trợ
1. Hộ nghèo:
a) một suất;
b) hai suất.
2. Hộ khác, hộ nghèo ở xa: nửa suất.
3. Ủy ban xã chi trả.

Chương II
THI HÀNH

Điều 6. Nguồn kinh phí
Ngân sách tỉnh.
"""


SAME = "Điều 6. Nguồn kinh phí\nNgân sách tỉnh."


def run(*orders):
    return apply(parse(TEXT), [Order(key, **order) for key, order in enumerate(orders)])


def told(document, eid):
    node = next(node for node in document.walk() if node.eid == eid)
    return (node.heading, node.text, [child.eid for child in node.children])


def eids(document):
    return [node.eid for body in document.bodies for top in body.nodes for node in top.walk()]


def wording(text):
    return tuple(read_wording(text))


def test_a_clause_gets_new_words_and_the_others_keep_their_addresses():
    before = eids(parse(TEXT))
    after, (outcome,) = run(
        {"action": "replace", "eid": "art_5__para_1", "nodes": wording("1. Hộ nghèo:\na) ba suất.")}
    )
    assert outcome.before.startswith("1. Hộ nghèo:\na) một suất")
    assert outcome.after == "1. Hộ nghèo:\na) ba suất."
    assert set(before) - set(eids(after)) == {"art_5__para_1__point_b"}


def test_an_inserted_article_stands_behind_its_number_in_the_same_chapter():
    after, (outcome,) = run(
        {"action": "insert", "eid": "art_5a", "nodes": wording("Điều 5a. Mới\n1. Một.")}
    )
    assert outcome.is_done
    order = eids(after)
    assert order.index("art_5__para_3") < order.index("art_5a") < order.index("chp_II")
    assert "art_5a__para_1" in order


def test_an_article_goes_before_the_one_that_the_order_names():
    after, _outcomes = run(
        {
            "action": "insert",
            "eid": "art_5a",
            "nodes": wording("Điều 5a. Mới\nMột."),
            "beside": "art_6",
            "comes_before": True,
        }
    )
    order = eids(after)
    assert order.index("chp_II") < order.index("art_5a") < order.index("art_6")


def test_inserted_clauses_and_points_stand_by_their_numbers():
    after, _outcomes = run(
        {"action": "insert", "eid": "art_5__para_2a", "nodes": wording("2a. Hai a.")},
        {"action": "insert", "eid": "art_5__para_1__point_a1", "nodes": wording("a1) giữa;")},
    )
    assert told(after, "art_5")[2][1:3] == ["art_5__para_2", "art_5__para_2a"]
    assert [eid[-2:] for eid in told(after, "art_5__para_1")[2]] == ["_a", "a1", "_b"]


def test_what_is_repealed_keeps_its_place_and_number():
    after, (outcome,) = run({"action": "repeal", "eid": "art_5__para_1"})
    assert outcome.after == "1. (được bãi bỏ)"
    assert told(after, "art_5__para_1") == ("", "(được bãi bỏ)", [])


def test_words_are_exchanged_as_whole_words_everywhere_below_the_place():
    after, (outcome,) = run(
        {
            "action": "replace_words",
            "eid": "art_5",
            "old_words": "Hộ nghèo",
            "new_words": "hộ cận nghèo",
        }
    )
    assert outcome.is_done
    assert told(after, "art_5__para_1")[1] == "hộ cận nghèo:"
    assert told(after, "art_1")[1].endswith("hộ nghèo.")


@pytest.mark.parametrize("words", ["ủy ban XÃ", "Uỷ ban xã", "Ủy  ban xã"])
def test_words_are_found_in_other_spellings(words):
    after, (outcome,) = run(
        {"action": "replace_words", "eid": "", "old_words": words, "new_words": "Xã"}
    )
    assert outcome.is_done
    assert told(after, "art_5__para_3")[1] == "Xã chi trả."


def test_removed_words_leave_no_blanks_behind():
    after, _outcomes = run(
        {"action": "remove_words", "eid": "art_5__para_2", "old_words": "hộ nghèo ở xa"}
    )
    assert told(after, "art_5__para_2")[1] == "Hộ khác,: nửa suất."


def test_an_opening_and_a_name_change_without_what_stands_below():
    after, _outcomes = run(
        {
            "action": "replace",
            "eid": "art_5__para_1",
            "part": "intro",
            "nodes": wording("1. Hộ cận nghèo:"),
        },
        {
            "action": "replace",
            "eid": "art_5",
            "part": "heading",
            "nodes": wording("Điều 5. Mức chi"),
        },
    )
    assert told(after, "art_5")[0] == "Mức chi"
    assert told(after, "art_5__para_1")[1:] == (
        "Hộ cận nghèo:",
        ["art_5__para_1__point_a", "art_5__para_1__point_b"],
    )


def test_two_orders_of_one_day_are_done_in_their_order():
    first = {"action": "replace", "eid": "art_6", "nodes": wording("Điều 6. Nguồn\nMột.")}
    second = {"action": "replace_words", "eid": "art_6", "old_words": "Một", "new_words": "Hai"}
    after, outcomes = run(first, second)
    assert all(outcome.is_done for outcome in outcomes)
    assert told(after, "art_6")[1] == "Hai."
    _after, outcomes = run(second, first)
    assert [outcome.is_done for outcome in outcomes] == [False, True]


@pytest.mark.parametrize(
    ("order", "reason"),
    [
        ({"action": "replace", "eid": "art_9", "nodes": wording("Điều 9. X")}, "Không có Điều 9"),
        ({"action": "repeal", "eid": "art_5__para_9"}, "Không có khoản 9 Điều 5"),
        ({"action": "insert", "eid": "art_5__para_3", "nodes": wording("3. X")}, "đã có"),
        ({"action": "replace", "eid": "art_6"}, "không kèm nội dung mới"),
        (
            {"action": "remove_words", "eid": "art_6", "old_words": "hộ"},
            "Không thấy cụm từ “hộ” tại Điều 6",
        ),
        ({"action": "other"}, "chưa hiểu"),
        (
            {
                "action": "replace",
                "eid": "art_6",
                "nodes": wording("Điều 6. Nguồn kinh phí\nNgân sách tỉnh."),
            },
            "giống hệt",
        ),
    ],
)
def test_what_cannot_be_done_says_why_and_changes_nothing(order, reason):
    after, (outcome,) = run(order)
    assert reason in outcome.reason
    assert after == parse(TEXT)


def test_the_article_says_who_changed_it_once_for_each_order():
    note = "Điều này được sửa đổi bởi khoản 2 Điều 1 Luật số 9/2030/QH20."
    after, _outcomes = run(
        {"action": "repeal", "eid": "art_5__para_1", "note": note},
        {"action": "repeal", "eid": "art_5__para_2", "note": note},
    )
    assert [node.text for node in after.walk() if node.kind == "note"] == [note]
    assert told(after, "art_5")[2][-1] == "art_5__note_1"
