"""Tells Wagtail what the roles may do: one policy for models, one for pages, one for files.

Every one of them asks `departments.rights`, so that an `Appointment` decides everywhere, and a
group of Wagtail only says at which place of the page tree or of the collections a role stands.
"""

from collections.abc import Iterable
from contextlib import contextmanager

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import Http404
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    AbstractPage,
    Collection,
    DraftStateMixin,
    GroupCollectionPermission,
    GroupPagePermission,
    Locale,
    Page,
    ReferenceIndex,
    Revision,
    Site,
    Task,
    Workflow,
)
from wagtail.models.pages import PagePermissionTester
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy

from audit.models import RetentionPeriod
from content.models import Audience, Topic

from .models import ComponentPage, DepartmentIndexPage, DepartmentPage, Unit
from .querysets import not_ended_by
from .rights import (
    GRANTS,
    Area,
    Holding,
    has_right,
    holdings,
    may,
    units_below,
    units_where,
)
from .roles import Role

User = get_user_model()

FRAME = (DepartmentIndexPage, DepartmentPage, ComponentPage)


def govern(model: type[Model], area: Area, unit: str = "owner_unit") -> None:
    """Put *model* under the rights of *area*; from the AppConfig.ready of the app that owns it.

    *unit* leads from an object to the unit it belongs to ("document__owner_unit", "pk" for a
    unit itself); "" means that it belongs to the whole province.
    """
    # Exactly this class: what Wagtail registers later for its own models does not replace it.
    register_permission_policy(model, UnitPermissionPolicy(model, area, unit), exact_class=True)


def governing(model: type[Model]) -> "UnitPermissionPolicy | None":
    """The policy of a model that somebody put under the rights of an area."""
    policy = policy_registry.get_by_type(model, fallback=False)
    return policy if isinstance(policy, UnitPermissionPolicy) else None


class UnitPermissionPolicy(BasePermissionPolicy):
    """Rights over objects that belong to a unit, or to the whole province."""

    def __init__(self, model, area: Area, unit: str = "owner_unit"):
        super().__init__(model)
        self.area = area
        self.unit = unit

    def get_all_permissions_for_user(self, user) -> set[str]:
        actions = set().union(*(GRANTS[role].get(self.area, ()) for role in Role))
        return {action for action in actions if self.user_has_permission(user, action)}

    def user_has_permission(self, user, action) -> bool:
        if action == "delete" and self._lets_drafts_be_deleted(user):
            return True
        if not self.unit:
            return may(user, self.area, self._meant(user, action))
        return has_right(user, self.area, self._meant(user, action))

    def user_has_permission_for_instance(self, user, action, instance) -> bool:
        unit_id = self.unit_id_of(instance)
        if may(user, self.area, self._meant(user, action), unit_id):
            return True
        return action == "delete" and self._is_own_draft(user, instance, unit_id)

    def instances_user_has_any_permission_for(self, user, actions) -> QuerySet:
        objects = self.model._default_manager.all()
        units: set[int] = set()
        for action in actions:
            found = units_where(user, self.area, self._meant(user, action))
            if found is None:
                return objects
            units |= found
        return objects.filter(**{f"{self.unit}__in": units}) if self.unit else objects.none()

    def users_with_any_permission(self, actions) -> QuerySet:
        return people_with(self.area, actions)

    def users_with_any_permission_for_instance(self, actions, instance) -> QuerySet:
        return people_over(self.area, actions, self.unit_id_of(instance))

    def sites_user_has_permission_for(self, user, action) -> QuerySet:
        """What Wagtail asks of the policy of a setting that each site has."""
        may_everywhere = may(user, self.area, action)
        return Site.objects.all() if may_everywhere else Site.objects.none()

    def unit_id_of(self, instance) -> int | None:
        """The unit that *instance* belongs to; None for the whole province."""
        if not self.unit:
            return None
        *steps, last = self.unit.split("__")
        for step in steps:
            instance = getattr(instance, step, None)
        return getattr(instance, last if last == "pk" else f"{last}_id", None)

    def permits(self, user, action, key) -> bool:
        """As `user_has_permission_for_instance`, from the key alone; a wrong key is not found."""
        if action == "delete":
            return self.user_has_permission_for_instance(user, action, self._found(key))
        try:
            row = self.model._default_manager.filter(pk=key).values_list(self.unit or "pk")[:1]
            unit_id = row[0][0] if self.unit else (row[0] and None)
        except (IndexError, ValueError, TypeError) as error:
            raise Http404 from error
        return may(user, self.area, self._meant(user, action), unit_id)

    def _found(self, key):
        try:
            return self.model._default_manager.get(pk=key)
        except (self.model.DoesNotExist, ValueError, TypeError) as error:
            raise Http404 from error

    def _meant(self, user, action: str) -> str:
        """The right behind what Wagtail asks for."""
        if action == "choose" or (action == "change" and is_reading(user)):
            return "view"
        return action

    def _lets_drafts_be_deleted(self, user) -> bool:
        return issubclass(self.model, DraftStateMixin) and has_right(user, self.area, "add")

    def _is_own_draft(self, user, instance, unit_id) -> bool:
        """Whether *user* began it and it was never public, which is theirs to throw away."""
        if not isinstance(instance, DraftStateMixin) or not may(user, self.area, "add", unit_id):
            return False
        if instance.live or instance.first_published_at:
            return False
        first = Revision.objects.for_instance(instance).order_by("created_at", "pk").first()
        return first is not None and first.user_id == user.pk


def is_visible(user, instance) -> bool:
    """Whether somebody who writes may see and choose *instance*.

    What is public, and the drafts that they may see. Shared words and units are public.
    """
    policy = governing(type(instance))
    if policy is None:
        return False
    if policy.area in (Area.VOCABULARY, Area.UNITS) or getattr(instance, "live", False):
        return True
    return policy.user_has_permission_for_instance(user, "view", instance)


def visible_objects(user, objects: QuerySet) -> QuerySet:
    """Those of *objects* that `is_visible` lets *user* see."""
    policy = governing(objects.model)
    if policy is None:
        return objects.none()
    if policy.area in (Area.VOCABULARY, Area.UNITS):
        return objects
    units = units_where(user, policy.area, "view")
    if units is None:
        return objects
    shown = Q(**{f"{policy.unit}__in": units}) if policy.unit else Q(pk__in=[])
    if issubclass(objects.model, DraftStateMixin):
        shown |= Q(live=True)
    return objects.filter(shown)


def visible_pages(user, pages: QuerySet) -> QuerySet:
    """Public pages, and the drafts at which *user* holds a role."""
    if user.is_superuser or reads_everything(user):
        return pages
    rows = policy_registry.get_by_type(Page).get_cached_permissions_for_user(user)
    return pages.filter(Q(live=True) | Q(depth=1) | _seen_below(rows))


def people_with(area: Area, actions: Iterable[str]) -> QuerySet:
    """Who may do any of *actions* anywhere."""
    return _people(Q(appointments__role__in=_roles_for(area, actions)))


def people_over(area: Area, actions: Iterable[str], unit_id: int | None) -> QuerySet:
    """Who may do any of *actions* with what belongs to the unit; None for the province."""
    roles = _roles_for(area, actions)
    where = Q(appointments__unit__isnull=True)
    if unit_id is not None:
        reaching = [role for role in roles if role.reaches_descendants]
        above = Unit.objects.ancestor_ids(unit_id)
        where |= Q(appointments__unit=unit_id)
        where |= Q(appointments__unit__in=above, appointments__role__in=reaching)
    return _people(Q(appointments__role__in=roles) & where)


def _roles_for(area: Area, actions: Iterable[str]) -> list[Role]:
    return [role for role in Role if set(actions) & GRANTS[role].get(area, frozenset())]


def _people(held: Q) -> QuerySet:
    active = User.objects.filter(is_active=True)
    return active.filter((held & _held_now()) | Q(is_superuser=True)).distinct()


def _held_now() -> Q:
    today = timezone.localdate()
    return Q(appointments__begins_on__lte=today) & not_ended_by(today, "appointments__")


def read_only(user) -> None:
    """Let *user* open for this one request what is shown to those who may change it.

    The gate calls it for screens that only show something: history, comparison, usage.
    """
    user._is_reading = True


@contextmanager
def only_asking(user):
    """Ask what *user* might open without opening it."""
    before = is_reading(user)
    try:
        yield
    finally:
        user._is_reading = before


def is_reading(user) -> bool:
    return getattr(user, "_is_reading", False)


class RightsBackend(ModelBackend):
    """Answers Django's own question `has_perm` from the roles held today.

    Signing in is another backend's business.
    """

    def authenticate(self, request, **credentials):
        return None

    def has_perm(self, user_obj, perm, obj=None) -> bool:
        if not user_obj.is_active:
            return False
        if perm == "wagtailadmin.access_admin":
            return _decide(user_obj.is_superuser or bool(holdings(user_obj)))
        if perm == "wagtail_localize.submit_translation":
            return _decide(may(user_obj, Area.CONTENT, "change"))
        policy, action = _policy_of(perm)
        return _decide(policy.user_has_permission(user_obj, action)) if policy else False


def _policy_of(perm: str) -> tuple[UnitPermissionPolicy | None, str]:
    """The policy and the action behind the name of a permission: “qa.publish_question”."""
    app_label, _dot, codename = perm.partition(".")
    action, _underscore, model_name = codename.rpartition("_")
    try:
        return governing(apps.get_model(app_label, model_name)), action
    except LookupError:
        return None, action


def _decide(answer: bool) -> bool:
    """An answer that no other backend changes: a refusal ends the question in Django."""
    if not answer:
        raise PermissionDenied
    return True


class UnitPagePolicy(PagePermissionPolicy):
    """Pages: the tree says where, the roles held today say what.

    `wagtail_rights` writes at which pages the group of a role stands. Being in a group is not
    enough: a row counts for those who hold its role today.
    """

    def get_all_permissions_for_user(self, user):
        if not user.is_authenticated or user.is_superuser:
            return []
        rows = GroupPagePermission.objects.select_related("page", "permission", "group")
        return _held_rows(user, rows)

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
        return pages.filter(Q(path__in=above) | _seen_below(rows))

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
        if _is_a(page, ComponentPage):
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
        return not _is_a(self.page, FRAME) and self.can_delete(ignore_bulk=True)

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
        return not _is_a(self.page, FRAME) and super().can_copy()

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


def _seen_below(rows) -> Q:
    """What roles see at their places: everything below, or the frame of a section alone."""
    places = {(row.page.path, row.page.depth, _sees_content(row.role)) for row in rows}
    shown = Q(pk__in=[])
    for path, depth, sees_content in places:
        below = Q(path__startswith=path)
        shown |= below if sees_content else below & Q(depth__lte=depth + 1)
    return shown


def _sees_content(role: Role) -> bool:
    return "view" in GRANTS[role].get(Area.CONTENT, frozenset())


def area_of(page: Page) -> Area:
    """Under which rights a page stands."""
    if page.is_root():
        return Area.SITE
    return Area.SECTIONS if _is_a(page, FRAME) else Area.CONTENT


def _is_a(page: Page, classes) -> bool:
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


def _reaches(row, page: Page) -> bool:
    """Whether a role sees *page* below its place: everything, or the frame of a section alone."""
    return _sees_content(row.role) or page.depth <= row.page.depth + 1


def is_auditor_only(user) -> bool:
    """Whether *user* holds no role but to audit."""
    held = {holding.role for holding in holdings(user)}
    return held == {Role.AUDITOR} and not user.is_superuser


def reads_everything(user) -> bool:
    """Whether *user* may see all content of the province, public or not."""
    return may(user, Area.CONTENT, "view")


class UnitFilePolicy(CollectionOwnershipPermissionPolicy):
    """Images and files: the collection says where, the roles held today say what."""

    def __init__(self, model):
        super().__init__(model, auth_model=model, owner_field_name="uploaded_by_user")

    def get_all_permissions_for_user(self, user):
        if not user.is_authenticated or user.is_superuser:
            return []
        rows = GroupCollectionPermission.objects.select_related("collection", "permission", "group")
        return _held_rows(user, rows)

    def user_has_permission(self, user, action) -> bool:
        return self.user_has_any_permission(user, [action])

    def user_has_any_permission(self, user, actions) -> bool:
        if user.is_active and user.is_superuser:
            return True
        if self._may_look(user, actions):
            return True
        # Asked with everything that can be done, it means: is there anything to look at?
        if set(actions) >= {"add", "change"} and reads_everything(user):
            return True
        wanted = set(actions) & {"add", "choose", "change"}
        if "delete" in actions or "change" in actions:
            wanted |= {"add", "change"}  # their own
        return self._check_perm(user, wanted)

    def user_has_any_permission_for_instance(self, user, actions, instance) -> bool:
        if user.is_active and user.is_superuser:
            return True
        if self._may_look(user, actions):
            return True
        allowed = self.actions_in(user, instance.collection)
        if "view" in allowed:
            allowed.add("choose")
        if "add" in allowed and instance.uploaded_by_user_id == user.pk:
            allowed.add("change")
            if not ReferenceIndex.get_references_to(instance).exists():
                allowed.add("delete")
        return bool(allowed & set(actions))

    def instances_user_has_any_permission_for(self, user, actions):
        if self._may_look(user, actions):
            return self.model._default_manager.all()
        return super().instances_user_has_any_permission_for(user, actions)

    def collections_user_has_any_permission_for(self, user, actions):
        if self._may_look(user, actions):
            return Collection.objects.all()
        return super().collections_user_has_any_permission_for(user, actions)

    def actions_in(self, user, collection) -> set[str]:
        """What the roles that *user* holds at *collection* allow with the files in it."""
        found: set[str] = set()
        for row in self.get_cached_permissions_for_user(user):
            if collection.path.startswith(row.collection.path):
                found |= GRANTS[row.role].get(Area.CONTENT, frozenset())
        return found

    def _may_look(self, user, actions) -> bool:
        looks = set(actions) & {"choose", "view"} or is_reading(user)
        return bool(looks) and reads_everything(user)


def _held_rows(user, rows) -> list:
    """Of the rows of Wagtail's groups those of roles that *user* holds today, with the role."""
    held = {holding.group_name: holding.role for holding in holdings(user)}
    for holding in holdings(user):
        if holding.role.reaches_descendants:
            below = Unit.objects.filter(pk__in=units_below(user, holding.unit_id))
            for pk, code in below.values_list("pk", "code"):
                held[Holding(holding.role, pk, code).group_name] = holding.role
    found = []
    if held:
        for row in rows.filter(group__name__in=held):
            row.role = held[row.group.name]
            found.append(row)
    return found


class SuperuserPolicy(BasePermissionPolicy):
    """What nobody holds a role for: Wagtail's own screens of accounts and groups."""

    def user_has_permission(self, user, action) -> bool:
        return user.is_active and user.is_superuser

    def users_with_any_permission(self, actions) -> QuerySet:
        return User.objects.filter(is_active=True, is_superuser=True)


def govern_wagtail() -> None:
    """Put what Wagtail and the floors below bring under the rights of the portal."""
    register_permission_policy(AbstractPage, UnitPagePolicy())
    for model in (get_image_model(), get_document_model()):
        register_permission_policy(model, UnitFilePolicy(model), exact_class=True)
    for model in (Collection, Site, Locale, Redirect, Workflow):
        govern(model, Area.SITE, unit="")
    # Tasks of other kinds are tasks too.
    register_permission_policy(Task, UnitPermissionPolicy(Task, Area.SITE, unit=""))
    for model in (User, Group):
        register_permission_policy(model, SuperuserPolicy(model), exact_class=True)
    for model in (Topic, Audience):
        govern(model, Area.VOCABULARY, unit="")
    govern(RetentionPeriod, Area.SITE, unit="")
    govern(Unit, Area.UNITS, unit="pk")
