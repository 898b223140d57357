"""Where the address of a section leads when time has passed over its unit."""

from django.http import HttpResponse
from django.shortcuts import redirect

from .history import current_successors
from .models import DepartmentPage


def lead_on(section: DepartmentPage) -> HttpResponse | None:
    """From the section of a unit that has ended to its only successor.

    With several successors, or none, nobody can choose for the reader: the section says who
    they are. What the unit published stays at its own addresses either way.
    """
    if not section.is_closed:
        return None
    successors = current_successors(section.owner_unit)
    if len(successors) != 1:
        return None
    return redirect(successors[0].get_absolute_url(), permanent=True)
