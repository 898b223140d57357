from legal_library.parsing import read_attributes
from legal_library.reading import parse_readings, read


def test_what_surrounds_the_text_is_left_out(page):
    text = read(page).text
    for word in ("Trang chủ", "Tin tức", "Bản quyền", "Ẩn", "color", "var a"):
        assert word not in text


def test_head_tables_lists_and_breaks_are_read_as_they_are_shown(page):
    document = parse_readings([read(page)])
    found = read_attributes(document)
    assert (found.number, found.issuers) == (
        "07/2026/QĐ-UBND",
        ("Ủy ban nhân dân tỉnh Sông Trầm",),
    )
    first, second = document.articles()
    assert "như sau\u202f[1]:" in first.heading + first.text
    (table,) = first.children
    assert table.rows() == [
        ["STT", "Loại hoa", "Giá"],
        ["1", "Hoa hồng\nloại một", "10.000"],
        ["2", "Chưa có giá", ""],
    ]
    assert [child.marker for child in second.children] == ["1.", "2."]


def test_a_page_of_the_national_database_is_known_by_its_mark():
    around = "<p>Thông tin khác của trang</p>" * 20
    text = "<p>Điều 1. Hoa</p>" + "<p>Trồng hoa.</p>" * 40
    marked = f"<div data-vbpl-content-root=true>{text}</div>"
    reading = read(f"<html><body>{around}{marked}{around}</body></html>".encode())
    assert len(reading.lines) == 41
    assert reading.lines[0].text == "Điều 1. Hoa"


def test_a_page_in_an_old_encoding_is_converted():
    words = "Ñieàu 5. Quyeàn vaø nghóa vuï cuûa ngöôøi söû duïng ñaát ñöôïc quy ñònh"
    reading = read(f"<html><body><p>{words}</p></body></html>".encode("latin-1"))
    assert reading.encoding == "VNI"
    assert reading.text == "Điều 5. Quyền và nghĩa vụ của người sử dụng đất được quy định"


def test_deep_and_broken_pages_end():
    reading = read(b"<html>" + b"<div>" * 5000 + "Điều 1. Hoa".encode())
    assert "Hoa" in reading.text or not reading.lines
