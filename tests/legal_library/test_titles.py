import pytest

from legal_library.titles import reading_title


@pytest.mark.parametrize(
    ("type_name", "header", "source", "text", "expected"),
    [
        (
            "Luật",
            "ĐẤT ĐAI",
            "Luật Đất đai 2013 số 45/2013/QH13 áp dụng 2024",
            "Quốc hội ban hành\nLuật Đất đai.",
            "Luật Đất đai",
        ),
        ("Bộ luật", "LAO ĐỘNG", "", "ban hành Bộ luật Lao động.", "Bộ luật Lao động"),
        ("Luật", "PHÒNG, CHỐNG MẪU", "", "", "Luật Phòng, chống mẫu"),
        (
            "Nghị định",
            "",
            "Nghị định số 249/2025/NĐ-CP Quy định cơ chế thu hút chuyên gia",
            "",
            "Quy định cơ chế thu hút chuyên gia",
        ),
        (
            "Văn bản hợp nhất",
            "",
            "Văn bản hợp nhất số 8376 /VBHN-BTP Quy định chế độ báo cáo",
            "",
            "Quy định chế độ báo cáo",
        ),
        ("Quyết định", "Về việc công bố mẫu", "x", "", "Về việc công bố mẫu"),
        ("Quyết định", "", "Một tên không có số", "", "Một tên không có số"),
    ],
    ids=["law", "code", "law-not-in-text", "decree", "consolidated", "header-first", "no-number"],
)
def test_the_title_is_what_a_reader_looks_for(type_name, header, source, text, expected):
    assert reading_title(type_name, header, source, text) == expected
