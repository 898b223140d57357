import pytest

from legal_library.reading import UnreadableFile, read
from legal_library.reading.encodings import decode_run, from_legacy, legacy_encoding

SENTENCE = "Điều 5. Quyền và nghĩa vụ của người sử dụng đất được quy định"
TCVN3 = "§iÒu 5. QuyÒn vµ nghÜa vô cña ng\u00adêi sö dông ®Êt ®\u00adîc quy ®Þnh"
VNI = "Ñieàu 5. Quyeàn vaø nghóa vuï cuûa ngöôøi söû duïng ñaát ñöôïc quy ñònh"
VISCII = bytes(
    {"Đ": 0xD0, "ề": 0xAB, "à": 0xE0, "ĩ": 0xEE, "ụ": 0xF8, "ủ": 0xFC, "ư": 0xDF, "ờ": 0xB6}.get(c)
    or {"ử": 0xD8, "đ": 0xF0, "ấ": 0xA4, "ợ": 0xFE, "ị": 0xB8}.get(c)
    or ord(c)
    for c in SENTENCE
).decode("latin-1")


@pytest.mark.parametrize(
    ("text", "encoding"), [(TCVN3, "TCVN3"), (VNI, "VNI"), (VISCII, "VISCII"), (SENTENCE, "")]
)
def test_the_encoding_shows_in_ordinary_words(text, encoding):
    assert legacy_encoding(text) == encoding
    assert from_legacy(text, encoding or "VISCII") == SENTENCE or not encoding


def test_a_text_file_in_an_old_encoding_is_converted_and_said():
    reading = read(VISCII.encode("latin-1"))
    assert (reading.text, reading.encoding) == (SENTENCE, "VISCII")


def test_marks_that_follow_a_letter_do_not_make_another_code():
    assert from_legacy("UÛY BAN NHAÂN DAÂN TÆNH", "VNI") == "ỦY BAN NHÂN DÂN TỈNH"


def test_capital_fonts_show_small_letters_as_capitals():
    assert decode_run("®iÒu", ".VnTimeH") == "ĐIỀU"
    assert decode_run("®iÒu", "Times New Roman") == "®iÒu"


@pytest.mark.parametrize(
    "text", ["", "Plain English text.", "Café à la carte, déjà vu", "1 + 1 = 2"]
)
def test_what_is_no_old_vietnamese_stays(text):
    assert legacy_encoding(text) == ""


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(UnreadableFile, match=r"nhị phân|bảng mã"):
        read(bytes(range(1, 256)) * 20)
