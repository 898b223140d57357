"""What somebody sees and may do at a page, by the places of their roles."""

from django.db.models import Q, QuerySet
from wagtail.models import Page
from wagtail.permissions import policy_registry

from ..models import ComponentPage, DepartmentIndexPage, DepartmentPage
from ..rights import GRANTS, Area, may
from ..roles import Role
from .reading import reads_everything

FRAME = (DepartmentIndexPage, DepartmentPage, ComponentPage)


def area_of(page: Page) -> Area:
    """Under which rights a page stands."""
    if page.is_root():
        return Area.SITE
    return Area.SECTIONS if is_a(page, FRAME) else Area.CONTENT


def is_a(page: Page, classes) -> bool:
    """Whether *page*, read as a plain page or as what it is, is of one of *classes*."""
    return issubclass(page.specific_class or Page, classes)


def actions_on(user, page: Page, area: Area | None = None) -> set[str]:
    """What the roles that *user* holds at *page* allow with it."""
    area = area or area_of(page)
    found: set[str] = set()
    for row in policy_registry.get_by_type(Page).get_cached_permissions_for_user(user):
        if page.path.startswith(row.page.path):
            found |= GRANTS[row.role].get(area, frozenset())
    if may(user, area, "view"):
        found.add("view")
    return found


def explores(user, page: Page | None = None) -> bool:
    """Whether *user* has something to look after at, above or below *page*, or anywhere."""
    if user.is_superuser or reads_everything(user):
        return True
    rows = policy_registry.get_by_type(Page).get_cached_permissions_for_user(user)
    if page is None:
        return bool(rows)
    return any(
        row.page.path.startswith(page.path)
        or (page.path.startswith(row.page.path) and _reaches(row, page))
        for row in rows
    )


def visible_pages(user, pages: QuerySet) -> QuerySet:
    """Public pages, and the drafts at which *user* holds a role."""
    if user.is_superuser or reads_everything(user):
        return pages
    rows = policy_registry.get_by_type(Page).get_cached_permissions_for_user(user)
    return pages.filter(Q(live=True) | Q(depth=1) | seen_below(rows))


def seen_below(rows) -> Q:
    """What roles see at their places: everything below, or the frame of a section alone."""
    places = {(row.page.path, row.page.depth, _sees_content(row.role)) for row in rows}
    shown = Q(pk__in=[])
    for path, depth, sees_content in places:
        below = Q(path__startswith=path)
        shown |= below if sees_content else below & Q(depth__lte=depth + 1)
    return shown


def _sees_content(role: Role) -> bool:
    return "view" in GRANTS[role].get(Area.CONTENT, frozenset())


def _reaches(row, page: Page) -> bool:
    """Whether a role sees *page* below its place: everything, or the frame of a section alone."""
    return _sees_content(row.role) or page.depth <= row.page.depth + 1
