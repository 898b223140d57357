import pypdfium2
from weasyprint import HTML

from legal_library.parsing import characters
from legal_library.reading import parse_readings, read
from legal_library.reading.pdf import read_pdf


def texts(reading):
    return [line.text for line in reading.lines if not line.note]


def test_printed_lines_become_paragraphs_also_over_a_break_of_pages(gazette):
    clause = next(text for text in texts(read_pdf(gazette)) if text.startswith("2. Hoa dại"))
    assert clause.endswith("kể cả trường hợp đã đăng ký trước ngày Luật này có hiệu lực.")


def test_running_heads_and_page_numbers_are_furniture(gazette):
    reading = read_pdf(gazette)
    assert [item.page for item in reading.furniture] == [1, 2]
    assert all(item.text.startswith("CÔNG BÁO/Số 11 + 12") for item in reading.furniture)
    assert not any("CÔNG BÁO" in text for text in texts(reading))


def test_the_left_column_of_the_head_comes_before_the_right_one(gazette):
    assert texts(read_pdf(gazette))[:4] == [
        "QUỐC HỘI",
        "Luật số: 99/2099/QH99",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ]


def test_footnotes_stand_behind_the_text_and_their_signs_are_told_from_numbers(gazette):
    reading = read_pdf(gazette)
    notes = [(line.note, line.text[:16]) for line in reading.lines if line.note]
    assert notes == [("1", "1 Tên điều này đ"), ("2", "2 Khoản này được")]
    document = parse_readings([reading])
    first = document.articles()[0]
    assert first.heading == "Phạm vi điều chỉnh\u202f1"
    assert [(child.kind, child.number) for child in first.children] == [
        ("clause", "1"),
        ("clause", "2"),
    ]
    # m² is a measure, though footnote 2 stands on the page.
    assert "500 m2 trở lên" in first.children[1].text
    assert [node.eid for node in document.bodies[-1].conclusion if node.kind == "note"] == [
        "note_1",
        "note_2",
    ]


def test_a_heading_of_two_lines_is_one_heading(gazette):
    second = parse_readings([read(gazette)]).articles()[1]
    assert second.heading.endswith("vườn cây cảnh và vườn ươm của tỉnh")
    assert [child.marker for child in second.children] == ["a)", "b)"]


def test_nothing_of_the_page_is_lost(gazette):
    reading = read_pdf(gazette)
    with pypdfium2.PdfDocument(gazette) as document:
        printed = "".join(page.get_textpage().get_text_range() for page in document)
    kept = characters(parse_readings([reading])) + "".join(item.text for item in reading.furniture)
    assert sorted("".join(kept.split())) == sorted("".join(printed.split()))


def test_lines_know_their_page_and_type(gazette):
    lines = {line.text: line for line in read_pdf(gazette).lines}
    assert lines["Chương I"].bold
    assert lines["Chương I"].centred
    assert lines["Điều 3. Hiệu lực thi hành"].page == 2


def test_a_scan_has_no_lines(tmp_path):
    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    document.save(tmp_path / "scan.pdf")
    reading = read((tmp_path / "scan.pdf").read_bytes(), ocr=False)
    assert (reading.has_text, reading.pages) == (False, 1)


def test_a_name_at_the_foot_of_a_page_is_not_joined_to_the_head_of_the_next():
    head = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    page = (
        "<style>@page {size: A4; margin: 20mm} p {text-align: right}</style>"
        "<p>CHỦ TỊCH</p><p>Trần Thị Mẫu</p>"
        f"<p style='break-before: page'>{head}</p><p>ĐƠN ĐỀ NGHỊ TRỒNG CÂY</p>"
    )
    texts_of_both = texts(read_pdf(HTML(string=page).write_pdf()))
    assert texts_of_both[1:3] == ["Trần Thị Mẫu", head]
