"""Django's own question about permissions, answered from the roles."""

from django.apps import apps
from django.contrib.auth.backends import ModelBackend
from django.core.exceptions import PermissionDenied

from ..rights import Area, holdings, may
from .objects import UnitPermissionPolicy, governing


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
