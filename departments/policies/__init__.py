"""Tells Wagtail what the roles may do: one policy for models, one for pages, one for files.

Every one of them asks `departments.rights`, so that an `Appointment` decides everywhere, and a
group of Wagtail only says at which place of the page tree or of the collections a role stands.
"""

from .backend import RightsBackend
from .built_in import SuperuserPolicy, govern_wagtail
from .files import UnitFilePolicy
from .objects import UnitPermissionPolicy, govern, governing, is_visible, visible_objects
from .pages import UnitPagePermissionTester, UnitPagePolicy
from .people import people_over, people_with
from .places import FRAME, actions_on, area_of, explores, visible_pages
from .reading import is_auditor_only, is_reading, only_asking, read_only, reads_everything

__all__ = [
    "FRAME",
    "RightsBackend",
    "SuperuserPolicy",
    "UnitFilePolicy",
    "UnitPagePermissionTester",
    "UnitPagePolicy",
    "UnitPermissionPolicy",
    "actions_on",
    "area_of",
    "explores",
    "govern",
    "govern_wagtail",
    "governing",
    "is_auditor_only",
    "is_reading",
    "is_visible",
    "only_asking",
    "people_over",
    "people_with",
    "read_only",
    "reads_everything",
    "visible_objects",
    "visible_pages",
]
