"""Writes a plan in one transaction: all of it or nothing, and the same a second time."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.models import Action
from audit.recording import record
from content.registration import announce_changes

from ..models import Unit, UnitEvent, UnitSuccession
from .files import SuccessionRow, UnitFileError, UnitRow
from .plan import Plan, PlannedUnit, make_plan

BATCH = 500
FOLLOWED = ("name", "kind", "parent_id", "statistics_code")


@dataclass
class ImportResult:
    """What was written, and what the operator should know."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    successions: int = 0
    new_successions: int = 0
    notes: list[str] = field(default_factory=list)


def import_units(
    units: Sequence[UnitRow],
    successions: Sequence[SuccessionRow] = (),
    *,
    province: str = "",
    day: date,
    legal_basis: str = "",
    progress: Callable[[int, int], None] = lambda count, total: None,
) -> ImportResult:
    """Create or update units and their successions; only one province's when *province* is given.

    *day* is the first day of the new units, on which the former ones are gone. Units that an
    event has changed since stay as they are. *progress* is told how many more rows are done,
    and of how many.
    """
    plan = make_plan(units, successions, province=province, day=day)
    total = len(plan.units) + len(plan.successions)

    def done(count: int) -> None:
        progress(count, total)

    result = ImportResult(notes=plan.notes)
    with transaction.atomic():
        known = _write_units(plan, result, done)
        _write_successions(plan, known, result, day, legal_basis, done)
        if result.created or result.updated or result.new_successions:
            record(
                Action.UNIT_CHANGED,
                import_created=result.created,
                import_updated=result.updated,
                successions=result.new_successions,
                province=province,
            )
    return result


def _write_units(plan: Plan, result: ImportResult, done) -> dict[str, Unit]:
    known = Unit.objects.in_bulk(_codes(plan), field_name="code")
    _check_parents(plan, known)
    touched = set(UnitEvent.units.through.objects.values_list("unit_id", flat=True))
    kept = 0
    # Parents get their keys before their children are written: one round for each level.
    for level in _levels(plan):
        new = [_new(planned, known) for planned in level if planned.code not in known]
        _in_batches(new, done)
        known |= {unit.code: unit for unit in new}
        result.created += len(new)
        fresh = {unit.code for unit in new}
        changed = []
        for planned in level:
            unit = known[planned.code]
            if planned.code in fresh:
                continue
            if not _differs(unit, planned, known):
                result.unchanged += 1
            elif unit.pk in touched:
                kept += 1
            else:
                changed.append(unit)
        for unit in changed:
            _take_over(unit, plan.units[unit.code], known)
        Unit.objects.bulk_update(changed, [*FOLLOWED, "sort_key", "folded_names"], batch_size=BATCH)
        result.updated += len(changed)
        done(len(level) - len(new))
        announce_changes("units", [unit.pk for unit in [*new, *changed]])
    if kept:
        result.notes.append(
            ngettext(
                "%d đơn vị đã có thay đổi ghi sau đó: giữ nguyên.",
                "%d đơn vị đã có thay đổi ghi sau đó: giữ nguyên.",
                kept,
            )
            % kept
        )
    return known


def _codes(plan: Plan) -> set[str]:
    return set(plan.units) | {planned.parent for planned in plan.units.values() if planned.parent}


def _check_parents(plan: Plan, known: dict[str, Unit]) -> None:
    missing = {
        planned.parent: planned.name
        for planned in plan.units.values()
        if planned.parent and planned.parent not in plan.units and planned.parent not in known
    }
    if missing:
        raise UnitFileError(
            _("Không tìm thấy đơn vị cấp trên %(code)s của %(name)s.")
            % {"code": code, "name": name}
            for code, name in missing.items()
        )


def _levels(plan: Plan) -> Iterable[list[PlannedUnit]]:
    """The planned units in rounds, each below what the rounds before it hold."""
    waiting, placed = list(plan.units.values()), set()
    while waiting:
        level = [u for u in waiting if u.parent not in plan.units or u.parent in placed]
        if not level:
            names = ", ".join(unit.name for unit in waiting[:3])
            raise UnitFileError([_("Các đơn vị thuộc nhau thành vòng: %s.") % names])
        yield level
        placed |= {unit.code for unit in level}
        waiting = [unit for unit in waiting if unit.code not in placed]


def _new(planned: PlannedUnit, known: dict[str, Unit]) -> Unit:
    unit = Unit(code=planned.code, valid_from=planned.begins, valid_to=planned.ends)
    _take_over(unit, planned, known)
    return unit


def _take_over(unit: Unit, planned: PlannedUnit, known: dict[str, Unit]) -> None:
    unit.name, unit.kind = planned.name, planned.kind
    unit.statistics_code = planned.statistics_code
    unit.parent_id = known[planned.parent].pk if planned.parent else None
    unit.derive_keys()


def _differs(unit: Unit, planned: PlannedUnit, known: dict[str, Unit]) -> bool:
    parent = known[planned.parent].pk if planned.parent else None
    now = tuple(getattr(unit, name) for name in FOLLOWED)
    return now != (planned.name, planned.kind, parent, planned.statistics_code)


def _in_batches(units: list[Unit], done) -> None:
    for start in range(0, len(units), BATCH):
        batch = Unit.objects.bulk_create(units[start : start + BATCH])
        done(len(batch))


def _write_successions(plan, known, result, day, legal_basis, done) -> None:
    there = {
        (row.predecessor_id, row.successor_id): row
        for row in UnitSuccession.objects.filter(
            predecessor__in=Unit.objects.filter(valid_to=day).values("pk")
        ).iterator()
    }
    new, changed = [], []
    for (old, heir), extent in plan.successions.items():
        pair = (known[old].pk, known[heir].pk)
        row = there.get(pair)
        if row is None:
            new.append(
                UnitSuccession(
                    predecessor_id=pair[0],
                    successor_id=pair[1],
                    extent=extent,
                    happened_on=day,
                    legal_basis=legal_basis,
                )
            )
        elif row.extent != extent or (legal_basis and row.legal_basis != legal_basis):
            row.extent, row.legal_basis = extent, legal_basis or row.legal_basis
            changed.append(row)
    for start in range(0, len(new), BATCH):
        done(len(UnitSuccession.objects.bulk_create(new[start : start + BATCH])))
    UnitSuccession.objects.bulk_update(changed, ["extent", "legal_basis"], batch_size=BATCH)
    done(len(plan.successions) - len(new))
    result.successions, result.new_successions = len(plan.successions), len(new)
