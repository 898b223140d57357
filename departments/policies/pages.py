"""Pages: the tree says where, the roles held today say what."""

from django.db.models import Q
from wagtail.models import GroupPagePermission, Page
from wagtail.models.pages import PagePermissionTester
from wagtail.permission_policies.pages import PagePermissionPolicy

from ..models import ComponentPage, DepartmentPage
from ..rights import Area
from .people import people_over, people_with
from .places import FRAME, actions_on, area_of, is_a, seen_below
from .reading import is_reading, reads_everything
from .rows import held_rows


class UnitPagePolicy(PagePermissionPolicy):
    """Pages: the tree says where, the roles held today say what.

    `wagtail_rights` writes at which pages the group of a role stands. Being in a group is not
    enough: a row counts for those who hold its role today.
    """

    def get_all_permissions_for_user(self, user):
        if not user.is_authenticated or user.is_superuser:
            return []
        rows = GroupPagePermission.objects.select_related("page", "permission", "group")
        return held_rows(user, rows)

    def permissions_for(self, user, page) -> "UnitPagePermissionTester":
        return UnitPagePermissionTester(user, page)

    def user_has_any_permission(self, user, actions) -> bool:
        if super().user_has_any_permission(user, actions):
            return True
        # Asked with everything that can be done, it means: is there anything to look at?
        return set(actions) >= {"add", "change", "publish"} and reads_everything(user)

    def user_has_any_permission_for_instance(self, user, actions, instance) -> bool:
        base = self._base_user_has_permission(user)
        return base if base is not None else bool(set(actions) & actions_on(user, instance))

    def instances_with_direct_explore_permission(self, user):
        if reads_everything(user):
            return self.model.base_page_model.objects.filter(depth=1)
        return [row.page for row in self.get_cached_permissions_for_user(user)]

    def explorable_instances(self, user):
        if reads_everything(user):
            return self.model._default_manager.all()
        rows = self.get_cached_permissions_for_user(user)
        if not rows:
            return self.model._default_manager.none()
        above = {
            row.page.path[:end]
            for row in rows
            for end in range(Page.steplen, len(row.page.path), Page.steplen)
        }
        top = self.explorable_root_instance(user)
        pages = self.model._default_manager.filter(path__startswith=top.path)
        return pages.filter(Q(path__in=above) | seen_below(rows))

    def users_with_any_permission(self, actions, include_superusers=True):
        found = people_with(Area.CONTENT, actions)
        return found if include_superusers else found.filter(is_superuser=False)

    def users_with_any_permission_for_instance(self, actions, instance, include_superusers=True):
        sections = DepartmentPage.objects.ancestor_of(instance, inclusive=True)
        unit_id = sections.values_list("owner_unit", flat=True).first()
        found = people_over(area_of(instance), actions, unit_id)
        return found if include_superusers else found.filter(is_superuser=False)


class UnitPagePermissionTester(PagePermissionTester):
    """What one person may do with one page.

    The frame of a section and what is published in it have different rights; Wagtail's own
    tester knows only places. Superusers may do everything that pages allow.
    """

    def __init__(self, user, page):
        super().__init__(user, page)
        self.permissions = actions_on(user, page)
        self.below = self.permissions
        if is_a(page, ComponentPage):
            self.below = actions_on(user, page, Area.CONTENT)

    def can_view(self) -> bool:
        return self.user.is_superuser or "view" in self.permissions

    def can_add_subpage(self):
        return self._fits_below() and (self.user.is_superuser or "add" in self.below)

    def can_edit(self):
        if self.page_is_root or not self.user.is_active:
            return False
        if self.user.is_superuser or "change" in self.permissions:
            return True
        return is_reading(self.user) and "view" in self.permissions

    def can_delete(self, ignore_bulk=False):
        if self.page_is_root or not self.user.is_active:
            return False
        if self.user.is_superuser:
            return True
        if not self.page.is_leaf():
            return False
        return "delete" in self.permissions or self._is_own_draft()

    def can_lock(self):
        return self.user.is_superuser or "lock" in self.permissions

    def can_unlock(self):
        return self.user.is_superuser or self.user_has_lock() or "unlock" in self.permissions

    def can_publish_subpage(self):
        # To make and publish at once, by writing, copying or mirroring, is to do both alone.
        return False

    def can_reorder_children(self):
        return self.user.is_active and (self.user.is_superuser or "publish" in self.below)

    def can_move(self):
        return not is_a(self.page, FRAME) and self.can_delete(ignore_bulk=True)

    def can_move_to(self, destination):
        if not self.can_move() or self.page == destination:
            return False
        if destination.is_descendant_of(self.page):
            return False
        if not self.page.is_child_of(destination) and not self.page.specific.can_move_to(
            destination
        ):
            return False
        there = destination.permissions_for_user(self.user)
        is_public = self.page.get_descendants(inclusive=True).filter(live=True).exists()
        return there.can_add_subpage() and (not is_public or there.can_reorder_children())

    def can_copy(self):
        return not is_a(self.page, FRAME) and super().can_copy()

    def can_view_revisions(self):
        return super().can_view_revisions() and self.can_view()

    def _fits_below(self) -> bool:
        page_class = self.page.specific_class
        return bool(self.user.is_active and page_class and page_class.creatable_subpage_models())

    def _is_own_draft(self) -> bool:
        """Never public and begun by this person, who may throw it away."""
        page = self.page
        is_draft = not page.live and page.first_published_at is None
        return is_draft and "add" in self.permissions and page.owner_id == self.user.pk
