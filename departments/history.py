"""What became of units: who took over from whom, and under which names they were known."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import F, Q
from django.utils import timezone

from .models import Unit, UnitSuccession

# More reorganisations than any unit lives through; a damaged chain ends here.
MAX_STEPS = 12


def current_successors(unit: Unit, day: date | None = None) -> list[Unit]:
    """The units that exist on *day* (today) and continue *unit*; itself while it exists.

    Empty when nobody took over, or the unit had not begun by then.
    """
    return successors_on([unit], day)[unit.pk]


def successors_on(units: Iterable[Unit], day: date | None = None) -> dict[int, list[Unit]]:
    """`current_successors` of many units, by key, in as many queries as there are steps."""
    day = day or timezone.localdate()
    known = {unit.pk: unit for unit in units}
    onward: dict[int, list[int]] = {}
    waiting = list(known)
    for _step in range(MAX_STEPS):
        ended = [pk for pk in waiting if _is_over(known[pk], day)]
        if not ended:
            break
        steps = _next_units(ended)
        onward |= {pk: [heir.pk for heir in steps.get(pk, ())] for pk in ended}
        fresh = {heir.pk: heir for heirs in steps.values() for heir in heirs}
        waiting = [pk for pk in fresh if pk not in known]
        known = fresh | known
    return {unit.pk: _living(unit.pk, known, onward, day) for unit in units}


def predecessors_of(unit: Unit) -> list[UnitSuccession]:
    """What went directly into *unit*, the latest first, with the old units and their districts."""
    found = unit.succeeds.select_related("predecessor__parent", "event")
    return sorted(
        found,
        key=lambda item: (-(item.happened_on or date.min).toordinal(), item.predecessor.sort_key),
    )


def successors_of(unit: Unit) -> list[UnitSuccession]:
    """What *unit* went directly into."""
    found = unit.succeeded_by.select_related("successor__parent", "successor__section", "event")
    return sorted(found, key=lambda item: item.successor.sort_key)


def former_names(units: Iterable[Unit]) -> dict[int, list[str]]:
    """Under which other names the people of each unit may look for it, in dictionary order.

    Names of units that came wholly or mainly into it, however many reorganisations ago.
    """
    names: dict[int, set[str]] = defaultdict(set)
    heirs_of = {unit.pk: {unit.pk} for unit in units}
    own = {unit.pk: unit.name for unit in units}
    seen = set(heirs_of)
    for _step in range(MAX_STEPS):
        if not heirs_of:
            break
        rows = list(
            UnitSuccession.objects.filter(successor__in=heirs_of)
            .exclude(extent=UnitSuccession.Extent.PART)
            .values_list("successor_id", "predecessor_id", "predecessor__name")
        )
        earlier: dict[int, set[int]] = defaultdict(set)
        for successor, predecessor, name in rows:
            for unit in heirs_of[successor]:
                if name != own[unit]:
                    names[unit].add(name)
            if predecessor not in seen:
                earlier[predecessor] |= heirs_of[successor]
        seen |= set(earlier)
        heirs_of = earlier
    order = {unit.pk: sorted(names[unit.pk]) for unit in units}
    return order


def find_by_code(code: str) -> Unit | None:
    """The unit with the address *code*, else the former one that had it as statistics code.

    A code that a living unit took over means the living one.
    """
    by_code = Unit.objects.for_listing().filter(code=code).first()
    if by_code or not code:
        return by_code
    same_number = Unit.objects.for_listing().filter(statistics_code=code)
    return same_number.order_by(F("valid_to").desc(nulls_first=True), "pk").first()


def _is_over(unit: Unit, day: date) -> bool:
    return unit.valid_to is not None and unit.valid_to <= day


def _next_units(ended: list[int]) -> dict[int, list[Unit]]:
    """Who took over directly from each of the ended units.

    A unit without successors of its own, such as a former district, is continued by those
    of the units that were below it when they ended together.
    """
    steps = _direct_successors(Q(predecessor__in=ended), "predecessor_id")
    without = [pk for pk in ended if pk not in steps]
    if without:
        below = Q(predecessor__parent__in=without, predecessor__valid_to__isnull=False)
        steps |= _direct_successors(below, "predecessor__parent_id")
    return steps


def _direct_successors(which: Q, by: str) -> dict[int, list[Unit]]:
    rows = list(UnitSuccession.objects.filter(which).values_list(by, "successor_id"))
    heirs = Unit.objects.for_listing().in_bulk({heir for _pk, heir in rows})
    found: dict[int, dict[int, Unit]] = defaultdict(dict)
    for pk, heir in rows:
        found[pk][heir] = heirs[heir]
    return {pk: list(units.values()) for pk, units in found.items()}


def _living(start: int, known: dict[int, Unit], onward: dict[int, list[int]], day: date):
    """The units alive on *day* that the chains from *start* lead to, in dictionary order."""
    found, seen, waiting = {}, set(), [start]
    while waiting:
        pk = waiting.pop()
        if pk in seen:
            continue
        seen.add(pk)
        if known[pk].exists_on(day):
            found[pk] = known[pk]
        waiting.extend(onward.get(pk, ()))
    return sorted(found.values(), key=lambda unit: (unit.sort_key, unit.code))
