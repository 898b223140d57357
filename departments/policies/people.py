"""Who may do something, asked from the side of what is to be done."""

from collections.abc import Iterable

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils import timezone

from ..models import Unit
from ..querysets import not_ended_by
from ..rights import GRANTS, Area
from ..roles import Role

User = get_user_model()


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
