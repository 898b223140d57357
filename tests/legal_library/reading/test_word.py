from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from legal_library.parsing import CELL_END, characters
from legal_library.reading import parse_readings, read

from .conftest import saved


def element(name: str, **attributes: str):
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def numbered(document, levels: list[tuple[str, str]]) -> str:
    """A list whose levels have these formats and texts; its numId."""
    root = document.part.numbering_part.element
    abstract = element("abstractNum", abstractNumId="90")
    for depth, (kind, text) in enumerate(levels):
        level = element("lvl", ilvl=str(depth))
        level.append(element("start", val="1"))
        level.append(element("numFmt", val=kind))
        level.append(element("lvlText", val=text))
        abstract.append(level)
    root.insert(0, abstract)
    item = element("num", numId="91")
    item.append(element("abstractNumId", val="90"))
    root.append(item)
    return "91"


def add_item(document, text: str, name: str, level: int = 0):
    paragraph = document.add_paragraph(text)
    properties = paragraph._p.get_or_add_pPr()
    numbering = element("numPr")
    numbering.append(element("ilvl", val=str(level)))
    numbering.append(element("numId", val=name))
    properties.append(numbering)


AGAIN = (("Lá", 0), ("Một", 1))


def test_automatic_numbers_are_written_out_and_restart_below_each_other():
    document = Document()
    name = numbered(document, [("decimal", "Điều %1."), ("decimal", "%2."), ("lowerLetter", "%3)")])
    for text, level in (("Hoa", 0), ("Một", 1), ("A", 2), ("B", 2), ("Hai", 1), *AGAIN):
        add_item(document, text, name, level)
    parsed = parse_readings([read(saved(document))])
    assert [(node.eid, node.marker) for node in parsed.walk()] == [
        ("art_1", "Điều 1."),
        ("art_1__para_1", "1."),
        ("art_1__para_1__point_a", "a)"),
        ("art_1__para_1__point_b", "b)"),
        ("art_1__para_2", "2."),
        ("art_2", "Điều 2."),
        ("art_2__para_1", "1."),
    ]


def test_a_table_of_data_is_a_table_and_one_of_the_head_is_lines():
    document = Document()
    head = document.add_table(2, 2)
    for place, text in (((0, 0), "UBND TỈNH SÔNG TRẦM"), ((1, 0), "Số: 7/2026/QĐ-UBND")):
        head.cell(*place).text = text
    head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    head.cell(1, 1).text = "Sông Trầm, ngày 12 tháng 3 năm 2026"
    document.add_paragraph("Điều 1. Giá hoa")
    data = document.add_table(2, 3)
    data.cell(0, 0).merge(data.cell(0, 1)).text = "Loại hoa"
    data.cell(0, 2).text = "Giá"
    data.cell(1, 0).text = "1"
    data.cell(1, 1).text = "Hoa hồng\nloại một"
    document.add_paragraph("Sau bảng.")
    reading = read(saved(document))
    assert [line.text for line in reading.lines[:3]] == [
        "UBND TỈNH SÔNG TRẦM",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Số: 7/2026/QĐ-UBND",
    ]
    parsed = parse_readings([reading])
    article = parsed.articles()[0]
    assert [(child.kind, child.eid) for child in article.children] == [
        ("table", "art_1__table_1"),
        ("paragraph", "art_1__p_1"),
    ]
    assert article.children[0].rows() == [
        ["Loại hoa", "", "Giá"],
        ["1", "Hoa hồng\nloại một", ""],
    ]
    assert CELL_END in article.children[0].text
    assert characters(parsed) == reading.characters


def test_what_a_reviewer_struck_is_left_out_and_said():
    document = Document()
    paragraph = document.add_paragraph("Điều 1. Hoa")
    struck = element("del")
    run = element("r")
    text = element("delText")
    text.text = " dại"
    run.append(text)
    struck.append(run)
    paragraph._p.append(struck)
    reading = read(saved(document))
    assert reading.text == "Điều 1. Hoa"
    assert "theo dõi sửa đổi" in reading.messages[0]


def test_bold_centred_and_soft_breaks_are_kept_as_hints():
    document = Document()
    title = document.add_paragraph()
    title.add_run("Chương I\nQUY ĐỊNH CHUNG").bold = True
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    lines = read(saved(document)).lines
    assert [(line.text, line.bold, line.centred) for line in lines] == [
        ("Chương I", True, True),
        ("QUY ĐỊNH CHUNG", True, True),
    ]


def test_legacy_fonts_are_converted_only_where_the_text_is_typed_in_them():
    document = Document()
    for text in ("§iÒu 1. QuyÒn vµ nghÜa vô cña ng­êi lµm v­ên theo quy ®Þnh", "Hoa"):
        document.add_paragraph().add_run(text).font.name = ".VnTime"
    reading = read(saved(document))
    assert reading.encoding == "TCVN3"
    assert reading.lines[0].text == "Điều 1. Quyền và nghĩa vụ của người làm vườn theo quy định"

    document = Document()
    run = document.add_paragraph().add_run("Điều 1. Quyền và nghĩa vụ của người làm vườn")
    run.font.name = ".VnTime"
    reading = read(saved(document))
    assert (reading.encoding, reading.text) == ("", "Điều 1. Quyền và nghĩa vụ của người làm vườn")


def test_running_heads_are_furniture():
    document = Document()
    document.sections[0].header.paragraphs[0].text = "Dự thảo lần 2"
    document.add_paragraph("Điều 1. Hoa")
    reading = read(saved(document))
    assert [item.text for item in reading.furniture] == ["Dự thảo lần 2"]
    assert reading.text == "Điều 1. Hoa"
