"""What may be kept of what people type: nothing that could be about one person."""

import pytest

from search.learning.keeping import may_be_kept


@pytest.mark.parametrize(
    "query",
    [
        "0912345678",
        "gọi 091 234 5678",
        "0912.345.678 là số của ai",
        "+84 912 345 678",
        "cccd 001234567890",
        "số 001 234 567 890",
        "ten@vidu.example",
        "https://vidu.example/a",
        "xe 59A-123.45 vi phạm",
        "xe 59A1 12345 vi pham",
        "ông Lê Văn Mẫu chết để lại đất",
        "bà Trần Thị Ví Dụ",
        "nguyen van mau kien toi",
        "tôi tên Mẫu, muốn ly hôn",
        "tên tôi là Mẫu",
        "nhà tôi ở số nhà 12 đường Mẫu",
        "sinh ngày 1/1/1990 có được không",
        "a" * 151,
        "",
        "   ",
    ],
)
def test_what_could_name_a_person_is_not_kept(query):
    assert not may_be_kept(query)


@pytest.mark.parametrize(
    "query",
    [
        "thủ tục đăng ký khai sinh",
        "168/2024/NĐ-CP",
        "điều 5 luật đất đai 2024",
        "phạt 5.000.000 đồng",
        "66.13/2026/NQ-CP",
        "QCVN 102:2016/BTTTT",
        "ông bà có được nuôi cháu không",
        "Bà mẹ Việt Nam anh hùng",
        "anh em ruột tranh chấp đất",
        "vuot den do xe may phat bao nhieu",
        "chế độ thai sản 6 tháng, 12 tháng",
    ],
)
def test_ordinary_queries_are(query):
    assert may_be_kept(query)


def test_no_text_takes_long_to_judge():
    for piece in ("1 ", "nguyen van ", "ông A ", "12a-123", "tên tôi "):
        assert may_be_kept((piece * 3_000)[:150]) in (True, False)
