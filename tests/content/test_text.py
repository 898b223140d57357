import unicodedata

import pytest

from content.text import compose, fold, normalize, slug, sort_key


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("hoà giải", "hòa giải"),
        ("HOÀ GIẢI", "HÒA GIẢI"),
        ("khoẻ", "khỏe"),
        ("Uỷ ban", "Ủy ban"),
        ("thuỷ", "thủy"),
        ("quý", "quý"),
        ("ngoài", "ngoài"),
        ("hoàn", "hoàn"),
        ("khuỷu", "khuỷu"),
        ("Ðất", "Đất"),
        ("ðất", "đất"),
    ],
)
def test_normalize_gives_one_spelling(typed, expected):
    assert normalize(typed) == expected
    assert normalize(unicodedata.normalize("NFD", typed)) == expected


def test_compose_keeps_the_source_spelling_of_tones():
    assert compose(unicodedata.normalize("NFD", "hoà giải ở Ðắk Lắk")) == "hoà giải ở Đắk Lắk"


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Đất đai", "dat dai"), ("LUẬT", "luat"), ("phường", "phuong"), ("hôn nhân", "hon nhan")],
)
def test_fold_removes_every_diacritic(text, folded):
    assert fold(text) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded


def test_slug_keeps_the_letter_d_and_cuts_at_a_word():
    assert slug("Nghị định 168/2024/NĐ-CP") == "nghi-dinh-168-2024-nd-cp"
    assert slug("Đất đai và nhà ở", max_length=10) == "dat-dai-va"


def test_sort_key_follows_the_vietnamese_dictionary():
    ordered = ["an", "ăn", "ân", "ba", "bà", "bả", "bã", "bá", "bạ", "da", "đa", "ôm", "ơn", "yên"]
    shuffled = ordered[1::2] + ordered[::2]
    assert sorted(shuffled, key=sort_key) == ordered


def test_sort_key_compares_letters_before_tones_and_numbers_by_value():
    assert sorted(["bán lẻ", "ban sơ"], key=sort_key) == ["bán lẻ", "ban sơ"]
    assert sorted(["Điều 10", "Điều 9"], key=sort_key) == ["Điều 9", "Điều 10"]
