"""What the words of an act say about other acts, and what only looks like it."""

from datetime import date

import pytest

from content.references.citations import ActNames
from legal_library.parsing import parse
from legal_library.relating.proposing import propose

NAMES = ActNames(["Luật Đất đai", "Luật Việc làm", "Luật Hòa giải ở cơ sở", "Luật Nhà ở"])
HEAD = "NGHỊ ĐỊNH\nQuy định về hòa giải\n\n"
CIRCULAR = "Thông tư số 5/2020/TT-BTP"


def act(*lines, preamble="", heading="Hiệu lực thi hành") -> str:
    first = "Điều 1. Phạm vi điều chỉnh\nNghị định này quy định về hòa giải.\n"
    return f"{HEAD}{preamble}\n{first}Điều 2. {heading}\n" + "\n".join(lines) + "\n"


def told(text: str, **known) -> list[tuple]:
    known = {"type_name": "Nghị định"} | known
    return [
        (found.kind, found.act.number or found.act.name if found.act else "", found.target_eid)
        for found in propose(parse(text), NAMES, **known)
    ]


CLOSING = {
    "replaces with effect": (
        "Nghị định này có hiệu lực từ ngày 01 tháng 8 năm 2030 và thay thế Nghị định số "
        "12/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ quy định về hòa giải.",
        [("replaces", "12/2020/NĐ-CP", "")],
    ),
    "several in a row": (
        "Nghị định này thay thế Nghị định số 12/2020/NĐ-CP, Nghị định số 13/2020/NĐ-CP và "
        "Nghị định số 14/2020/NĐ-CP.",
        [("replaces", f"{number}/2020/NĐ-CP", "") for number in (12, 13, 14)],
    ),
    "with descriptions between": (
        "Nghị định này thay thế Nghị định số 12/2020/NĐ-CP của Chính phủ quy định về hòa giải và "
        "Nghị định số 13/2020/NĐ-CP của Chính phủ quy định về trọng tài.",
        [("replaces", "12/2020/NĐ-CP", ""), ("replaces", "13/2020/NĐ-CP", "")],
    ),
    "titles of acts are no objects": (
        "Bãi bỏ Thông tư số 5/2020/TT-BTP sửa đổi, bổ sung một số điều của Thông tư số "
        "2/2018/TT-BTP và Thông tư số 3/2018/TT-BTP.",
        [("repeals", "5/2020/TT-BTP", "")],
    ),
    "a title with a semicolon": (
        "Bãi bỏ Thông tư số 5/2020/TT-BTP về thủ tục; kiểm tra, giám sát đã được sửa đổi bởi "
        "Thông tư số 9/2022/TT-BTP.",
        [("repeals", "5/2020/TT-BTP", "")],
    ),
    "expires as amended": (
        "Nghị định số 12/2020/NĐ-CP đã được sửa đổi, bổ sung một số điều theo Nghị định số "
        "9/2022/NĐ-CP hết hiệu lực kể từ ngày Nghị định này có hiệu lực thi hành.",
        [("replaces", "12/2020/NĐ-CP", "")],
    ),
    "of another rank": (
        f"{CIRCULAR} hết hiệu lực kể từ ngày Nghị định này có hiệu lực.",
        [("repeals", "5/2020/TT-BTP", "")],
    ),
    "after a day": (
        f"Kể từ ngày Nghị định này có hiệu lực thi hành, {CIRCULAR} hết hiệu lực.",
        [("repeals", "5/2020/TT-BTP", "")],
    ),
    "in part": (
        f"Bãi bỏ khoản 2, khoản 3 Điều 5 {CIRCULAR}.",
        [
            ("repeals", "5/2020/TT-BTP", "art_5__para_2"),
            ("repeals", "5/2020/TT-BTP", "art_5__para_3"),
        ],
    ),
    "two verbs": (
        f"Nghị định này thay thế Nghị định số 12/2020/NĐ-CP; bãi bỏ Điều 5 {CIRCULAR}.",
        [("replaces", "12/2020/NĐ-CP", ""), ("repeals", "5/2020/TT-BTP", "art_5")],
    ),
    "some articles are not the whole": (
        f"Bãi bỏ một số điều của {CIRCULAR}.",
        [("amends", "5/2020/TT-BTP", "")],
    ),
    "some articles and annexes": (
        f"Bãi bỏ một số điều, phụ lục kèm theo {CIRCULAR}.",
        [("amends", "5/2020/TT-BTP", "annex")],
    ),
    "words instead of words": (
        f"Thay thế Phụ lục I ban hành kèm theo {CIRCULAR} bằng Phụ lục I của Nghị định này.",
        [("amends", "5/2020/TT-BTP", "annex_I")],
    ),
    "a pause": (
        f"Tạm ngưng hiệu lực thi hành {CIRCULAR} từ ngày 01/01/2031 đến hết ngày 30/6/2031.",
        [("pauses", "5/2020/TT-BTP", "")],
    ),
    "a stop": (
        f"Đình chỉ việc thi hành Điều 4 {CIRCULAR}.",
        [("suspends", "5/2020/TT-BTP", "art_4")],
    ),
}
NEAR_MISSES = {
    "a negation": f"Nghị định này không thay thế {CIRCULAR}.",
    "acts that may change": "Trường hợp các văn bản dẫn chiếu tại Nghị định này được sửa đổi "
    f"hoặc thay thế thì thực hiện theo văn bản mới, kể cả {CIRCULAR}.",
    "what goes on": f"Giấy phép cấp theo {CIRCULAR} tiếp tục có hiệu lực.",
    "a licence that expires": f"Giấy phép cấp theo {CIRCULAR} hết hiệu lực sau 05 năm.",
    "a condition": f"Trường hợp {CIRCULAR} hết hiệu lực thì áp dụng quy định mới.",
    "a power": f"Bộ trưởng có quyền bãi bỏ {CIRCULAR}.",
    "a proposal": f"Cơ quan thẩm tra đề nghị bãi bỏ {CIRCULAR}.",
    "what was replaced": f"{CIRCULAR} được thay thế bởi Thông tư số 9/2022/TT-BTP.",
    "words exchanged": "Thay thế cụm từ “cấp huyện” bằng cụm từ “cấp xã” tại Điều 4.",
    "not yet": f"{CIRCULAR} chưa hết hiệu lực.",
    "until then": f"Thực hiện theo quy định cũ cho đến khi {CIRCULAR} hết hiệu lực.",
    "care": "Chăm sóc thay thế cho trẻ em theo Luật Hòa giải ở cơ sở.",
}


@pytest.mark.parametrize(("sentence", "expected"), CLOSING.values(), ids=CLOSING)
def test_closing_provisions(sentence, expected):
    assert told(act(sentence)) == expected


@pytest.mark.parametrize("sentence", NEAR_MISSES.values(), ids=NEAR_MISSES)
def test_what_only_looks_like_an_end(sentence):
    assert told(act(sentence)) == []


def test_lists_below_a_lead():
    text = act(
        "1. Nghị định này có hiệu lực từ ngày 01 tháng 8 năm 2030.",
        "2. Các Nghị định, Thông tư sau đây hết hiệu lực kể từ ngày Nghị định này có hiệu lực:",
        "a) Nghị định số 12/2020/NĐ-CP của Chính phủ về hòa giải;",
        f"b) {CIRCULAR} sửa đổi Thông tư số 2/2018/TT-BTP;",
        "c) Điều 3 Thông tư số 7/2021/TT-BTP.",
        "3. Bãi bỏ toàn bộ các văn bản do Bộ trưởng Bộ Tư pháp ban hành sau đây:",
        "a) Thông tư số 15/2015/TT-BTP.",
        "4. Hồ sơ nộp theo Nghị định số 16/2015/NĐ-CP được giải quyết theo Nghị định đó.",
    )
    assert told(text) == [
        ("replaces", "12/2020/NĐ-CP", ""),
        ("repeals", "5/2020/TT-BTP", ""),
        ("repeals", "7/2021/TT-BTP", "art_3"),
        ("repeals", "15/2015/TT-BTP", ""),
    ]


def test_days_that_the_words_name():
    (pause,) = propose(parse(act(CLOSING["a pause"][0])), NAMES)
    assert (pause.happens_on, pause.ends_on) == (date(2031, 1, 1), date(2031, 6, 30))
    (end,) = propose(
        parse(act(f"{CIRCULAR} hết hiệu lực thi hành từ ngày 01 tháng 01 năm 2031.")), NAMES
    )
    assert end.happens_on == date(2031, 1, 1)


@pytest.mark.parametrize(
    ("sentence", "is_sure"),
    [
        ("Nghị định này thay thế Nghị định số 12/2020/NĐ-CP.", True),
        ("Luật Đất đai hết hiệu lực kể từ ngày Luật này có hiệu lực.", False),
        (f"{CIRCULAR} hết hiệu lực, trừ quy định tại Điều 7 của Nghị định này.", False),
        (f"Quy chế ban hành kèm theo {CIRCULAR} hết hiệu lực.", False),
    ],
)
def test_sure_is_what_has_a_number_and_no_exception(sentence, is_sure):
    assert [found.is_sure for found in propose(parse(act(sentence)), NAMES)] == [is_sure]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (
            "Nghị định số 7/2030/NĐ-CP sửa đổi, bổ sung một số điều của Nghị định số 12/2020/NĐ-CP",
            ("amends", "12/2020/NĐ-CP", ""),
        ),
        ("Quy định chi tiết một số điều của Luật Đất đai", ("details", "Luật Đất đai", "")),
        ("Hướng dẫn thi hành Luật Việc làm", ("details", "Luật Việc làm", "")),
        ("Hướng dẫn áp dụng một số quy định của Luật Nhà ở", ("guides", "Luật Nhà ở", "")),
        (f"Bãi bỏ {CIRCULAR}", ("repeals", "5/2020/TT-BTP", "")),
        (f"Đính chính {CIRCULAR}", ("corrects", "5/2020/TT-BTP", "")),
        (
            "Giải thích khoản 2 Điều 5 của Luật Đất đai",
            ("explains", "Luật Đất đai", "art_5__para_2"),
        ),
        ("Về việc công bố Luật số 74/2025/QH15", ("publishes", "74/2025/QH15", "")),
        (f"Tạm ngưng hiệu lực {CIRCULAR}", ("pauses", "5/2020/TT-BTP", "")),
    ],
)
def test_titles(title, expected):
    assert told("Điều 1. Phạm vi\nMột.\nĐiều 2. Hai\nHai.\n", title=title) == [expected]


def test_an_act_does_not_act_on_itself_by_its_title():
    title = "Luật sửa đổi, bổ sung một số điều của Luật Đất đai số 7/2030/QH15"
    assert told("Điều 1. Phạm vi\nMột.\n", title=title, number="7/2030/QH15") == [
        ("amends", "Luật Đất đai", "")
    ]


def test_a_title_that_names_no_act_says_nothing():
    for title in ("Quy định mức hỗ trợ hòa giải viên", "Công bố danh mục thủ tục hành chính"):
        assert told("Điều 1. Phạm vi\nMột.\n", title=title) == []


def test_the_preamble():
    preamble = (
        "Căn cứ Luật Đất đai số 31/2024/QH15;\n"
        "Căn cứ Luật Việc làm ngày 16 tháng 6 năm 2025; Luật Nhà ở ngày 27 tháng 11 năm 2023;\n"
        "Theo đề nghị của Bộ trưởng;\nXét Tờ trình số 12/TTr-UBND;"
    )
    assert told(act("Nghị định này có hiệu lực.", preamble=preamble)) == [
        ("based_on", "31/2024/QH15", ""),
        ("based_on", "Luật Việc làm", ""),
        ("based_on", "Luật Nhà ở", ""),
    ]


def test_amending_provisions_and_what_they_quote():
    text = act(
        "1. Sửa đổi Điều 5 như sau:",
        "“Điều 5. Hiệu lực",
        "Nghị định này thay thế Nghị định số 99/2010/NĐ-CP.”",
        "2. Bãi bỏ Điều 9.",
        heading="Sửa đổi, bổ sung một số điều của Nghị định số 12/2020/NĐ-CP",
    )
    assert told(text) == [("amends", "12/2020/NĐ-CP", "")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Nghị định này quy định chi tiết khoản 2 Điều 5 của Luật Việc làm số 74/2025/QH15.",
            [("details", "74/2025/QH15", "art_5__para_2")],
        ),
        ("Nghị định này quy định mức phạt theo Luật Việc làm.", []),
        ("Luật Việc làm quy định chi tiết về bảo hiểm.", []),
    ],
)
def test_the_first_article_says_what_is_detailed(sentence, expected):
    assert told(f"{HEAD}Điều 1. Phạm vi điều chỉnh\n{sentence}\nĐiều 2. Hai\nHai.\n") == expected


def test_a_consolidated_text_names_what_it_joins():
    text = (
        "VĂN BẢN HỢP NHẤT\nNGHỊ ĐỊNH\nVề hòa giải\n"
        "Nghị định số 12/2020/NĐ-CP ngày 5 tháng 3 năm 2020 của Chính phủ về hòa giải, có hiệu lực "
        "kể từ ngày 20 tháng 4 năm 2020, được sửa đổi, bổ sung bởi:\n"
        "Nghị định số 9/2022/NĐ-CP ngày 1 tháng 2 năm 2022 sửa đổi Nghị định số 12/2020/NĐ-CP, có "
        "hiệu lực kể từ ngày 1 tháng 3 năm 2022.\n"
        "Căn cứ Luật Hòa giải ở cơ sở;\n\nĐiều 1. Phạm vi\nMột.\n"
    )
    assert told(text, number="3/VBHN-BTP") == [
        ("consolidates", "12/2020/NĐ-CP", ""),
        ("consolidates", "9/2022/NĐ-CP", ""),
    ]
