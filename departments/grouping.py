"""Units as readers look for them: the province's own bodies first, then the places."""

from .models import Unit

# The order in which kinds of units are listed.
READING_ORDER = (
    Unit.Kind.COUNCIL,
    Unit.Kind.COMMITTEE,
    Unit.Kind.DEPARTMENT,
    Unit.Kind.ORGANISATION,
    Unit.Kind.CENTRE,
    Unit.Kind.WARD,
    Unit.Kind.COMMUNE,
    Unit.Kind.SPECIAL_ZONE,
    Unit.Kind.TOWNSHIP,
    Unit.Kind.DISTRICT,
    Unit.Kind.CENTRAL,
    Unit.Kind.PROVINCE,
    Unit.Kind.CITY,
)
_RANK = {kind: position for position, kind in enumerate(READING_ORDER)}


def reading_key(unit: Unit) -> tuple:
    """Sorts units by kind and then as in a dictionary."""
    return (_RANK[unit.kind], unit.sort_key, unit.code)


def kinds_among(units) -> list[Unit.Kind]:
    """The kinds that occur, in the order of reading."""
    present = {unit.kind for unit in units}
    return [kind for kind in READING_ORDER if kind in present]
