"""Units from a CSV with the columns code, name, kind, parent_code."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from content.text import compose, fold

from .models import Unit

# The kinds as the list of administrative units writes them, folded.
KINDS = {
    "tinh": Unit.Kind.PROVINCE,
    "thanh pho trung uong": Unit.Kind.CITY,
    "phuong": Unit.Kind.WARD,
    "xa": Unit.Kind.COMMUNE,
    "thi tran": Unit.Kind.TOWNSHIP,
    "dac khu": Unit.Kind.SPECIAL_ZONE,
}
COLUMNS = {"code", "name", "kind", "parent_code"}


class UnitFileError(ValueError):
    """The file cannot be read as a list of units; the message says what to do."""


@dataclass
class ImportResult:
    created: int = 0
    updated: int = 0
    problems: list[str] = field(default_factory=list)


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of *path*, composed; raises UnitFileError for a file of another kind."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnitFileError(_("Tệp không phải UTF-8. Hãy lưu lại dạng CSV UTF-8.")) from error
    reader = csv.DictReader(compose(text).splitlines())
    missing = COLUMNS - set(reader.fieldnames or [])
    if missing:
        raise UnitFileError(_("Thiếu cột: %s.") % ", ".join(sorted(missing)))
    return list(reader)


@transaction.atomic
def import_units(
    rows: list[dict[str, str]], *, province: str = "", valid_from: date | None = None
) -> ImportResult:
    """Create or update the units of *rows*; only one province's when *province* is its code.

    Parents stand before their children or are known already. A row that cannot be read is
    reported with its line and skipped; the others are kept.
    """
    result = ImportResult()
    known = {unit.code: unit for unit in Unit.objects.all()}
    seen: set[str] = set()
    for line, row in _of_province(rows, province):
        code, name = row["code"].strip(), row["name"].strip()
        kind = KINDS.get(fold(row["kind"]).strip(), "")
        parent_code = row["parent_code"].strip()
        if problem := _problem(code, name, kind, parent_code, seen, known):
            words = {"line": line, "problem": problem}
            result.problems.append(_("Dòng %(line)d: %(problem)s") % words)
            continue
        seen.add(code)
        unit = known.get(code) or Unit(code=code, valid_from=valid_from)
        is_new = unit.pk is None
        unit.name, unit.kind, unit.parent = name, kind, known.get(parent_code)
        unit.save()
        known[code] = unit
        result.created, result.updated = result.created + is_new, result.updated + (not is_new)
    return result


def _of_province(rows, province: str) -> Iterator[tuple[int, dict[str, str]]]:
    for line, row in enumerate(rows, start=2):
        if not province or province in (row["code"].strip(), row["parent_code"].strip()):
            yield line, row


def _problem(code, name, kind, parent_code, seen, known) -> str:
    if not code or not name:
        return _("thiếu mã hoặc tên.")
    if not kind:
        return _("loại đơn vị không nhận ra.")
    if code in seen:
        return _("mã %s đã có ở dòng trước.") % code
    if parent_code and parent_code not in known:
        return _("không tìm thấy đơn vị cấp trên %s.") % parent_code
    return ""
