"""From rows to units: who exists, who ended, who went into whom. No database."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.text import slug

from ..models import Unit, UnitSuccession
from .files import SuccessionRow, UnitFileError, UnitRow, kind_of, name_key, place_key

CODE_LENGTH = Unit._meta.get_field("code").max_length


@dataclass(slots=True)
class PlannedUnit:
    """A unit as it shall be; parents stand before their children."""

    code: str
    name: str
    kind: Unit.Kind
    parent: str = ""
    statistics_code: str = ""
    begins: date | None = None
    ends: date | None = None


@dataclass(slots=True)
class Plan:
    """Everything that the files say, by code of unit."""

    units: dict[str, PlannedUnit] = field(default_factory=dict)
    successions: dict[tuple[str, str], UnitSuccession.Extent] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def make_plan(
    units: Sequence[UnitRow], successions: Sequence[SuccessionRow], *, province: str, day: date
) -> Plan:
    """What the rows ask for, of the province with this code or name, or of all.

    Raises UnitFileError when a row leads nowhere: a plan is whole or is not made.
    """
    chosen = _province(units, province)
    merged = _merged_provinces(successions)
    plan = Plan()
    for row in sorted(units, key=lambda row: bool(row.parent_code)):
        if chosen and chosen.code not in (row.code, row.parent_code):
            continue
        # A province that no other joined is older than the reorganisation.
        is_new = bool(row.parent_code) or place_key(row.name) in merged
        plan.units[row.code] = PlannedUnit(
            code=row.code,
            name=row.name,
            kind=row.kind,
            parent=row.parent_code,
            statistics_code=row.code,
            begins=day if is_new else None,
        )
    if successions:
        _Former(plan, units, chosen, merged, day).add(successions)
    return plan


def _province(units: Sequence[UnitRow], wanted: str) -> UnitRow | None:
    if not wanted:
        return None
    provinces = [row for row in units if not row.parent_code]
    for row in provinces:
        if wanted == row.code or place_key(wanted) == place_key(row.name):
            return row
    names = ", ".join(f"{row.code} {row.name}" for row in provinces)
    words = {"wanted": wanted, "names": names}
    raise UnitFileError([_("Không có tỉnh “%(wanted)s” trong tệp. Có: %(names)s.") % words])


def _merged_provinces(successions: Sequence[SuccessionRow]) -> set[str]:
    """Provinces that are made of other ones."""
    old = defaultdict(set)
    for row in successions:
        old[place_key(row.new_province)].add(place_key(row.old_province))
    return {new for new, parts in old.items() if parts != {new}}


class _Former:
    """Adds the units that ended, from the rows that say where they went."""

    def __init__(self, plan: Plan, units: Sequence[UnitRow], chosen, merged: set[str], day: date):
        self._plan, self._chosen, self._merged, self._day = plan, chosen, merged, day
        self._provinces = {place_key(row.name): row.code for row in units if not row.parent_code}
        self._heirs = {(row.parent_code, name_key(row.name)): row.code for row in units}
        self._names = {row.code: row.name for row in units}
        self._last_year = (day - timedelta(days=1)).year
        self._district_codes: dict[tuple[str, str], str] = {}

    def add(self, successions: Sequence[SuccessionRow]) -> None:
        problems, renumbered = [], set()
        for row in successions:
            province = self._provinces.get(place_key(row.new_province))
            if self._chosen and self._chosen.code != province:
                continue
            heir = self._heirs.get((province, name_key(row.new_commune)))
            if heir is None:
                problems.append(self._unknown(row))
                continue
            if row.new_code != heir:
                renumbered.add(heir)
            self._add(row, province, heir)
        if problems:
            raise UnitFileError(problems)
        if renumbered:
            self._plan.notes.append(
                ngettext(
                    "%d đơn vị mới có mã khác nhau ở hai tệp: đã nối theo tên.",
                    "%d đơn vị mới có mã khác nhau ở hai tệp: đã nối theo tên.",
                    len(renumbered),
                )
                % len(renumbered)
            )

    def _unknown(self, row: SuccessionRow) -> str:
        problem = _("dòng %(line)d: không có %(name)s, %(province)s trong danh sách đơn vị.") % {
            "line": row.line,
            "name": row.new_commune,
            "province": row.new_province,
        }
        if other := self._names.get(row.new_code):
            # Codes were given out anew; following them leads to the wrong commune.
            problem += " " + _("Mã %(code)s là của %(other)s.") % {
                "code": row.new_code,
                "other": other,
            }
        return problem

    def _add(self, row: SuccessionRow, province: str, heir: str) -> None:
        old_province = self._old_province(row.old_province, province)
        district = self._district(row, old_province)
        old = district
        if row.old_commune:
            old = f"{row.old_code}-den-{self._last_year}"
            self._end(old, row.old_commune, kind_of(row.old_commune), district, number=row.old_code)
        self._plan.successions[old, heir] = row.extent

    def _old_province(self, name: str, new: str) -> str:
        if place_key(name) not in self._merged and self._provinces.get(place_key(name)) == new:
            return new
        code = slug(name)
        # A province that gave its name to the new one keeps its own past.
        if place_key(name) in self._provinces:
            code += f"-den-{self._last_year}"
        is_city = name_key(name).startswith("thành phố")
        self._end(code, name, Unit.Kind.CITY if is_city else Unit.Kind.PROVINCE, "")
        self._plan.successions[code, new] = UnitSuccession.Extent.WHOLE
        return code

    def _district(self, row: SuccessionRow, province: str) -> str:
        key = (place_key(row.old_province), row.old_district)
        if key not in self._district_codes:
            whole = slug(f"{key[0]} {row.old_district}")
            code = whole if len(whole) <= CODE_LENGTH else slug(whole, CODE_LENGTH)
            self._district_codes[key] = code
            self._end(code, row.old_district, Unit.Kind.DISTRICT, province)
        return self._district_codes[key]

    def _end(self, code: str, name: str, kind: Unit.Kind, parent: str, number: str = "") -> None:
        known = self._plan.units.get(code)
        if known and (known.name, known.parent) != (name, parent):
            words = {"code": code, "one": known.name, "other": name}
            raise UnitFileError([_("Mã %(code)s thành của cả %(one)s và %(other)s.") % words])
        self._plan.units.setdefault(
            code, PlannedUnit(code, name, kind, parent, number, begins=None, ends=self._day)
        )
