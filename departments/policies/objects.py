"""Models whose objects belong to a unit, or to the whole province."""

from django.db.models import Model, Q, QuerySet
from django.http import Http404
from wagtail.models import DraftStateMixin, Revision, Site
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy

from ..rights import GRANTS, Area, has_right, may, units_where
from ..roles import Role
from .people import people_over, people_with
from .reading import is_reading


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
