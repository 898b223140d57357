"""Administrative units and their reorganisation, from two CSV files into the database."""

from .files import SuccessionRow, UnitFileError, UnitRow, read_successions, read_units
from .plan import Plan, make_plan
from .writing import ImportResult, import_units

__all__ = [
    "ImportResult",
    "Plan",
    "SuccessionRow",
    "UnitFileError",
    "UnitRow",
    "import_units",
    "make_plan",
    "read_successions",
    "read_units",
]
