"""The report of an import as a spreadsheet: one row a file, for the people who check it."""

import io
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from wagtail.admin.admin_url_finder import AdminURLFinder

from content.spreadsheets import safe_cell

from .importing import Imported, Outcome
from .models import LegalDocument, UploadedFile

_WIDTHS = (40, 16, 22, 18, 30, 14, 60, 10, 10, 80, 50)
_MOST_WARNINGS = 20
_LONGEST_CELL = 2000


@dataclass(slots=True)
class ImportReport:
    """What became of each file; `save` writes what is known so far."""

    rows: list[tuple] = field(default_factory=list)

    def add(self, name: str, imported: Imported) -> None:
        document = imported.document
        notes = [*filter(None, document.review_notes.split("\n")), *imported.warnings]
        outcome = outcome_name(imported.outcome)
        self._add_document(name, outcome, document, imported.article_count, len(notes), notes)

    def add_file(self, file: UploadedFile) -> None:
        """What became of a file that an editor has sent."""
        notes = [*filter(None, [file.message]), *file.notes]
        outcome = file.get_state_display()
        if file.document:
            self._add_document(
                file.name, outcome, file.document, file.article_count, file.note_count, notes
            )
        else:
            self._add(file.name, outcome, *[""] * 7, "\n".join(notes[:_MOST_WARNINGS]), "")

    def _add_document(
        self,
        name: str,
        outcome: str,
        document: LegalDocument,
        articles: int,
        note_count: int,
        notes: list[str],
    ) -> None:
        self._add(
            name,
            outcome,
            str(document.type),
            document.number,
            str(document.issuer or ""),
            document.issued_on,
            document.title,
            articles,
            note_count,
            "\n".join(notes[:_MOST_WARNINGS]),
            _edit_url(document),
        )

    def add_known(self, name: str) -> None:
        self._add(name, outcome_name(Outcome.UNCHANGED), *[""] * 9)

    def add_refused(self, name: str, message: str) -> None:
        self._add(name, _("không nhập được"), *[""] * 7, message, "")

    def _add(self, *cells: object) -> None:
        self.rows.append(tuple(map(_cell, cells)))

    def save(self, path: Path) -> None:
        """Write the report to *path*; its folder is made."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.content())

    def content(self) -> bytes:
        """The report as XLSX."""
        book = Workbook()
        sheet = book.active
        sheet.title = _("Kết quả nhập")
        sheet.append(_heads())
        for row in self.rows:
            sheet.append(row)
        for column, width in zip(sheet.columns, _WIDTHS, strict=True):
            sheet.column_dimensions[column[0].column_letter].width = width
            column[0].font = Font(bold=True)
            for cell in column[1:]:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.freeze_panes = "B2"
        sheet.auto_filter.ref = sheet.dimensions
        file = io.BytesIO()
        book.save(file)
        return file.getvalue()


def default_path() -> Path:
    """A file of its own for each import, below the portal's own folder."""
    return settings.VAR_DIR / "import-reports" / f"nhap-{datetime.now():%Y%m%d-%H%M%S}.xlsx"


def outcome_name(outcome: Outcome) -> str:
    """What editors call *outcome*."""
    return {
        Outcome.CREATED: _("mới"),
        Outcome.UPDATED: _("cập nhật"),
        Outcome.UNCHANGED: _("không đổi"),
        Outcome.FOR_REVIEW: _("bản nháp, cần xem lại"),
    }[outcome]


def _heads() -> list[str]:
    return [
        _("Tệp"),
        _("Kết quả"),
        _("Loại"),
        _("Số, ký hiệu"),
        _("Cơ quan ban hành"),
        _("Ngày ban hành"),
        _("Trích yếu"),
        _("Số điều"),
        _("Cảnh báo"),
        _("Cần kiểm tra"),
        _("Mở để sửa"),
    ]


def _edit_url(document) -> str:
    path = AdminURLFinder().get_edit_url(document)
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}" if path and document.pk else ""


def _cell(value: object) -> object:
    """*value* without what a spreadsheet cannot hold or would compute."""
    if value is None or not isinstance(value, str):
        return value
    return safe_cell(ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST_CELL])
