"""What is cited: each place and its act, and what is no citation at all."""

from datetime import date

import pytest

from content.references.citations import Act, ActNames, find_citations

NAMES = ActNames(
    [
        *("Luật Đất đai", "Luật Giá", "Luật Đầu tư", "Luật Đầu tư công", "Bộ luật Hình sự"),
        *("Bộ luật Dân sự", "Luật Phòng, chống ma túy", "Luật Trẻ em", "Luật Tố cáo"),
        *("Luật Cư trú", "Bộ luật Hàng hải Việt Nam"),
    ],
    [("BLDS", "Bộ luật Dân sự"), ("Bộ luật Hàng hải", "Bộ luật Hàng hải Việt Nam")],
)


def cited(text: str, **options) -> list[tuple[str, str]]:
    """Each citation as “article.clause.point” and its act."""
    return [(_place(c), _act(c)) for c in find_citations(text, NAMES, **options)]


def _place(citation) -> str:
    place = citation.place.as_dict()
    if set(place) <= {"article", "clause", "point"}:
        return ".".join(place.get(level, "") for level in ("article", "clause", "point")).rstrip(
            "."
        )
    return " ".join(f"{level} {value}".strip() for level, value in place.items())


def _act(citation) -> str:
    if citation.this:
        return f"this {citation.this}"
    act = citation.act or Act("")
    named = act.number or act.name or act.type
    return f"{named} {act.year}" if act.name and act.year and not act.number else named


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("điểm a khoản 2 Điều 5 Luật Giá", ["5.2.a"]),
        ("các điều 5, 6 và 7 Luật Giá", ["5", "6", "7"]),
        ("điểm a, b khoản 1 và khoản 3 Điều 5 Luật Giá", ["5.1.a", "5.1.b", "5.3"]),
        ("điểm a khoản 1, khoản 2 Điều 5 và Điều 9 Luật Giá", ["5.1.a", "5.2", "9"]),
        ("khoản 1 Điều 5; khoản 2 Điều 6; Điều 7 Luật Giá", ["5.1", "6.2", "7"]),
        ("điểm a các khoản 1, 2 Điều 5 Luật Giá", ["5.1.a", "5.2.a"]),
        ("điểm b khoản 1, 2 Điều 5 Luật Giá", ["5.1.b", "5.2"]),
        ("từ Điều 5 đến Điều 9 Luật Giá", ["5", "6", "7", "8", "9"]),
        ("khoản 3 đến khoản 5 Điều 2 Luật Giá", ["2.3", "2.4", "2.5"]),
        ("các điểm từ c đến e khoản 1 Điều 2 Luật Giá", ["2.1.c", "2.1.d", "2.1.đ", "2.1.e"]),
        ("các khoản 1 - 3 Điều 14 Luật Giá", ["14.1", "14.2", "14.3"]),
        # The wrong way round is no range, and no longer one than an act can have.
        ("Điều 9 đến Điều 5 Luật Giá", ["9", "5"]),
        ("Điều 5 khoản 2 điểm đ Luật Giá", ["5.2.đ"]),
        ("Điều 98đ Luật Giá", ["98đ"]),
        ("điểm a1 khoản 6a Điều 12a Luật Giá", ["12a.6a.a1"]),
        ("Mục 1 Chương IIa Luật Giá", ["chapter IIa section 1"]),
        ("Phần thứ hai Bộ luật Dân sự", ["part 2"]),
        ("Phụ lục I, Phụ lục II kèm theo Nghị định số 5/2031/NĐ-CP", ["annex I", "annex II"]),
        ("Mẫu số 05 tại Phụ lục ban hành kèm theo Thông tư này", ["annex form 05"]),
        ("tiết b điểm 1.3 khoản 1 Mục I Thông tư số 13/2006/TT-BXD",
         ["section I clause 1 point 1.3 item b"]),
        ("quy định tạiđiểm b khoản 2 Điều 8 Luật Giá", ["8.2.b"]),
        ("tại Điều 17của Thông tư số 13/2006/TT-BXD", ["17"]),
        ("Điều 14a vào sau Điều 14 Luật Giá", ["14a", "14"]),
        ("Điều 5 và 6 Luật Giá", ["5", "6"]),
        ("Điều 8 - Luật Giá", ["8"]),
    ],
)  # fmt: skip
def test_lists_and_ranges_are_one_citation_for_each_place(text, places):
    assert [place for place, _act in cited(text)] == places


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Nghị định số 94/2016/NĐ-CP", "94/2016/NĐ-CP"),
        ("nghi dinh so 94/2016/nd-cp", "94/2016/ND-CP"),
        ("Nghị định 168/2031 nêu", "168/2031"),
        ("Nghị quyết số 66.13/2026/NQ-CP", "66.13/2026/NQ-CP"),
        ("Nghị quyết số 66-NQ/TW", "66-NQ/TW"),
        ("QCVN 41 : 2019/BGTVT", "QCVN41:2019/BGTVT"),
        ("Luật Đất đai năm 2013", "Luật Đất đai 2013"),
        ("luật đất đai", "Luật Đất đai"),
        ("luat dat dai 2024", "Luật Đất đai 2024"),
        ("Luật phòng chống ma tuý", "Luật Phòng, chống ma túy"),
        ("Luật Đầu tư công", "Luật Đầu tư công"),
        ("Luật Đầu tư, công khai", "Luật Đầu tư"),
        ("Luật Trồng cây ven suối năm 2033", "Luật Trồng cây ven suối 2033"),
        ("Bộ luật Hàng hải mẫu số 06/2031/QH17", "06/2031/QH17"),
        ("Luật sửa đổi, bổ sung một số điều của Luật Giá năm 2030",
         "Luật sửa đổi, bổ sung một số điều của Luật Giá 2030"),
        ("Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 2013", "Hiến pháp 2013"),
        ("BLDS 2015", "Bộ luật Dân sự 2015"),
        ("blds 2015", "Bộ luật Dân sự 2015"),
        ("NĐ 94/2016/NĐ-CP", "94/2016/NĐ-CP"),
        ("Quyết định số 1956/QĐ - TTg", "1956/QĐ-TTg"),
        ("Luật Đất đai (sửa đổi) năm 2024", "Luật Đất đai 2024"),
        ("Luật Giá ngày 20 tháng 6 năm 2012", "Luật Giá 2012"),
    ],
)  # fmt: skip
def test_acts_by_number_and_by_name(text, act):
    assert cited(f"Theo {text}.") == [("", act)]


def test_the_date_issuer_and_amendment_belong_to_the_act():
    text = (
        "Quyết định số 15/2031/QĐ-UBND ngày 05/8/2031 của Ủy ban nhân dân tỉnh Minh Họa và "
        "Bộ luật Hình sự năm 2015 (sửa đổi, bổ sung năm 2017, 2025)"
    )
    first, second = find_citations(text, NAMES)
    assert first.act.issued_on == date(2031, 8, 5)
    assert first.act.issuer == "Ủy ban nhân dân tỉnh Minh Họa"
    assert second.act.amended == (2017, 2025)
    assert text.endswith(second.text)


def test_a_day_that_does_not_exist_is_no_date():
    (citation,) = find_citations("Nghị định số 5/2031/NĐ-CP ngày 31/02/2031 của Chính phủ")
    assert citation.act.issued_on is None
    assert citation.text == "Nghị định số 5/2031/NĐ-CP"


def test_what_was_issued_with_an_act_is_told_from_the_act():
    (citation,) = find_citations(
        "Điều 5 Quy chế tiếp dân ban hành kèm theo Quyết định số 15/2031/QĐ-UBND"
    )
    assert citation.act.number == "15/2031/QĐ-UBND"
    assert citation.act.attachment == "Quy chế"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("theo khoản 1 Điều này", [(".1", "this article")]),
        ("theo điểm b khoản này", [("..b", "this clause")]),
        ("theo Điều 4 của Luật này", [("4", "this act")]),
        ("tại Điều này", [("", "this article")]),
        ("theo Quy chế này", [("", "this act")]),
        ("theo Mục 2 Chương này", [("section 2", "this chapter")]),
        ("theo khoản 1 Điều này và Điều 6 Luật Giá", [(".1", "this article"), ("6", "Luật Giá")]),
    ],
)
def test_this_is_said_with_its_level(text, expected):
    assert cited(text) == expected


def test_this_article_is_bound_to_the_heading_above_it():
    text = "Điều 7. Hồ sơ\n1. Đơn.\n2. Người nộp đơn theo khoản 1 Điều này ký tên."
    (citation,) = find_citations(text, NAMES)
    assert citation.place.article is None
    assert citation.bound.eid == "art_7__para_1"


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("Nghị định số 5/2031/NĐ-CP đã có. Điều 6 Nghị định nói trên cấm.", ["5/2031/NĐ-CP"] * 2),
        ("Luật Trẻ em (Điều 6, Điều 7)", ["Luật Trẻ em"] * 3),
        ("khoản 1 Điều 9 Luật Giá; khoản 3 Điều 12 có áp dụng không", ["Luật Giá"] * 2),
        ("theo Điều 6, tái phạm thì theo Điều 7 Luật Giá", ["Luật Giá"] * 2),
        ("theo Điều 9 Luật Giá, khoản 2 Điều 7 cùng luật", ["Luật Giá"] * 2),
        ("Luật Giá nêu.\nTheo Điều 5 thì phải nộp.", ["Luật Giá", ""]),
        ("theo Điều 5 Luật Giá và Điều 21 của Điều lệ trường học", ["Luật Giá", "Điều lệ"]),
    ],
)
def test_acts_are_carried_over_within_a_paragraph(text, acts):
    assert [act for _place, act in cited(text)] == acts


def test_in_an_act_a_place_of_another_sentence_is_its_own():
    text = "Việc này theo Luật Giá. Hồ sơ quy định tại Điều 5 gồm đơn."
    assert [act for _place, act in cited(text)] == ["Luật Giá", "Luật Giá"]
    assert [act for _place, act in cited(text, in_act=True)] == ["Luật Giá", ""]


def test_a_short_form_that_the_text_defines():
    text = (
        "Nghị định số 168/2031/NĐ-CP (sau đây gọi là Nghị định 168) có hiệu lực. "
        "Theo Điều 7 Nghị định 168 thì phạt."
    )
    assert cited(text) == [("", "168/2031/NĐ-CP"), ("7", "168/2031/NĐ-CP")]


def test_a_quoted_amendment_speaks_of_the_act_that_it_amends():
    text = (
        "Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 20/2029/NĐ-CP\n"
        "1. Sửa đổi, bổ sung khoản 3 Điều 6 như sau:\n"
        "“3. Hồ sơ theo Điều 4 của Nghị định này và khoản 1 Điều này.”\n"
        "2. Bãi bỏ Điều 10.\n"
        "Điều 2. Thi hành\n"
        "Nghị định này có hiệu lực từ ngày ký."
    )
    amended = "20/2029/NĐ-CP"
    assert cited(text) == [
        *[("", amended), ("6.3", amended), ("4", amended), ("6.1", amended), ("10", amended)],
        ("", "this act"),
    ]


def test_a_closing_mark_that_was_lost_ends_at_the_next_heading():
    text = (
        "Điều 1. Sửa đổi, bổ sung một số điều của Luật Giá\n"
        "1. Sửa đổi, bổ sung Điều 5 như sau:\n"
        "“Điều 5. Hồ sơ theo Điều 6 của Luật này.\n"
        "Điều 2. Sửa đổi, bổ sung một số điều của Luật Cư trú\n"
        "1. Bãi bỏ khoản 2 Điều 7."
    )
    assert cited(text) == [
        *[("", "Luật Giá"), ("5", "Luật Giá"), ("6", "Luật Giá")],
        *[("", "Luật Cư trú"), ("7.2", "Luật Cư trú")],
    ]


def test_lines_broken_inside_sentences_are_one_paragraph():
    text = (
        "Điều 1. Sửa đổi, bổ sung một số\nđiều của Luật Giá\n"
        "1. Sửa đổi, bổ sung khoản 2 Điều\n5 như\nsau:\n“2. Theo Điều 6 của Luật này.”"
    )
    assert cited(text) == [("", "Luật Giá"), ("5.2", "Luật Giá"), ("6", "Luật Giá")]


def test_what_an_unknown_act_is_amended_to_is_no_citation_of_the_amending_act():
    text = "Sửa đổi, bổ sung các điều sau đây như sau:\n“1. Theo Điều 6 của Luật này.”"
    (citation,) = find_citations(text, NAMES)
    assert citation.quoted
    assert not citation.act.is_named


def test_of_the_law_without_a_name_is_no_place_of_the_text_itself():
    (citation,) = find_citations("theo Điều 41 của Luật.", NAMES, in_act=True)
    assert citation.act == Act("Luật")


@pytest.mark.parametrize(
    "text",
    [
        "đủ điều kiện 18 tuổi",
        "khoản vay 50 triệu đồng",
        "điểm thi 9 môn Toán",
        "được khoản 5 triệu đồng",
        "khoản 2.500.000 đồng",
        "huyện điều 5 người đi chống lũ",
        "Điều 20 cán bộ về cơ sở",
        "Điều này cho thấy dân đã hiểu",
        "từ nay luat nay moi ap dung",
        "mức 5 triệu một tháng",
        "luật sư Trần Văn Mẫu",
        "Luật gia Nguyễn Thị Thử",
        "Công ty Luật TNHH Bình Minh",
        "pháp luật đất đai",
        "dự thảo Luật Đất đai",
        "chương trình 135",
        "Mục 1: khai mạc",
        "ngày 20/6/2031, tỷ lệ 3/2030 người",
        "Điều 36.3.LQ.1. Thanh niên",
        "Điều 5. Phạm vi điều chỉnh",
        "hệ thống không có mục này",
        "không rõ quy định này có đúng không, báo cáo này ghi gì",
        "mục A hay mục B trong mẫu 12",
        "điểm a giao với điểm b trên bản đồ",
    ],
)
def test_near_misses_are_never_taken(text):
    assert cited(text) == []


def test_offsets_are_those_of_the_text_as_it_came():
    """Also where letters are decomposed, “Đ” is a look-alike and blanks are many."""
    text = "Theo Ðiều" + " " * 50 + "5 Luật Giá và kho" + "a\u0309n 1 Điều 7 Luật Đất đai"
    for citation in find_citations(text, NAMES):
        assert text[citation.start : citation.end] == citation.text
    assert [place for place, _act in cited(text)] == ["5", "7.1"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "khoản 1 Điều 48, điểm d và điểm đ khoản 1 Điều 181 Luật Đất đai",
            ["khoản 1 Điều 48", "điểm d", "điểm đ khoản 1 Điều 181 Luật Đất đai"],
        ),
        ("theo Điều 12, khoản 3, điểm b Luật Đất đai", ["Điều 12, khoản 3, điểm b Luật Đất đai"]),
        ("các điều 5, 6 và 7 Luật Đất đai", ["điều 5", "6", "7 Luật Đất đai"]),
    ],
)
def test_the_words_of_a_place_go_on_over_what_is_its_own(text, words):
    assert [citation.text for citation in find_citations(text)] == words


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Nghị định 100 quy định mức phạt; Thông tư 78.", ["100", "78"]),
        ("Nghị định 2019 và Nghị định số 10 của", []),
        ("Nghị định 5 năm, Thông tư 3 trang, Nghị định 10%", []),
    ],
)
def test_a_decree_named_by_its_serial_number_alone(text, numbers):
    assert [citation.act.number for citation in find_citations(text)] == numbers


def test_reading_ends_when_enough_have_been_found():
    text = "từ Điều 1 đến Điều 300 Luật Đất đai " * 50
    assert 300 <= len(find_citations(text, most=301)) <= 600
