"""What written sentences of amending acts order: action, place, wording; near misses."""

from datetime import date

import pytest

from legal_library.amending.quoted import words_of
from legal_library.amending.reading import read_proposals
from legal_library.amending.sentences import read_commands
from legal_library.parsing import parse

HEAD = "NGHỊ QUYẾT\nSửa đổi, bổ sung một số điều của Nghị quyết số 1/2030/NQ-HĐND\n\n"


def orders(sentence: str) -> list[tuple]:
    return [
        (str(command.action), target.place.eid, str(target.part))
        for command in read_commands(sentence)
        for target in command.targets
    ]


def proposals(text: str) -> list[tuple[str, str, str]]:
    found = read_proposals(parse(text))
    return [(str(item.action), item.target_eid, words_of(item.nodes)) for item in found]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Sửa đổi, bổ sung Điều 5 như sau:", [("replace", "art_5", "")]),
        ("Sửa đổi khoản 2 Điều 5 như sau:", [("replace", "art_5__para_2", "")]),
        ("Điều 5 được sửa đổi, bổ sung như sau:", [("replace", "art_5", "")]),
        (
            "Sửa đổi, bổ sung điểm a và điểm đ khoản 2 Điều 5 như sau:",
            [("replace", "art_5__para_2__point_a", ""), ("replace", "art_5__para_2__point_dd", "")],
        ),
        ("Bổ sung Điều 5a vào sau Điều 5 như sau:", [("insert", "art_5a", "")]),
        ("Bổ sung khoản 3a vào sau khoản 3 Điều 7 như sau:", [("insert", "art_7__para_3a", "")]),
        ("Bổ sung khoản 3 vào Điều 16 như sau:", [("insert", "art_16__para_3", "")]),
        (
            "Bổ sung Điều 98h vào Chương VIII và vào trước Điều 99 như sau:",
            [("insert", "art_98h", "")],
        ),
        ("Bổ sung Mục 3a vào sau Mục 3 Chương IV như sau:", [("insert", "chp_IV__sec_3a", "")]),
        (
            "Sửa đổi, bổ sung khoản 1; bổ sung khoản 7 và khoản 8 Điều 2 như sau:",
            [
                ("replace", "art_2__para_1", ""),
                ("insert", "art_2__para_7", ""),
                ("insert", "art_2__para_8", ""),
            ],
        ),
        (
            "Sửa đổi các điểm đ, g và bổ sung điểm h vào sau điểm g khoản 1 Điều 3 như sau:",
            [
                ("replace", "art_3__para_1__point_dd", ""),
                ("replace", "art_3__para_1__point_g", ""),
                ("insert", "art_3__para_1__point_h", ""),
            ],
        ),
        (
            "Bãi bỏ khoản 2, khoản 3 Điều 7 và Điều 9.",
            [
                ("repeal", "art_7__para_2", ""),
                ("repeal", "art_7__para_3", ""),
                ("repeal", "art_9", ""),
            ],
        ),
        ("Sửa đổi tên Chương II như sau:", [("replace", "chp_II", "heading")]),
        (
            "Sửa đổi, bổ sung tên điều và khoản 2 Điều 7 như sau:",
            [("replace", "art_7__para_2", ""), ("replace", "art_7", "heading")],
        ),
        (
            "Sửa đổi, bổ sung đoạn mở đầu khoản 4 Điều 43 như sau:",
            [("replace", "art_43__para_4", "intro")],
        ),
        (
            # What earlier acts did to the law is no order.
            "Sửa đổi khoản 2 Điều 5 Luật Giá số 11/2012/QH13 đã được sửa đổi, bổ sung một số điều "
            "theo Luật số 61/2014/QH13 như sau:",
            [("replace", "art_5__para_2", "")],
        ),
        (
            # The name of a law has a word like an order in it.
            "Sửa đổi điểm a khoản 4 Điều 105 của Luật Quản lý, sử dụng tài sản công số "
            "15/2017/QH14 như sau:",
            [("replace", "art_105__para_4__point_a", "")],
        ),
        ("Thay đổi nội dung giấy phép theo khoản 2 Điều 5.", []),
        ("Luật này sửa đổi Điều 5 của nhiều luật.", []),
        ("Chính phủ quy định chi tiết khoản 2 Điều 5.", []),
    ],
)
def test_what_a_sentence_orders(sentence, expected):
    assert orders(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Thay thế cụm từ “hộ nghèo” bằng cụm từ “hộ nghèo, hộ cận nghèo” tại khoản 1 Điều 2;",
            [("hộ nghèo", "hộ nghèo, hộ cận nghèo", "art_2__para_1")],
        ),
        (
            "Thay cụm từ “A” tại khoản 1 Điều 3; Điều 4 bằng cụm từ “B”;",
            [("A", "B", "art_3__para_1"), ("A", "B", "art_4")],
        ),
        (
            "Bỏ cụm từ “A” và cụm từ “B” tại khoản 4 Điều 2.",
            [("A", "", "art_2__para_4"), ("B", "", "art_2__para_4")],
        ),
        (
            "Thay cụm từ “A” bằng cụm từ “B” và bỏ cụm từ “C” tại khoản 1 Điều 9;",
            [("A", "B", "art_9__para_1"), ("C", "", "art_9__para_1")],
        ),
        (
            "Bổ sung cụm từ “, tổ chức” vào sau từ “cá nhân” tại điểm c khoản 1 Điều 6;",
            [("cá nhân", "cá nhân, tổ chức", "art_6__para_1__point_c")],
        ),
        (
            "Bổ sung từ “Thường trực” vào trước cụm từ “Ủy ban pháp luật” tại Điều 48;",
            [("Ủy ban pháp luật", "Thường trực Ủy ban pháp luật", "art_48")],
        ),
    ],
)
def test_words_exchanged_for_words(sentence, expected):
    found = read_commands(sentence)
    assert [(c.old, c.new, t.place.eid) for c in found for t in c.targets] == expected


def test_what_stands_below_an_announcement_is_of_the_place_announced():
    text = HEAD + (
        "Điều 1. Sửa đổi, bổ sung một số điều của Nghị quyết số 1/2030/NQ-HĐND\n"
        "1. Sửa đổi, bổ sung một số khoản của Điều 6 như sau:\n"
        "a) Sửa đổi khoản 2 như sau:\n“2. Mức mới.”;\n"
        "b) Bãi bỏ khoản 3.\n"
    )
    assert proposals(text) == [
        ("replace", "art_6__para_2", "2. Mức mới."),
        ("repeal", "art_6__para_3", ""),
    ]


def test_each_place_gets_its_own_piece_of_the_quotation():
    text = HEAD + (
        "Điều 1. Sửa đổi, bổ sung một số điều\n"
        "1. Sửa đổi khoản 3 và bổ sung khoản 3a vào sau khoản 3 Điều 5 như sau:\n"
        "“3. Một.\n3a. Hai:\na) đất;\nb) đường.”.\n"
    )
    assert proposals(text) == [
        ("replace", "art_5__para_3", "3. Một."),
        ("insert", "art_5__para_3a", "3a. Hai:\na) đất;\nb) đường."),
    ]


def test_several_acts_amended_by_one():
    text = (
        "LUẬT\nSỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT GIÁ VÀ LUẬT ĐẤU THẦU\n\n"
        "Quốc hội ban hành Luật sửa đổi, bổ sung một số điều của Luật Giá số 11/2012/QH13; "
        "Luật Đấu thầu số 43/2013/QH13.\n\n"
        "Điều 1. Sửa đổi, bổ sung một số điều của Luật Giá\n1. Bãi bỏ khoản 2 Điều 3.\n"
        "Điều 2. Sửa đổi, bổ sung một số điều của Luật Đấu thầu\n1. Bãi bỏ Điều 7.\n"
        "Điều 3. Hiệu lực thi hành\n1. Luật này có hiệu lực từ ngày 01 tháng 7 năm 2030, trừ "
        "trường hợp quy định tại khoản 2 Điều này.\n"
        "2. Khoản 1 Điều 2 của Luật này có hiệu lực từ ngày 01 tháng 01 năm 2031.\n"
    )
    found = [
        (item.act.number, item.target_eid, item.effective_on)
        for item in read_proposals(parse(text))
    ]
    assert found == [
        ("11/2012/QH13", "art_3__para_2", None),
        ("43/2013/QH13", "art_7", date(2031, 1, 1)),
    ]


def test_what_is_not_understood_stays_with_its_words():
    text = HEAD + (
        "Điều 1. Sửa đổi, bổ sung một số điều của Nghị quyết số 1/2030/NQ-HĐND\n"
        "1. Gạch bỏ bảng thứ hai của biểu.\n"
    )
    (item,) = read_proposals(parse(text))
    assert (item.action, item.words) == ("other", "Gạch bỏ bảng thứ hai của biểu.")


def test_a_part_that_is_repealed_is_not_taken_for_the_whole():
    text = HEAD + (
        "Điều 1. Sửa đổi, bổ sung một số điều\n"
        "1. Bãi bỏ các quy định liên quan đến thuế tại khoản 1 Điều 19.\n"
        "2. Bãi bỏ quy định tại khoản 2 Điều 19.\n"
    )
    assert [(action, eid) for action, eid, _words in proposals(text)] == [
        ("other", ""),
        ("repeal", "art_19__para_2"),
    ]


def test_a_quotation_that_no_order_asks_for_is_kept_with_a_doubt():
    text = HEAD + (
        "Điều 1. Sửa đổi, bổ sung một số điều\n1. Sửa đổi khoản 3 Điều 5 như sau:\n"
        "“3. Một.\n4. Hai.”.\n"
    )
    found = read_proposals(parse(text))
    assert [str(item.action) for item in found] == ["replace", "other"]
    assert words_of(found[1].nodes) == "4. Hai."
    assert found[1].doubt


def test_an_act_that_orders_nothing_gives_nothing():
    text = (
        "Điều 1. Phạm vi\nNghị quyết này quy định mức hỗ trợ.\n"
        "Điều 2. Trách nhiệm\n1. Sở Tài chính:\na) Sửa đổi, bổ sung dự toán;\n"
        "b) Bãi bỏ giấy phép cấp sai theo khoản 2 Điều này.\n"
    )
    assert read_proposals(parse(text)) == []
