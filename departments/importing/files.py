"""Reads the two CSV files; every complaint names the file and the line."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from content.text import compose, fold, normalize

from ..models import Unit, UnitSuccession

# The kinds as the list of administrative units writes them, folded.
KINDS = {
    "tinh": Unit.Kind.PROVINCE,
    "thanh pho trung uong": Unit.Kind.CITY,
    "phuong": Unit.Kind.WARD,
    "xa": Unit.Kind.COMMUNE,
    "thi tran": Unit.Kind.TOWNSHIP,
    "dac khu": Unit.Kind.SPECIAL_ZONE,
}
EXTENTS = {
    "whole": UnitSuccession.Extent.WHOLE,
    "main part": UnitSuccession.Extent.MAIN_PART,
    "part": UnitSuccession.Extent.PART,
}
SHOWN_PROBLEMS = 20


class UnitFileError(ValueError):
    """The files cannot be imported; each line of the message says where and what to do."""

    def __init__(self, problems: Iterable[str]):
        self.problems = list(problems)
        shown = self.problems[:SHOWN_PROBLEMS]
        if more := len(self.problems) - len(shown):
            shown.append(_("… và %d lỗi khác.") % more)
        super().__init__("\n".join(shown))


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit that exists now."""

    line: int
    code: str
    name: str
    kind: Unit.Kind
    parent_code: str


@dataclass(frozen=True, slots=True)
class SuccessionRow:
    """A former commune, or a former district without communes, and where it went."""

    line: int
    old_province: str
    old_district: str
    old_commune: str
    old_code: str
    new_province: str
    new_commune: str
    new_code: str
    extent: UnitSuccession.Extent


def name_key(name: str) -> str:
    """What two spellings of one name share: “Cư M'gar”, “Cư M’gar”; “Chiêm Hoá”, “Chiêm Hóa”."""
    return " ".join(re.findall(r"\w+", normalize(name).lower()))


def place_key(province: str) -> str:
    """A province's name without its kind: the lists write “Tỉnh Cao Bằng” and “Cao Bằng”."""
    return re.sub(r"^(tinh|thanh pho) ", "", " ".join(fold(province).split()))


def kind_of(name: str) -> Unit.Kind | None:
    """The kind that the name of a commune begins with."""
    words = fold(name).split()
    return KINDS.get(" ".join(words[:2])) or KINDS.get(words[0] if words else "")


def read_units(path: Path) -> list[UnitRow]:
    """The units of *path*; raises UnitFileError with all complaints."""
    rows, problems, lines = [], [], {}
    for line, cell in _read(path, UnitRow):
        kind = KINDS.get(" ".join(fold(cell["kind"]).split()))
        code = cell["code"]
        if not code or not cell["name"]:
            problem = _("thiếu mã hoặc tên.")
        elif not re.fullmatch(r"[A-Za-z0-9_-]{1,20}", code):
            problem = _("mã “%s” phải là chữ không dấu, số, tối đa 20 ký tự.") % code
        elif kind is None:
            problem = _("loại đơn vị “%s” không nhận ra.") % cell["kind"]
        elif code in lines:
            problem = _("mã %(code)s đã có ở dòng %(other)d.") % {
                "code": code,
                "other": lines[code],
            }
        else:
            lines[code] = line
            row = {**cell, "kind": kind, "name": _with_kind(cell["name"], kind)}
            rows.append(UnitRow(line, **row))
            continue
        problems.append(_at(path, line, problem))
    if problems:
        raise UnitFileError(problems)
    return rows


def read_successions(path: Path) -> list[SuccessionRow]:
    """The successions of *path*; raises UnitFileError with all complaints."""
    rows, problems = [], []
    lines: dict[tuple, int] = {}
    owners: dict[str, tuple] = {}
    for line, cell in _read(path, SuccessionRow):
        extent = EXTENTS.get(" ".join(cell["extent"].lower().split()))
        old = (cell["old_province"], cell["old_district"], cell["old_commune"])
        pair = (old, cell["new_province"], cell["new_commune"])
        code = cell["old_code"]
        if not all((cell["old_province"], cell["old_district"], cell["new_commune"])):
            problem = _("thiếu tên tỉnh cũ, huyện cũ hoặc đơn vị mới.")
        elif cell["old_commune"] and (not code or kind_of(cell["old_commune"]) is None):
            problem = _("“%s” thiếu mã hoặc không nhận ra loại đơn vị.") % cell["old_commune"]
        elif extent is None:
            problem = _("phạm vi “%s” phải là whole, main part hoặc part.") % cell["extent"]
        elif pair in lines:
            problem = _("lặp lại dòng %d.") % lines[pair]
        elif code and owners.setdefault(code, old) != old:
            problem = _("mã cũ %(code)s đã dùng cho %(name)s.") % {
                "code": code,
                "name": ", ".join(reversed(owners[code])),
            }
        else:
            lines[pair] = line
            rows.append(SuccessionRow(line, **{**cell, "extent": extent}))
            continue
        problems.append(_at(path, line, problem))
    if problems:
        raise UnitFileError(problems)
    return rows


def _at(path: Path, line: int, problem: str) -> str:
    words = {"file": path.name, "line": line, "problem": problem}
    return _("%(file)s, dòng %(line)d: %(problem)s") % words


def _read(path: Path, row_class) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and cells of each row, composed, with single blanks."""
    reader = csv.DictReader(io.StringIO(_text(path), newline=""), strict=True)
    columns = [name for name in row_class.__slots__ if name != "line"]
    count = 0
    try:
        missing = [name for name in columns if name not in (reader.fieldnames or ())]
        if missing:
            raise UnitFileError([_at(path, 1, _("thiếu cột %s.") % ", ".join(missing))])
        for row in reader:
            count += 1
            if None in row or None in row.values():
                raise UnitFileError(
                    [_at(path, reader.line_num, _("số ô không khớp với hàng tiêu đề."))]
                )
            yield reader.line_num, {name: " ".join(row[name].split()) for name in columns}
    except csv.Error as error:
        problem = _("không đọc được như CSV (%s).") % error
        raise UnitFileError([_at(path, reader.line_num, problem)]) from error
    if not count:
        raise UnitFileError([_("%s: tệp không có dòng dữ liệu nào.") % path.name])


def _text(path: Path) -> str:
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = _("không phải UTF-8. Hãy mở tệp và lưu lại dạng “CSV UTF-8”.")
        raise UnitFileError([_at(path, line, problem)]) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        problem = _("có ký tự rỗng: tệp không phải CSV UTF-8. Hãy lưu lại.")
        raise UnitFileError([_at(path, line, problem)])
    if not text.strip():
        raise UnitFileError([_("%s: tệp trống.") % path.name])
    return compose(text)


def _with_kind(name: str, kind: Unit.Kind) -> str:
    """Provinces are listed as “Cao Bằng”; people and decisions say “Tỉnh Cao Bằng”."""
    prefix = {Unit.Kind.PROVINCE: "Tỉnh", Unit.Kind.CITY: "Thành phố"}.get(kind)
    if prefix and not fold(name).startswith(fold(prefix)):
        return f"{prefix} {name}"
    return name
