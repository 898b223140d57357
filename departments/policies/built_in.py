"""What Wagtail and the floors below bring, put under the rights of the portal."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import AbstractPage, Collection, Locale, Site, Task, Workflow
from wagtail.permission_policies.base import BasePermissionPolicy
from wagtail.permissions import register_permission_policy

from audit.models import RetentionPeriod
from content.models import Audience, Topic

from ..models import Unit
from ..rights import Area
from .files import UnitFilePolicy
from .objects import UnitPermissionPolicy, govern
from .pages import UnitPagePolicy

User = get_user_model()


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
