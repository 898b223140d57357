"""The Word file: layout of Nghị định 30/2020/NĐ-CP, and an outline."""

import io

import docx
import pytest

from legal_library.exporting.word import write_word
from tests.factories.copies import FACTS, copy_of, odd_copy
from tests.factories.legal_library import SAMPLE_ACT


@pytest.fixture(scope="module")
def file():
    return docx.Document(io.BytesIO(write_word(copy_of(SAMPLE_ACT))))


def outline(file):
    return [
        (paragraph.style.name, paragraph.text.replace("\n", " "))
        for paragraph in file.paragraphs
        if paragraph.style.name.startswith("Heading")
    ]


def test_word_shows_an_outline(file):
    assert outline(file)[:4] == [
        ("Heading 1", "Chương I QUY ĐỊNH CHUNG"),
        ("Heading 2", "Điều 1. Phạm vi điều chỉnh"),
        ("Heading 1", "Chương II MỨC HỖ TRỢ"),
        ("Heading 2", "Điều 2. Mức hỗ trợ theo vụ việc"),
    ]


def test_quoted_articles_are_no_part_of_the_outline(file):
    assert not [words for _style, words in outline(file) if "Học phí" in words]


def test_the_attached_regulation_is_in_the_outline(file):
    assert outline(file)[-3:] == [
        ("Heading 1", "QUY CHẾ"),
        ("Heading 2", "Điều 1. Tổ hòa giải"),
        ("Heading 2", "Điều 2. Họp tổ"),
    ]


def test_the_head_stands_in_two_columns(file):
    head = file.tables[0]
    left, right = ([cell.text for cell in column.cells] for column in head.columns)
    assert left == ["HỘI ĐỒNG NHÂN DÂN\nTỈNH AN LẠC\n", "Số: 12/2025/NQ-HĐND"]
    assert right == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n",
        "An Lạc, ngày 10 tháng 7 năm 2025",
    ]


def test_recipients_and_signature_stand_side_by_side(file):
    left, right = (cell.text for cell in file.tables[-1].rows[0].cells)
    assert left.startswith("Nơi nhận:\n- Ủy ban Thường vụ Quốc hội;")
    assert right == "CHỦ TỊCH\nNguyễn Thị Mẫu"


def test_page_and_margins_are_those_of_the_decree(file):
    section = file.sections[0]
    margins = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert [round(margin.mm) for margin in margins] == [30, 20, 20, 20]


def test_pages_are_numbered_at_the_top_but_not_the_first(file):
    section = file.sections[0]
    assert "PAGE" in section.header._element.xml
    assert section.different_first_page_header_footer
    assert "PAGE" not in section.first_page_header._element.xml


def test_all_text_is_times_new_roman_in_vietnamese(file):
    for name in ("Normal", "Heading 1", "Heading 2"):
        assert file.styles[name].font.name == "Times New Roman"
    assert 'w:lang w:val="vi-VN"' in file.styles.element.xml
    assert "Calibri" not in file.element.xml


def test_the_file_says_what_it_is_and_where_it_came_from(file):
    properties = file.core_properties
    assert properties.title == FACTS.title
    assert properties.subject == "Nghị quyết số 12/2025/NQ-HĐND"
    assert FACTS.url in file.sections[0].footer.paragraphs[0].text


def test_a_table_of_the_text_is_a_table_of_word():
    file = docx.Document(io.BytesIO(write_word(odd_copy())))
    table = next(table for table in file.tables if table.rows[0].cells[0].text == "TT")
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["TT", "Mức\n(đồng)"],
        ["1", "400.000"],
        ["2", ""],
    ]


def test_the_number_of_a_footnote_is_raised():
    file = docx.Document(io.BytesIO(write_word(odd_copy())))
    raised = [
        run.text for paragraph in file.paragraphs for run in paragraph.runs if run.font.superscript
    ]
    assert raised == ["1"]
