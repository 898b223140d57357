"""Where an address below /don-vi/ leads when time has passed over the unit."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from .history import current_successors, find_by_code
from .models import DepartmentPage, Unit


def unit_address(unit: Unit) -> str:
    """The unit's section where it has one, else its place in the list of units."""
    section = getattr(unit, "section", None)
    if section and section.live:
        return section.get_url() or ""
    return f"{reverse('units')}?loai={unit.kind}#{unit.code}"


def lead_on(section: DepartmentPage) -> HttpResponse | None:
    """From the section of a unit that has ended to its only successor.

    With several successors, or none, nobody can choose for the reader: the section says who
    they are. What the unit published stays at its own addresses either way.
    """
    if not section.is_closed:
        return None
    successors = current_successors(section.owner_unit)
    return redirect(unit_address(successors[0])) if len(successors) == 1 else None


def lead_to_unit(code: str) -> HttpResponse:
    """From the code of a unit without a section, or a former code, to what is there."""
    unit = find_by_code(code)
    if unit is None:
        raise Http404
    successors = current_successors(unit)
    return redirect(unit_address(successors[0] if len(successors) == 1 else unit))
