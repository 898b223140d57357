"""Tokens: one spelling, syllables and pairs, stop words out of queries only."""

import unicodedata

import pytest

from search.analysis import folded, pairs, query_terms, syllables


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Luật Đất đai", ["luật", "đất", "đai"]),
        (unicodedata.normalize("NFD", "Luật Đất đai"), ["luật", "đất", "đai"]),
        ("hoà giải, thuỷ lợi", ["hòa", "giải", "thủy", "lợi"]),
        ("Điều 5. Khoản 2a", ["điều", "5", "khoản", "2a"]),
        ("168/2024/NĐ-CP", ["168", "2024", "nđ", "cp"]),
        ("\u00d0ất_đai", ["đất", "đai"]),
        ("“*” AND 🙂 …", ["and"]),
        ("", []),
    ],
)
def test_syllables_have_one_spelling(text, tokens):
    assert syllables(text) == tokens


def test_folding_leaves_no_diacritics_and_one_letter_for_i_and_y():
    assert folded(["đậu", "ướt", "ký", "kí", "ty", "quý", "tuyết", "y"]) == [
        *("dau", "uot", "ki", "ki", "ti", "qui"),
        *("tuyet", "y"),
    ]


def test_pairs_are_of_neighbours():
    assert pairs(["đất", "đai", "mới"]) == ["đất_đai", "đai_mới"]
    assert pairs(["đất"]) == []


def test_a_query_keeps_stop_words_within_pairs_only():
    terms = query_terms("quyền của người dân")
    assert terms.syllables == ("quyen", "nguoi", "dan")
    assert terms.pairs == ("quyen_cua", "cua_nguoi", "nguoi_dan")


def test_fillers_are_dropped_with_and_without_diacritics():
    assert query_terms("Cho tôi hỏi: đăng ký kết hôn, đúng hay sai?").folded == (
        query_terms("cho toi hoi dang ky ket hon dung hay sai").folded
    )
    assert query_terms("cho tôi hỏi ly hôn").syllables == ("li", "hon")


@pytest.mark.parametrize(
    "text",
    [
        "gia hạn giấy phép được quy định như thế nào?",
        "gia han giay phep duoc quy dinh nhu the nao",
        "gia han giay phep duoc qui dinh nhu the nao",
    ],
)
def test_fillers_go_in_either_spelling_of_their_i(text):
    assert query_terms(text).syllables == ("gia", "han", "giay", "phep")


def test_without_diacritics_only_clear_stop_words_go():
    # “tai” may be “tài”, “co” may be “cơ”.
    assert query_terms("co quan tai chinh cua tinh").syllables == (
        *("co", "quan", "tai", "chinh", "tinh"),
    )


def test_nothing_but_stop_words_is_still_a_query():
    assert query_terms("của các").syllables == ("cua", "cac")


@pytest.mark.parametrize("text", ["", "   ", "?!", "🙂", "“”"])
def test_no_words_are_no_query(text):
    assert not query_terms(text)


def test_typed_diacritics_are_remembered_only_when_there_are_any():
    assert query_terms("bán đất").exact == ("bán", "đất", "bán_đất")
    assert query_terms("ban dat").exact == ()


def test_articles_that_a_query_names_are_known_by_their_numbers():
    assert query_terms("Theo Điều 6 và điều 12 của luật này").articles == {6, 12}
    assert query_terms("dieu 6 luat nay").articles == {6}
    assert query_terms("điều kiện kết hôn, khoản 6").articles == frozenset()
