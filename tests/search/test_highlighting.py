"""Marks and excerpts: the query's words, escaped, cut at words."""

import unicodedata
from dataclasses import replace

import pytest

from search.analysis import Reading, query_terms
from search.highlighting import excerpt, marked


def mark(text: str, query: str) -> str:
    return str(marked(text, query_terms(query)))


@pytest.mark.parametrize(
    ("text", "query", "html"),
    [
        ("Nhà nước thu hồi đất", "thu hồi đất", "Nhà nước <mark>thu hồi đất</mark>"),
        ("Nhà nước thu hồi đất", "thu hoi dat", "Nhà nước <mark>thu hồi đất</mark>"),
        ("Đậu, phường", "dau phuong", "<mark>Đậu, phường</mark>"),
        ("quyền của người dân", "quyền người dân", "<mark>quyền của người dân</mark>"),
        ("một đất hai", "đất", "một <mark>đất</mark> hai"),
        ("không có gì", "đất", "không có gì"),
        ("", "đất", ""),
    ],
)
def test_words_are_marked_with_and_without_diacritics(text, query, html):
    assert mark(text, query) == html


def test_other_diacritics_than_those_typed_are_another_word():
    assert mark("quyền sở hữu", "sổ đỏ") == "quyền sở hữu"
    assert mark("quyền sở hữu", "so do") == "quyền <mark>sở</mark> hữu"


def test_what_a_query_was_read_as_is_marked_too():
    typed, meant = query_terms("sổ đỏ"), query_terms("giấy chứng nhận")
    reading = Reading(meant.syllables, meant.pairs, meant.sequence, weight=0.5)
    html = marked("cấp giấy chứng nhận", replace(typed, alternatives=(reading,)))
    assert html == "cấp <mark>giấy chứng nhận</mark>"


def test_single_syllables_are_left_alone_where_a_phrase_stands():
    assert mark("thu hồi đất; đất khác", "thu hồi đất") == "<mark>thu hồi đất</mark>; đất khác"


def test_markup_in_the_text_is_shown_and_not_obeyed():
    html = mark('<script>đất</script> & "đai"', "script đất")
    assert "<script>" not in html
    assert "&lt;<mark>script</mark>&gt;<mark>đất</mark>" in html or "&lt;" in html
    assert mark("a < đất > b", "đất") == "a &lt; <mark>đất</mark> &gt; b"


def test_decomposed_text_is_marked_whole():
    text = unicodedata.normalize("NFD", "Luật Đất đai")
    assert mark(text, "đất đai") == "Luật <mark>Đất đai</mark>"


def test_a_short_text_is_quoted_whole():
    assert str(excerpt("Thu hồi đất.", query_terms("đất"))) == "Thu hồi <mark>đất</mark>."


def test_a_long_text_is_cut_around_the_words_at_blanks():
    text = "mở đầu " * 100 + "Nhà nước thu hồi đất vì lợi ích " + "kết thúc " * 100
    quoted = str(excerpt(text, query_terms("thu hồi đất"), length=200))
    assert "<mark>thu hồi đất</mark>" in quoted
    assert quoted.startswith("… ")
    assert quoted.endswith(" …")
    words = quoted.replace("<mark>", "").replace("</mark>", "").strip("… ").split()
    assert set(words) <= set(text.split())
    assert len(" ".join(words)) <= 200


def test_a_long_text_without_the_words_is_quoted_from_its_beginning():
    quoted = str(excerpt("đầu " * 200, query_terms("đất"), length=100))
    assert quoted.startswith("đầu đầu")
    assert quoted.endswith(" …")


def test_a_word_longer_than_the_excerpt_does_not_break_it():
    assert excerpt("x" * 1000, query_terms("đất"), length=100)


def test_neighbours_in_another_order_are_no_phrase():
    assert mark("gắn máy, xe tải; xe máy", "xe máy") == "gắn máy, xe tải; <mark>xe máy</mark>"
