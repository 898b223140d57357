import pytest

from legal_library.parsing.lines import split_lines
from legal_library.parsing.markers import join_split_markers, read_mark


@pytest.mark.parametrize(
    ("line", "kind", "number", "marker", "rest"),
    [
        ("Điều 5. Tên điều", "article", "5", "Điều 5.", "Tên điều"),
        ("Điều 12a. Tên", "article", "12a", "Điều 12a.", "Tên"),
        ("Điều 98đ. Tên", "article", "98đ", "Điều 98đ.", "Tên"),
        ("ĐIỀU 5: Tên", "article", "5", "ĐIỀU 5:", "Tên"),
        ("Điều 5", "article", "5", "Điều 5", ""),
        ("Điều 5.- Tên", "article", "5", "Điều 5.-", "Tên"),
        ("Điều 2.Đối tượng", "article", "2", "Điều 2.", "Đối tượng"),
        ("Ðiều 5. Chữ Đ giả", "article", "5", "Ðiều 5.", "Chữ Đ giả"),
        ("“Điều 5. Trích", "article", "5", "“Điều 5.", "Trích"),
        ("\u200eĐiều 5. Ẩn", "article", "5", "\u200eĐiều 5.", "Ẩn"),
        ("Article 5. Scope", "article", "5", "Article 5.", "Scope"),
        ("Phần thứ nhất", "part", "1", "Phần thứ nhất", ""),
        ("PHẦN THỨ MƯỜI HAI", "part", "12", "PHẦN THỨ MƯỜI HAI", ""),
        ("Chương IIa. TÊN", "chapter", "IIa", "Chương IIa.", "TÊN"),
        ("CHƯƠNG XX", "chapter", "XX", "CHƯƠNG XX", ""),
        ("Mục 1. TÊN", "section", "1", "Mục 1.", "TÊN"),
        ("Tiểu mục 2. TÊN", "subsection", "2", "Tiểu mục 2.", "TÊN"),
        ("1. Nội dung", "clause", "1", "1.", "Nội dung"),
        ("6a. Nội dung", "clause", "6a", "6a.", "Nội dung"),
        ("a) nội dung", "point", "a", "a)", "nội dung"),
        ("đ) nội dung", "point", "đ", "đ)", "nội dung"),
        ("a1) nội dung", "point", "a1", "a1)", "nội dung"),
        ("II. ĐỀ MỤC", "roman", "II", "II.", "ĐỀ MỤC"),
        ("PHỤ LỤC III", "annex", "III", "PHỤ LỤC III", ""),
        ("Phụ lục số 01", "annex", "01", "Phụ lục số 01", ""),
        ("Mẫu số 02-TP-TGPL", "annex", "02-TP-TGPL", "Mẫu số 02-TP-TGPL", ""),
    ],
)
def test_a_marker_is_read_with_its_number(line, kind, number, marker, rest):
    mark = read_mark(line)
    assert (mark.kind, mark.number, mark.marker, mark.rest) == (kind, number, marker, rest)


@pytest.mark.parametrize(
    "line",
    [
        "điều kiện kinh doanh",
        "Điều kiện kinh doanh",
        "Điều này.",
        "Điều tra viên",
        "Chương trình đào tạo",
        "Chương này được áp dụng",
        "Mục đích vay",
        "Phần vốn góp",
        "1.000.000 đồng",
        "2,5 lần",
        "2019 là năm",
        "anh) em",
        "Mẫu đơn",
        "Biểu thuế",
        "Vườn hoa",
        "|",
    ],
)
def test_near_misses_are_plain_text(line):
    assert read_mark(line) is None


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("Điều\n12. Tên", "Điều 12. Tên"),
        ("“Điều\n12a. Tên", "“Điều 12a. Tên"),
        ("Chương\nIV\nTÊN", "Chương IV\nTÊN"),
        ("Phần\nthứ hai", "Phần thứ hai"),
        ("Tiểu\nmục 1\nTÊN", "Tiểu mục 1\nTÊN"),
        ("Mục 1: HUÂN\nCHƯƠNG\nĐiều 32", "Mục 1: HUÂN\nCHƯƠNG\nĐiều 32"),
        ("Điều\nkiện", "Điều\nkiện"),
        ("Điều\n\n12. Tên", "Điều\n12. Tên"),
    ],
)
def test_markers_broken_over_two_lines_are_joined(broken, whole):
    joined = join_split_markers(split_lines(broken))
    assert "\n".join(line.text for line in joined) == whole
