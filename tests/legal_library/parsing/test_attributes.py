from datetime import date
from pathlib import Path

import pytest

from legal_library.parsing import Attributes, parse, read_attributes

DATA = Path(__file__).parents[2] / "data" / "parsing"
HEAD = """BỘ CÂY XANH
Số: {number}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Nội, ngày 05 tháng 3 năm 2026
{type}
{title}
Căn cứ Luật Vườn hoa mẫu số 99/2099/QH99;
Bộ trưởng Bộ Cây xanh ban hành {type} này.
"""


BASES = ("Căn cứ Luật Vườn hoa mẫu số 99/2099/QH99", "Theo đề nghị của Giám đốc Sở Cây xanh")
RECIPIENTS = ("Như Điều 3", "Lưu: VT, CX")
SURE = {
    "number": "high",
    "type_name": "high",
    "issuers": "high",
    "issued_on": "high",
    "place": "medium",
    "title": "high",
    "signer": "high",
    "signer_title": "high",
    "effective_from": "high",
    "legal_bases": "high",
    "recipients": "medium",
}


def attributes(number="12/2026/TT-BCX", type="THÔNG TƯ", title="Quy định", text="") -> Attributes:
    head = HEAD.format(number=number, type=type, title=title)
    return read_attributes(parse(f"{head}Điều 1. Hoa\nTrồng hoa.\n{text}"))


def of(name: str) -> Attributes:
    return read_attributes(parse((DATA / name).read_text(encoding="utf-8")))


def test_a_provincial_decision_states_everything():
    assert of("quyet-dinh-kem-quy-che.txt") == Attributes(
        number="07/2026/QĐ-UBND",
        type_name="Quyết định",
        issuers=("Ủy ban nhân dân tỉnh Sông Trầm",),
        issued_on=date(2026, 3, 12),
        place="Sông Trầm",
        title="Ban hành Quy chế quản lý vườn hoa mẫu trên địa bàn tỉnh Sông Trầm",
        signer="Trần Thị Mẫu",
        signer_title="TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH",
        effective_from=date(2026, 3, 25),
        effective_sentence="Quyết định này có hiệu lực kể từ ngày 25 tháng 3 năm 2026",
        legal_bases=BASES,
        recipients=RECIPIENTS,
        confidence=SURE,
    )


@pytest.mark.parametrize(
    ("changed", "name", "confidence"),
    [
        ({"type": "NGHỊ ĐỊNH"}, "type_name", "medium"),  # the number says TT
        ({"number": "12/2019/TT-BCX"}, "issued_on", "low"),  # issued in 2026
        ({}, "number", "high"),
        ({}, "effective_from", None),
    ],
)
def test_what_disagrees_with_the_rest_of_the_text_is_less_sure(changed, name, confidence):
    assert attributes(**changed).confidence.get(name) == confidence


def test_a_day_that_must_be_computed_is_less_sure_than_one_that_is_stated():
    text = "Thông tư này có hiệu lực sau 45 ngày kể từ ngày ký ban hành."
    found = attributes(text=f"Điều 2. Hiệu lực\n{text}")
    assert found.effective_from == date(2026, 4, 19)
    assert found.confidence["effective_from"] == "medium"


def test_a_name_is_read_behind_the_word_signed():
    closing = "Luật này được Quốc hội thông qua.\nCHỦ TỊCH QUỐC HỘI\nĐã ký: Trần Văn Mẫu\n"
    found = read_attributes(parse(f"Điều 1. Hoa\nTrồng hoa.\n{closing}SAO Y BẢN CHÍNH\n"))
    assert (found.signer_title, found.signer) == ("CHỦ TỊCH QUỐC HỘI", "Trần Văn Mẫu")


def test_a_title_in_capitals_ends_before_the_issuer_is_named_again():
    assert attributes(title="QUY ĐỊNH VỀ HOA\nBỘ CÂY XANH").title == "QUY ĐỊNH VỀ HOA"


def test_a_law_with_broken_lines_states_everything():
    found = of("luat-sua-doi.txt")
    assert (found.number, found.type_name, found.issuers) == (
        "98/2099/QH99",
        "Luật",
        ("Quốc hội",),
    )
    assert found.issued_on == date(2099, 6, 1)
    assert found.title == "SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA LUẬT VƯỜN HOA MẪU"
    assert (found.signer_title, found.signer) == ("CHỦ TỊCH QUỐC HỘI", "Lê Văn Mẫu")
    assert found.effective_from == date(2100, 1, 1)


def test_a_plan_is_read_though_it_has_no_articles():
    found = of("ke-hoach.txt")
    assert (found.number, found.type_name) == ("12/KH-UBND", "Kế hoạch")
    assert found.title == "Phổ biến, giáo dục pháp luật năm 2026"


@pytest.mark.parametrize("text", ["", "Hôm nay trời đẹp.", "Điều 1. Hoa\nTrồng hoa."])
def test_what_is_not_said_stays_empty(text):
    assert read_attributes(parse(text)) == Attributes()


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("64/2025/QH15", "64/2025/QH15"),
        ("66.13/2026/NQ-CP", "66.13/2026/NQ-CP"),
        ("01 /2018/TT-VPCP", "01/2018/TT-VPCP"),
        ("766/QĐ-TTg", "766/QĐ-TTg"),
        ("23-L/CTN", "23-L/CTN"),
        ("66-NQ/TW", "66-NQ/TW"),
        ("05/2025/TTLT-BCA-BQP", "05/2025/TTLT-BCA-BQP"),
        ("28/2004/QH 11", "28/2004/QH11"),
        ("12/2026/TT-BTС", "12/2026/TT-BTC"),  # a Cyrillic С
        ("12/2026/QÐ–UBND", "12/2026/QĐ-UBND"),  # Icelandic eth, en dash
        ("      /2026/TT-BCX", ""),
    ],
)
def test_the_number_is_read_in_its_usual_spellings(printed, number):
    assert attributes(number=printed).number == number


def test_the_number_of_a_cited_act_is_not_the_number_of_the_act():
    text = "THÔNG TƯ\nQuy định về hoa\nCăn cứ Luật số 99/2099/QH99;\nĐiều 1. Hoa\nTrồng hoa."
    assert read_attributes(parse(text)).number == ""


def test_the_title_ends_where_the_preamble_begins():
    title = "Sửa đổi, bổ sung một số điều của Thông tư số 1/2020/TT-BCX\nquy định về hoa"
    assert attributes(title=title).title == title.replace("\n", " ")


def test_an_issuer_printed_twice_by_a_gazette_is_one():
    text = HEAD.format(number="12/2026/TT-BCX", type="THÔNG TƯ", title="Quy định")
    assert read_attributes(parse(f"BỘ CÂY XANH\n{text}Điều 1. Hoa\n")).issuers == ("Bộ Cây xanh",)


def test_joint_acts_have_several_issuers():
    head = HEAD.format(number="1/2015/TTLT-BCX-BNV", type="THÔNG TƯ LIÊN TỊCH", title="Về hoa")
    head = head.replace("BỘ CÂY XANH\n", "BỘ CÂY XANH - BỘ NƯỚC\n")
    found = read_attributes(parse(f"{head}Điều 1. Hoa\nTrồng hoa."))
    assert found.type_name == "Thông tư liên tịch"
    assert found.issuers == ("Bộ Cây xanh", "Bộ nước")


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Thông tư này có hiệu lực thi hành kể từ ngày 01 tháng 7 năm 2026.", date(2026, 7, 1)),
        ("Thông tư này có hiệu lực từ ngày 01/7/2026.", date(2026, 7, 1)),
        ("Thông tư này có hiệu lực kể từ ngày ký.", date(2026, 3, 5)),
        ("Thông tư này có hiệu lực sau 45 ngày, kể từ ngày ký.", date(2026, 4, 19)),
        (
            "Thông tư này có hiệu lực từ ngày ký ban hành đến hết ngày 31 tháng 12 năm 2026.",
            date(2026, 3, 5),
        ),
        ("Thông tư này có hiệu lực từ ngày đăng Công báo.", None),
        ("Thông tư này có hiệu lực từ ngày 31 tháng 02 năm 2026.", None),
    ],
)
def test_the_day_of_effect_is_computed_from_its_sentence(sentence, day):
    found = attributes(text=f"Điều 2. Hiệu lực\n{sentence}\n")
    assert found.effective_from == day
    assert found.effective_sentence == sentence.rstrip(".")


@pytest.mark.parametrize(
    "text",
    [
        "Điều 2. Chuyển tiếp\nHồ sơ nộp trước ngày Thông tư này có hiệu lực thi hành thì theo "
        "Thông tư ngày 01 tháng 02 năm 2020.\n",
        "Điều 2. Sửa đổi Điều 9\n“Điều 9. Hiệu lực\nLuật này có hiệu lực từ ngày 01/7/2020.”.\n",
    ],
)
def test_what_only_mentions_an_effect_gives_no_day(text):
    assert attributes(text=text).effective_sentence == ""
