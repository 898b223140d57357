import pytest

from content.casing import from_capitals


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("ỦY BAN NHÂN DÂN TỈNH AN LẠC", "Ủy ban nhân dân tỉnh An Lạc"),
        ("UỶ BAN NHÂN DÂN XÃ ĐẠI ĐỒNG", "Ủy ban nhân dân xã Đại Đồng"),
        ("TỔ CHỨC CHÍNH PHỦ", "Tổ chức Chính phủ"),
        ("LUẬT CỦA VIỆT NAM VỀ ĐẤT ĐAI", "Luật của Việt Nam về đất đai"),
        ("Phạm vi điều chỉnh", "Phạm vi điều chỉnh"),
        ("NHỮNG QUY ĐỊNH CHUNG", "Những quy định chung"),
        ("", ""),
    ],
)
def test_capitals_become_a_sentence_that_keeps_names(printed, expected):
    assert from_capitals(printed) == expected
