"""What each role may do, stated once: by area of the portal, and where.

An area is a kind of thing that is governed alike: editorial content, people, units, …
`holdings` says who holds what today; `may` and `units_where` answer every question from it.
"""

from dataclasses import dataclass
from enum import Enum

from django.utils import timezone

from .models import Appointment, Unit
from .roles import Role


class Area(Enum):
    """Kinds of things that share their rights."""

    CONTENT = "content"  # pages, questions, legal documents, images, files
    REPORTS = "reports"  # what readers send in about content
    PEOPLE = "people"  # accounts and their roles
    REQUESTS = "requests"  # asking for accounts, and the yearly review of roles
    UNITS = "units"  # the list of units and what happened to them
    SECTIONS = "sections"  # the frame of a unit's section: contacts, officers, links
    VOCABULARY = "vocabulary"  # topics, audiences, document types: shared words
    SITE = "site"  # settings, hotlines, menus, redirects, workflows
    AUDIT = "audit"  # the log


PROVINCE_GROUPS = "tinh"  # what the names of the groups of roles of the province begin with

VIEW = frozenset({"view"})
DRAFT = VIEW | {"add", "change"}
CHECK = VIEW | {"change", "lock", "unlock"}
APPROVE = CHECK | {"publish", "delete"}
MANAGE = VIEW | {"add", "change", "delete"}
EVERYTHING = APPROVE | {"add"}

GRANTS: dict[Role, dict[Area, frozenset[str]]] = {
    Role.DRAFTER: {Area.CONTENT: DRAFT, Area.REPORTS: VIEW | {"change"}, Area.SECTIONS: VIEW},
    Role.CHECKER: {Area.CONTENT: CHECK, Area.REPORTS: VIEW | {"change"}, Area.SECTIONS: VIEW},
    Role.LEADER: {
        Area.CONTENT: APPROVE,
        Area.REPORTS: VIEW | {"change"},
        Area.SECTIONS: VIEW | {"change", "publish"},
        Area.PEOPLE: VIEW,
        Area.REQUESTS: VIEW | {"add", "change"},
    },
    Role.UNIT_ADMIN: {
        # New accounts are asked for and granted by the province (khoản 8 Điều 3 of the rules).
        Area.PEOPLE: VIEW | {"change"},
        Area.REQUESTS: VIEW | {"add", "change"},
        Area.UNITS: VIEW,
        Area.SECTIONS: VIEW | {"change", "publish"},
        Area.AUDIT: VIEW,
    },
    Role.EDITOR: {
        Area.CONTENT: EVERYTHING,
        Area.REPORTS: MANAGE,
        Area.SECTIONS: VIEW | {"change", "publish"},
        Area.VOCABULARY: MANAGE,
        Area.UNITS: VIEW,
    },
    Role.SYSTEM_ADMIN: {
        Area.CONTENT: VIEW,
        Area.REPORTS: VIEW,
        Area.PEOPLE: MANAGE,
        Area.REQUESTS: MANAGE | {"publish"},  # decides on them
        Area.UNITS: VIEW | {"add", "change"},  # they end, nobody deletes them
        Area.SECTIONS: MANAGE | {"publish"},
        Area.VOCABULARY: MANAGE,
        Area.SITE: MANAGE,
        Area.AUDIT: VIEW,
    },
    Role.AUDITOR: dict.fromkeys(Area, VIEW),
}


@dataclass(frozen=True, slots=True)
class Holding:
    """A role that somebody holds today."""

    role: Role
    unit_id: int | None  # None: in the whole province
    unit_code: str = ""

    @property
    def group_name(self) -> str:
        """The name of the group of Wagtail that says at which pages the role stands."""
        return f"{self.unit_code or PROVINCE_GROUPS}:{self.role.value}"

    def allows(self, area: Area, action: str) -> bool:
        return action in GRANTS[self.role].get(area, frozenset())


def holdings(user) -> tuple[Holding, ...]:
    """What *user* holds today; nothing for the anonymous and the disabled. One query a request."""
    if not user.is_authenticated or not user.is_active:
        return ()
    if not hasattr(user, "_held_roles"):
        held = Appointment.objects.held_on(timezone.localdate()).filter(user=user)
        rows = held.order_by("pk").values_list("role", "unit_id", "unit__code")
        user._held_roles = tuple(Holding(Role(role), key, code or "") for role, key, code in rows)
    return user._held_roles


def units_where(user, area: Area, action: str) -> set[int] | None:
    """The units in which *user* may do *action*; None means everywhere in the province."""
    if user.is_active and user.is_superuser:
        return None
    found: set[int] = set()
    for holding in holdings(user):
        if not holding.allows(area, action):
            continue
        if holding.unit_id is None:
            return None
        found.add(holding.unit_id)
        if holding.role.reaches_descendants:
            found |= units_below(user, holding.unit_id)
    return found


def units_below(user, unit_id: int) -> set[int]:
    """The units below, read once in a request."""
    if not hasattr(user, "_units_below"):
        user._units_below = {}
    if unit_id not in user._units_below:
        user._units_below[unit_id] = Unit.objects.descendant_ids(unit_id)
    return user._units_below[unit_id]


def may(user, area: Area, action: str, unit_id: int | None = None) -> bool:
    """Whether *user* may do *action* with what belongs to the unit.

    Without a unit, what belongs to the whole province: only roles of the province reach it.
    """
    units = units_where(user, area, action)
    return units is None or (unit_id is not None and unit_id in units)


def has_right(user, area: Area, action: str) -> bool:
    """Whether *user* may do *action* anywhere at all."""
    units = units_where(user, area, action)
    return units is None or bool(units)
