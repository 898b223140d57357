"""Images and files: the collection says where, the roles held today say what."""

from wagtail.models import Collection, GroupCollectionPermission, ReferenceIndex
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy

from ..rights import GRANTS, Area
from .reading import is_reading, reads_everything
from .rows import held_rows


class UnitFilePolicy(CollectionOwnershipPermissionPolicy):
    """Images and files: the collection says where, the roles held today say what."""

    def __init__(self, model):
        super().__init__(model, auth_model=model, owner_field_name="uploaded_by_user")

    def get_all_permissions_for_user(self, user):
        if not user.is_authenticated or user.is_superuser:
            return []
        rows = GroupCollectionPermission.objects.select_related("collection", "permission", "group")
        return held_rows(user, rows)

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
