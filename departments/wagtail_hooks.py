"""Everything that departments add to the admin; each module registers its own."""

from . import serving  # noqa: F401 - its hook
from .admin import (
    hooks,  # noqa: F401 - sections and the board
    unit_hooks,  # noqa: F401 - units
)
from .gate import menus  # noqa: F401 - its hooks
