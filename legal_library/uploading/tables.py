"""A table of attributes as XLSX, row by row; every mistake is told with its row and column."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import load_workbook

from content.references.numbers import number_key
from content.text import compose, fold

from ..models import Issuer
from ..reading import UnreadableFile
from ..reading.kinds import BROKEN_PACKAGE, names_in_package
from ..vocabulary import is_body_name, types_by_name
from .columns import COLUMNS, Column

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 30 * 1024 * 1024
_MOST_COLUMNS = 40
_HEADS_AMONG = 10  # rows; a title may stand above the headings
_EMPTY_ROWS = 200  # after as many, what follows is formatting
_DAY = re.compile(r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})")
_EARLIEST = date(1945, 9, 2)
_DECLARES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class TableError(ValueError):
    """A file that is no table of attributes; the message says what to do."""


@dataclass(slots=True)
class Row:
    """One document as a row describes it; days are written yyyy-mm-dd."""

    number: int
    attributes: dict[str, str] = field(default_factory=dict)
    mistakes: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def label(self) -> str:
        return _("Dòng %d") % self.number

    @property
    def file_name(self) -> str:
        return self.attributes.get("file_name", "")

    @property
    def refusal(self) -> str:
        return "\n".join(self.mistakes)

    def without_file(self) -> str:
        message = _("không có tệp “%s” trong lượt này. Hãy chọn cả tệp đó cùng với bảng.")
        return self._at(_column("file_name"), message % self.file_name)

    def mistake(self, column: Column, message: str) -> None:
        self.mistakes.append(self._at(column, message))

    def _at(self, column: Column, message: str) -> str:
        place = {"row": self.number, "column": column.heading, "message": message}
        return _("Dòng %(row)d, cột %(column)s: %(message)s") % place


def is_table(data: bytes) -> bool:
    """Whether *data* is an Excel file."""
    return data.startswith(b"PK") and "xl/workbook.xml" in names_in_package(data)


def read_table(data: bytes, *, most_rows: int) -> list[Row]:
    """The rows that say something, checked; TableError when it is none of ours."""
    _check_safe(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            rows = _rows(book, most_rows)
        finally:
            book.close()
    except TableError:
        raise
    except Exception as error:  # openpyxl raises whatever a broken part leads to
        raise TableError(_broken()) from error
    if not rows:
        raise TableError(_("Bảng chưa có dòng nào. Hãy điền từ dòng dưới tiêu đề rồi tải lại."))
    _check_rows(rows)
    return rows


def _check_safe(data: bytes) -> None:
    """Small enough, and without declarations of XML, which no spreadsheet program writes."""
    names_in_package(data)
    too_large = _("Bảng tính quá lớn. Hãy chép các dòng sang bảng mẫu mới rồi tải lại.")
    if len(data) > MOST_BYTES:
        raise TableError(too_large)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
                raise TableError(too_large)
            parts = [package.read(entry)[:4096] for entry in entries]
    except BROKEN_PACKAGE as error:
        if isinstance(error, TableError):
            raise
        raise UnreadableFile(_broken()) from error
    if any(_DECLARES.search(part.replace(b"\0", b"")) for part in parts):
        raise TableError(_("Bảng tính có khai báo XML lạ nên không mở. Hãy dùng bảng mẫu."))


def _broken() -> str:
    return _("Bảng tính hỏng hoặc tải về chưa hết. Hãy mở bằng Excel, lưu lại rồi thử lại.")


def _rows(book, most_rows: int) -> list[Row]:
    for sheet in book.worksheets[:5]:
        rows = sheet.iter_rows(values_only=True, max_col=_MOST_COLUMNS)
        for number, values in enumerate(rows, start=1):
            columns = _columns_in(values)
            if columns:
                return list(_filled(rows, number, columns, most_rows))
            if number >= _HEADS_AMONG:
                break
    wanted = ", ".join(str(column.heading) for column in COLUMNS if column.is_required)
    message = _("Bảng tính không có các cột của mẫu (%s). Hãy tải bảng mẫu, điền rồi tải lại.")
    raise TableError(message % wanted)


def _columns_in(values: tuple) -> dict[int, Column] | None:
    """Which column stands where, when *values* are the headings; in any order, stars aside."""
    known = {fold(str(column.heading)): column for column in COLUMNS}
    found = {}
    for at, value in enumerate(values):
        heading = fold(str(value or "")).strip(" *\n")
        if heading in known and known[heading] not in found.values():
            found[at] = known[heading]
    required = {column.name for column in COLUMNS if column.is_required}
    return found if required <= {column.name for column in found.values()} else None


def _filled(rows, number: int, columns: dict[int, Column], most_rows: int) -> Iterator[Row]:
    empty = found = 0
    for values in rows:
        number += 1
        cells = {column: values[at] for at, column in columns.items() if at < len(values)}
        if not any(str(value).strip() for value in cells.values() if value is not None):
            empty += 1
            if empty > _EMPTY_ROWS:
                return
            continue
        empty, found = 0, found + 1
        if found > most_rows:
            message = _("Bảng có hơn %d dòng. Hãy chia thành nhiều bảng.")
            raise TableError(message % most_rows)
        yield _read_row(number, cells)


def _read_row(number: int, cells: dict[Column, object]) -> Row:
    row = Row(number)
    for column, value in cells.items():
        text = _day(row, column, value) if column.is_day else _words(value)
        if not text:
            if column.is_required and not (column.is_day and _words(value)):
                row.mistake(column, _("còn trống."))
            continue
        if len(text) > column.longest:
            row.mistake(column, _("dài quá %d ký tự.") % column.longest)
            continue
        row.attributes[column.name] = text
    return row


def _words(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime | date):
        value = f"{value:%d/%m/%Y}"
    words = compose(str(value)).split()
    return " ".join("".join(filter(str.isprintable, word)) for word in words)


def _day(row: Row, column: Column, value: object) -> str:
    """The day as yyyy-mm-dd; empty, and a mistake, for what is none."""
    day = value.date() if isinstance(value, datetime) else value
    if not isinstance(day, date):
        text = _words(value)
        if not text:
            return ""
        day = _day_in(text)
        if day is None:
            message = _("“%s” không phải một ngày. Hãy ghi như 20/11/2025.")
            row.mistake(column, message % text[:40])
            return ""
    if day < _EARLIEST or day.year > timezone.localdate().year + 10:
        row.mistake(column, _("năm %d không hợp lý, hãy xem lại.") % day.year)
        return ""
    return day.isoformat()


def _day_in(text: str) -> date | None:
    try:
        if match := _DAY.fullmatch(text):
            return date(int(match[3]), int(match[2]), int(match[1]))
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _check_rows(rows: list[Row]) -> None:
    """What takes the library's own words, or the other rows, to see."""
    types = types_by_name()
    issuers = set(Issuer.objects.values_list("key", flat=True))
    seen: dict[tuple, int] = {}
    for row in rows:
        given = row.attributes
        if (name := given.get("type_name")) and name.lower() not in types:
            message = _("“%s” không có trong danh sách. Hãy chọn ở sheet Danh mục.")
            row.mistake(_column("type_name"), message % name[:60])
        if (name := given.get("issuer")) and Issuer.key_of(name) not in issuers:
            if is_body_name(name):
                row.notes.append(_("Cơ quan ban hành chưa có trong danh mục, sẽ được thêm."))
            else:
                message = _("“%s” không phải tên cơ quan. Hãy chọn ở sheet Danh mục.")
                row.mistake(_column("issuer"), message % name[:60])
        _check_days(row)
        _check_address(row)
        key = (number_key(given.get("number", "")), fold(given.get("issuer", "")))
        key = (*key, given.get("issued_on", ""))
        if key[0] and key in seen:
            message = _("cùng số, cơ quan và ngày với dòng %d.") % seen[key]
            row.mistake(_column("number"), message)
        seen.setdefault(key, row.number)


def _check_days(row: Row) -> None:
    issued, begins, ends = (
        row.attributes.get(name, "") for name in ("issued_on", "effective_from", "effective_to")
    )
    if issued and issued > timezone.localdate().isoformat():
        row.mistake(_column("issued_on"), _("là một ngày chưa tới."))
    if begins and ends and ends < begins:
        row.mistake(_column("effective_to"), _("đứng trước ngày có hiệu lực."))
    if issued and begins and begins < issued:
        row.notes.append(_("Hiệu lực đứng trước ngày ban hành: khi sửa bản nháp phải ghi căn cứ."))


def _check_address(row: Row) -> None:
    address = row.attributes.get("url", "")
    if not address:
        return
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError:
        row.mistake(_column("url"), _("không phải một địa chỉ https://…"))


def _column(name: str) -> Column:
    return next(column for column in COLUMNS if column.name == name)
