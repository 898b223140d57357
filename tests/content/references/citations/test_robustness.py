"""No text is too strange or too long: nothing breaks, and time grows with length only."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.references.citations import ActNames, find_citations

NAMES = ActNames(["Luật Đất đai", "Luật Đầu tư"])
WORDS = [
    *("điểm", "a", "b,", "khoản", "1", "2 và", "Điều", "5", "5a", "này", "Luật", "Đất đai", "số"),
    *("năm", "2013", "từ", "đến", "các", ";", ",", "\n", "“", "”", "như sau:", "Sửa đổi,", "của"),
    *("Nghị định", "94/2016/NĐ-CP", "ngày", "30/12/2016", "(sau đây gọi là", ")", "nói trên"),
    *("Phụ lục", "I", "ban hành kèm theo", "Quy chế", "Chương", "II", "Mục", "người", "  ", "-"),
]


@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
@settings(max_examples=300, deadline=None)
def test_any_order_of_legal_words_is_read(text):
    _check(text)


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_text_is_read(text):
    _check(text)


def _check(text: str) -> None:
    before = 0
    for citation in find_citations(text, NAMES):
        assert text[citation.start : citation.end] == citation.text
        assert citation.reference[0] <= citation.start < citation.end <= citation.reference[1]
        assert citation.reference[0] >= before or citation.start >= before
        before = citation.reference[0]


@pytest.mark.parametrize(
    "piece",
    [
        *("Điều 5, ", "Điều 5 và ", "điểm a, b khoản 1 và ", "khoản 1 Điều ", "Luật ", "Luật này "),
        *("Luật Đất đai và Luật ", "số 5/2031/", "94/2016/NĐ-CP-", "1", " ", "\n", "“", '"', "a"),
        *("(sau đây gọi là Luật A", "Quy chế ban hành kèm theo ", "Sửa đổi Điều 5 như sau: “"),
        *("Điều 5.\n", "của ", "các ", "năm 2013 ", "ngày 1/1/2031 của Bộ ", "Nghị định đó "),
        *("Điều", "Điều " + " " * 40, "Nghị định số 5/2031/NĐ-CP (sau đây gọi là Nghị định 5)"),
        *("Điều 1 đến Điều 999 ", "của Ủy ban nhân dân tỉnh ", "Luật Ao Làng ", "e\u0323\u0302"),
    ],
)
def test_time_grows_with_the_length_only(piece):
    """Ten times the text takes about ten times as long: no pattern reads anything twice."""
    short, long = (piece * (size // len(piece)) for size in (2_000, 20_000))
    find_citations(short, NAMES)
    one = _seconds(short)
    assert _seconds(long) < 40 * one + 0.3


def _seconds(text: str) -> float:
    begun = time.process_time()
    find_citations(text, NAMES)
    return time.process_time() - begun
