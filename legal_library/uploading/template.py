"""The table of attributes to download: headings explained, lists to choose from, an example."""

import io

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from content.spreadsheets import safe_cell

from ..models import Issuer
from ..vocabulary import types_by_name
from .columns import COLUMNS, Column

_HEAD = PatternFill("solid", fgColor="FFF3E3E4")
_REQUIRED = Font(bold=True, color="FFA3171F")
_BOLD = Font(bold=True)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_LISTS = "Danh mục"  # the name of a sheet; formulas point there


def write_template(*, most_rows: int) -> bytes:
    """The table as XLSX."""
    book = Workbook()
    sheet = book.active
    sheet.title = _("Văn bản")
    lists = book.create_sheet(_LISTS)
    lengths = _write_lists(lists)
    _write_heads(sheet)
    _add_choices(sheet, lengths, most_rows)
    _write_example(book.create_sheet(_("Ví dụ")))
    _write_guide(book.create_sheet(_("Hướng dẫn"), 1))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _write_heads(sheet) -> None:
    for at, column in enumerate(COLUMNS, start=1):
        cell = sheet.cell(1, at, _heading(column))
        cell.font = _REQUIRED if column.is_required else _BOLD
        cell.fill = _HEAD
        cell.alignment = _WRAPPED
        cell.comment = Comment(str(column.explanation), "", width=260, height=70)
        letter = get_column_letter(at)
        sheet.column_dimensions[letter].width = column.width
        # Typed as text, a number stays “05/2026” and a day is read as it is written.
        sheet.column_dimensions[letter].number_format = "DD/MM/YYYY" if column.is_day else "@"
    sheet.row_dimensions[1].height = 34
    sheet.freeze_panes = "A2"


def _heading(column: Column) -> str:
    return f"{column.heading} *" if column.is_required else str(column.heading)


def _write_lists(sheet) -> dict[str, int]:
    """The words to choose from, a column for each list; how many there are."""
    values = {
        "type_name": [found.name for found in types_by_name().values()],
        "issuer": list(Issuer.objects.order_by("name").values_list("name", flat=True)),
    }
    for at, (name, words) in enumerate(values.items(), start=1):
        column = next(column for column in COLUMNS if column.name == name)
        sheet.cell(1, at, str(column.heading)).font = _BOLD
        sheet.column_dimensions[get_column_letter(at)].width = 50
        for row, word in enumerate(words, start=2):
            sheet.cell(row, at, safe_cell(word))
    return {name: len(words) for name, words in values.items()}


def _add_choices(sheet, lengths: dict[str, int], most_rows: int) -> None:
    for at, (name, length) in enumerate(lengths.items(), start=1):
        letter = get_column_letter(at)
        # A new body is no mistake, so its list warns only.
        choices = DataValidation(
            type="list",
            formula1=f"'{_LISTS}'!${letter}$2:${letter}${length + 1}",
            errorStyle="stop" if name == "type_name" else "warning",
            errorTitle=_("Không có trong danh sách"),
            error=_("Hãy chọn trong danh sách."),
        )
        _put(sheet, choices, name, most_rows)
    for column in COLUMNS:
        if column.is_day:
            day = DataValidation(
                type="date",
                operator="greaterThan",
                formula1="16000",
                errorStyle="warning",
                errorTitle=_("Không phải một ngày"),
                error=_("Hãy ghi ngày/tháng/năm, như 20/11/2025."),
            )
            _put(sheet, day, column.name, most_rows)


def _put(sheet, validation: DataValidation, name: str, most_rows: int) -> None:
    column = next(column for column in COLUMNS if column.name == name)
    letter = get_column_letter(COLUMNS.index(column) + 1)
    validation.promptTitle = str(column.heading)
    validation.prompt = str(column.explanation)
    validation.showInputMessage = validation.showErrorMessage = True
    validation.allow_blank = True
    sheet.add_data_validation(validation)
    validation.add(f"{letter}2:{letter}{most_rows + 1}")


def _write_example(sheet) -> None:
    for at, column in enumerate(COLUMNS, start=1):
        sheet.cell(1, at, _heading(column)).font = _BOLD
        sheet.cell(2, at, str(column.example)).alignment = _WRAPPED
        sheet.column_dimensions[get_column_letter(at)].width = column.width


def _write_guide(sheet) -> None:
    lines = (
        _("Mỗi dòng của sheet “Văn bản” là một văn bản. Cột có dấu * phải điền."),
        _("Tải bảng này lên trang “Nhập nhiều văn bản”, chọn cùng lúc các tệp bản gốc nếu có."),
        _("Cổng cho xem trước, báo lỗi từng ô, rồi mới tạo bản nháp. Tải lại không tạo trùng."),
        _("Văn bản đã có trong tủ sách được giữ nguyên."),
    )
    for row, line in enumerate(lines, start=1):
        sheet.cell(row, 1, line)
    for at, title in enumerate((_("Cột"), _("Cách ghi"), _("Ví dụ")), start=1):
        sheet.cell(6, at, title).font = _BOLD
    for row, column in enumerate(COLUMNS, start=7):
        for at, words in enumerate((_heading(column), column.explanation, column.example), start=1):
            sheet.cell(row, at, str(words)).alignment = _WRAPPED
    for letter, width in (("A", 26), ("B", 60), ("C", 44)):
        sheet.column_dimensions[letter].width = width
