import unicodedata

import pytest

from legal_library.parsing.lines import (
    Line,
    ends_open,
    ends_sentence,
    is_wrapped,
    joins,
    split_lines,
)

WRAPPED = (
    "Người chăm vườn hoa mẫu có trách nhiệm tưới nước, nhổ\ncỏ và tỉa cành trong mọi mùa, trừ khi\n"
    "trời mưa theo quy định của tỉnh Sông Trầm.\n"
)


def test_lines_are_counted_as_an_editor_counts_them():
    lines = split_lines("\ufeffmột\r\n\r\n  hai \t ba\rbốn\x0cnăm\u2028sáu")
    assert [(line.number, line.text, line.gap) for line in lines] == [
        (1, "\ufeffmột", False),
        (3, "hai ba", True),
        (4, "bốn", False),
        (4, "năm", False),
        (4, "sáu", False),
    ]


def test_decomposed_text_is_composed():
    assert split_lines(unicodedata.normalize("NFD", "Điều kiện"))[0].text == "Điều kiện"


@pytest.mark.parametrize("text", ["hết.", "gồm:", "hoa;", "hết./.", "hết.”.", "“hoa”", "hết…"])
def test_a_sentence_has_ended(text):
    assert ends_sentence(text)


@pytest.mark.parametrize("text", ["quy định tại", "của", "hoa,", "chính trị -", "và"])
def test_a_line_that_must_go_on_is_open(text):
    assert ends_open(text)
    assert not ends_sentence(text)


def test_broken_lines_are_recognised_by_the_small_letters_they_begin_with():
    assert is_wrapped(split_lines(WRAPPED * 3))
    assert not is_wrapped(split_lines("1. Hoa hồng;\n2. Hoa cúc;\na) vàng;\nb) trắng.\n"))


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("trách nhiệm tưới nước, nhổ", "cỏ và tỉa cành", True),
        ("trách nhiệm của Bộ", "Cây xanh", True),
        ("tổ chức chính trị", "- xã hội", True),
        ("gồm những việc sau đây:", "- Tưới nước;", False),
        ("Tưới nước.", "Người chăm vườn", False),
        ("Phạm vi điều chỉnh", "CHƯƠNG TRÌNH", False),
        ("|", "hoa", False),
        ("-----", "hoa", False),
    ],
)
def test_lines_of_a_broken_source_are_joined_inside_sentences(before, after, joined):
    result = joins(Line(1, before), Line(2, after), wrapped=True, width=60)
    assert result is joined


def test_every_line_is_a_paragraph_where_the_source_breaks_none():
    assert not joins(Line(1, "Trách nhiệm của Bộ"), Line(2, "Cây xanh"), wrapped=False, width=200)
