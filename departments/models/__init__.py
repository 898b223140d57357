"""Units over time, their sections, the people in their roles, and the completeness board."""

from .appointments import Appointment
from .board import ComponentTally, ComponentTarget
from .events import UnitEvent
from .pages import ComponentPage, DepartmentIndexPage, DepartmentPage, Officer
from .units import Unit, UnitSuccession

__all__ = [
    "Appointment",
    "ComponentPage",
    "ComponentTally",
    "ComponentTarget",
    "DepartmentIndexPage",
    "DepartmentPage",
    "Officer",
    "Unit",
    "UnitEvent",
    "UnitSuccession",
]
