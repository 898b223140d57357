"""The letter of a request as DOCX: the annexed form, laid out as official letters are."""

from io import BytesIO

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from departments.models import Unit

from .models import AccountRequest

# The letter is a Vietnamese official paper whatever language the admin is read in, so its words
# are not translated.
FONT = "Times New Roman"
COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
COMMITTEE = "Ủy ban nhân dân"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
HEADS = (
    ("STT", 1.3),
    ("Họ và tên", 3.3),
    ("Chức vụ", 2.3),
    ("Điện thoại", 2.3),
    ("Thư điện tử", 2.8),
    ("Vai trò sử dụng", 2.1),
    ("Lý do {verb}", 2.4),
)
VERBS = {AccountRequest.Kind.GRANT: "cấp mới", AccountRequest.Kind.WITHDRAW: "thu hồi"}
NOTES = (
    "1. Ghi tên cơ quan, đơn vị, tổ chức chủ quản và cơ quan, đơn vị, tổ chức gửi Công văn.",
    "2. Ghi Sở Tư pháp tỉnh, thành phố.",
)
CENTER, LEFT, BOTH = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)


def request_document(request: AccountRequest) -> bytes:
    """The letter, ready to be signed; what nobody has written yet is left as dots."""
    document = Document()
    _set_up(document)
    _head(document, request)
    _address(document, request)
    _table(document, request)
    _foot(document, request)
    _notes(document)
    document.core_properties.title = f"Đề nghị {VERBS[request.kind]} tài khoản"
    document.core_properties.author = str(request.unit)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _set_up(document) -> None:
    """A4, the margins and the type of Nghị định 30/2020/NĐ-CP."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = Cm(2)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(14)
    # Word keeps a font of its own for letters that it counts as East Asian.
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(0)


def _head(document, request: AccountRequest) -> None:
    left, right = _two_columns(document)
    above = superior(request.unit)
    _write(left.paragraphs[0], above.upper(), size=12)
    _write(
        left.add_paragraph(), [(str(request.unit).upper(), ""), ("(1)", "note")], bold=True, size=13
    )
    _rule_below(left.paragraphs[-1], indent=2.3)
    _write(left.add_paragraph(), f"Số: {request.number or '……/……'}", size=13)
    _write(left.add_paragraph(), f"V/v đề nghị {VERBS[request.kind]} tài khoản người dùng", size=12)
    _write(right.paragraphs[0], COUNTRY, bold=True, size=12)
    _write(right.add_paragraph(), MOTTO, bold=True, size=13)
    _rule_below(right.paragraphs[-1], indent=1.9)
    _write(
        right.add_paragraph(), f"{place_of(request.unit)}, {_day(request)}", italic=True, size=14
    )


def _address(document, request: AccountRequest) -> None:
    paragraph = _write(
        document.add_paragraph(), [(f"Kính gửi: {request.addressee}", ""), ("(2)", "note")]
    )
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(18)
    site, writer = settings.WAGTAIL_SITE_NAME, writer_of(request.unit)
    body = _write(
        document.add_paragraph(),
        [
            (f"Thực hiện quy chế quản lý, sử dụng {site}, {writer}", ""),
            ("(1)", "note"),
            (f" đề nghị {request.addressee}", ""),
            ("(2)", "note"),
            (
                f" {VERBS[request.kind]} tài khoản truy cập, sử dụng {site} đối với những "
                f"người dùng của {writer}",
                "",
            ),
            ("(1)", "note"),
            (" sau đây:", ""),
        ],
        align=BOTH,
    )
    body.paragraph_format.first_line_indent = Cm(1.27)
    body.paragraph_format.space_after = Pt(6)


def _table(document, request: AccountRequest) -> None:
    people = list(request.people.all())
    table = document.add_table(rows=1, cols=len(HEADS), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for cell, (head, _width) in zip(table.rows[0].cells, HEADS, strict=True):
        _write(cell.paragraphs[0], head.format(verb=VERBS[request.kind]), bold=True, size=12)
    _repeat(table.rows[0])
    for person in people:
        values = (
            str(person.position),
            person.full_name,
            person.title,
            person.phone,
            person.email,
            person.get_role_display(),
            person.reason,
        )
        for number, (cell, value) in enumerate(zip(table.add_row().cells, values, strict=True)):
            _write(cell.paragraphs[0], value, size=12, align=CENTER if number == 0 else LEFT)
    _widen(table, [width for _head, width in HEADS])


def _foot(document, request: AccountRequest) -> None:
    document.add_paragraph()
    left, right = _two_columns(document)
    _write(left.paragraphs[0], "Nơi nhận:", bold=True, italic=True, size=12, align=LEFT)
    for line in ("- Như trên;", "- Lưu: VT."):
        _write(left.add_paragraph(), line, size=11, align=LEFT)
    _write(right.paragraphs[0], "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ, TỔ CHỨC", bold=True, size=12)
    _write(right.add_paragraph(), "(Ký, ghi rõ họ tên, đóng dấu)", italic=True, size=13)


def _notes(document) -> None:
    paragraph = _write(document.add_paragraph(), "____________________", align=LEFT, size=11)
    paragraph.paragraph_format.space_before = Pt(72)
    for note in NOTES:
        _write(document.add_paragraph(), note, align=LEFT, size=11)


def _two_columns(document):
    """Two cells side by side, without lines: the head and the foot of a letter."""
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    _widen(table, [7.3, 9.2])
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "0")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)
    return table.rows[0].cells


def _widen(table, widths: list[float]) -> None:
    """Columns of so many centimetres; word processors differ in which of the two they read."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def superior(unit: Unit) -> str:
    """What the head of a letter says above the unit; a commune's letters are its committee's."""
    if unit.kind in Unit.COMMUNE_KINDS:
        return COMMITTEE
    if unit.parent is None:
        return ""
    if unit.parent.kind in (Unit.Kind.PROVINCE, Unit.Kind.CITY):
        return f"{COMMITTEE} {unit.parent.name[0].lower()}{unit.parent.name[1:]}"
    return unit.parent.name


def writer_of(unit: Unit) -> str:
    """Who writes the letter: “Ủy ban nhân dân phường Đống Đa”, or the body itself."""
    if unit.kind in Unit.COMMUNE_KINDS:
        return f"{COMMITTEE} {unit.name[0].lower()}{unit.name[1:]}"
    return unit.name


def place_of(unit: Unit) -> str:
    """Where a letter of *unit* is dated: the commune, or the province of anything else."""
    ancestor = unit
    while ancestor.parent is not None and ancestor.kind not in Unit.COMMUNE_KINDS:
        ancestor = ancestor.parent
    kinds = ("Tỉnh ", "Thành phố ", "Xã ", "Phường ", "Đặc khu ", "Thị trấn ")
    named = next((kind for kind in kinds if ancestor.name.startswith(kind)), None)
    return ancestor.name.removeprefix(named) if named else "………."


def _day(request: AccountRequest) -> str:
    day = timezone.localdate(request.sent_at) if request.sent_at else None
    if day is None:
        return "ngày …… tháng …… năm ………"
    # Single digits of days, and January and February, are written with a zero.
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {date_format(day, 'd')} tháng {month} năm {day.year}"


def _write(paragraph, text, *, bold=False, italic=False, size=14, align=CENTER):
    """*text* into the paragraph: a string, or parts of which a “note” stands raised."""
    paragraph.alignment = align
    for words, kind in [(text, "")] if isinstance(text, str) else text:
        run = paragraph.add_run(words)
        run.bold, run.italic, run.font.size = bold and kind != "note", italic, Pt(size)
        run.font.superscript = kind == "note" or None
    return paragraph


def _rule_below(paragraph, indent: float) -> None:
    """A line under the middle of the paragraph."""
    border = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "auto")):
        line.set(qn(f"w:{name}"), value)
    border.append(line)
    below = paragraph.insert_paragraph_before("")
    paragraph._p.addnext(below._p)
    below.paragraph_format.left_indent = below.paragraph_format.right_indent = Cm(indent)
    below.paragraph_format.line_spacing = Pt(4)
    below._p.get_or_add_pPr().append(border)


def _repeat(row) -> None:
    """The head stands again on each page of a long table."""
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)
