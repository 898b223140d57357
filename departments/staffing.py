"""Gives people their roles and takes them back; groups of Wagtail follow, never lead."""

from datetime import date

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from audit.models import Action
from audit.recording import record

from .models import Appointment, Unit
from .rights import PROVINCE_GROUPS, Holding
from .roles import Role
from .wagtail_rights import write_province_rights

User = get_user_model()

# What an account that has been read remembers of its rights: our own, Wagtail's and Django's.
REMEMBERED = (
    "_held_roles",
    "_units_below",
    "_page_permission_cache",
    "_explorable_root_page_cache",
    "_collection_permission_cache",
    "_perm_cache",
    "_group_perm_cache",
)


def group_name(role: Role, unit: Unit | None) -> str:
    """The name of the Wagtail group that holds the page rights of *role* in *unit*."""
    return Holding(Role(role), unit and unit.pk, unit.code if unit else "").group_name


@transaction.atomic
def appoint(
    user, role: Role, unit: Unit | None = None, *, by=None, begins_on: date | None = None, reason=""
) -> Appointment:
    """Give *user* the role, once: an open appointment of the same kind is returned as it is."""
    role = Role(role)
    open_one = Appointment.objects.open().filter(user=user, role=role, unit=unit).first()
    if open_one:
        return open_one
    appointment = Appointment(
        user=user,
        role=role,
        unit=unit,
        given_by=by,
        begins_on=begins_on or timezone.localdate(),
        reason=reason,
    )
    appointment.full_clean()
    appointment.save()
    record(Action.ROLE_GIVEN, actor=by, instance=user, unit=unit, role=role.value, reason=reason)
    sync_groups(user)
    return appointment


@transaction.atomic
def end_appointment(
    appointment: Appointment, *, by=None, ends_on: date | None = None, reason=""
) -> None:
    """Take the role back from *ends_on* (today); the row stays as history."""
    # A role that has not begun ends on the day it would have begun.
    appointment.ends_on = max(ends_on or timezone.localdate(), appointment.begins_on)
    appointment.save(update_fields=["ends_on"])
    record(
        Action.ROLE_ENDED,
        actor=by,
        instance=appointment.user,
        unit=appointment.unit,
        role=appointment.role,
        reason=reason,
    )
    sync_groups(appointment.user)


@transaction.atomic
def sync_groups(user) -> None:
    """Make the groups of *user* those of the roles held today; other groups are left alone."""
    held = Appointment.objects.held_on(timezone.localdate()).filter(user=user)
    names = {group_name(Role(item.role), item.unit) for item in held.select_related("unit")}
    for name in names:
        _group, is_new = Group.objects.get_or_create(name=name)
        if is_new and name.startswith(f"{PROVINCE_GROUPS}:"):
            write_province_rights()
    ours = Group.objects.filter(name__regex=rf":({'|'.join(Role.values)})$")
    user.groups.remove(*user.groups.filter(pk__in=ours).exclude(name__in=names))
    user.groups.add(*Group.objects.filter(name__in=names))
    forget_rights(user)


def forget_rights(user) -> None:
    """Drop what this object remembers of its rights within a request."""
    for name in REMEMBERED:
        if hasattr(user, name):
            delattr(user, name)
