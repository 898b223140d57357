"""Who is left to open accounts again: the rule that keeps the portal from locking itself."""

from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Q, QuerySet
from django.utils import timezone

from departments.models import Appointment
from departments.roles import Role

User = get_user_model()


def administrators() -> set:
    """Those who administer the whole portal today and can sign in.

    Superusers are for repairs: nobody counts on one, who may have lost the password long ago,
    as long as somebody holds the role. Only where nobody does, as on a new portal, they stand in.
    """
    people = set(_able().filter(pk__in=_holders()))
    return people or set(_able().filter(is_superuser=True))


def is_last_administrator(person) -> bool:
    """Whether nobody would be left without *person*; in a transaction, which holds the others.

    Two administrators who remove each other in the same moment wait for each other here: the
    rows are locked in one order, and read after that.
    """
    concerned = User.objects.filter(Q(is_superuser=True) | Q(pk__in=_holders())).order_by("pk")
    list(concerned.select_for_update(no_key=True).values_list("pk"))
    return administrators() == {person}


def _able() -> QuerySet:
    return User.objects.filter(is_active=True).exclude(
        password__startswith=UNUSABLE_PASSWORD_PREFIX
    )


def _holders() -> QuerySet:
    held = Appointment.objects.held_on(timezone.localdate())
    return held.filter(role=Role.SYSTEM_ADMIN).values("user")
