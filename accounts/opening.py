"""Opens accounts: a name by the rule, a password for one use, a role."""

import secrets
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction

from audit.models import Action
from audit.recording import record
from departments.models import Appointment, Unit
from departments.roles import Role
from departments.staffing import appoint

from .models import Profile
from .naming import account_name, unit_code
from .sessions import end_sessions

User = get_user_model()

# Without letters and digits that look alike on paper.
LEGIBLE = "abcdefghjkmnpqrstuvwxyz23456789"
_ATTEMPTS = 5
_PROVINCES = (Unit.Kind.PROVINCE, Unit.Kind.CITY)


@dataclass(frozen=True, slots=True)
class OpenedAccount:
    """A new account and its password, which nobody can see again."""

    user: object
    password: str
    appointment: Appointment


def one_time_password() -> str:
    """Twenty letters and digits in groups of five: 99 bits, and still to be typed from paper."""
    return "-".join("".join(secrets.choice(LEGIBLE) for _ in range(5)) for _ in range(4))


@transaction.atomic
def open_account(
    *,
    full_name: str,
    role: Role,
    unit: Unit | None,
    title: str = "",
    phone: str = "",
    email: str = "",
    by=None,
    reason: str = "",
) -> OpenedAccount:
    """Make an account for somebody who has none, give it the role, and log both."""
    password = one_time_password()
    # A Vietnamese name is one: Wagtail greets people by the first name, so it stands there whole.
    user = User(first_name=full_name, email=email)
    user.set_password(password)
    _save_under_a_free_name(user, code_of(unit), role, full_name)
    profile = Profile.objects.of(user)
    profile.title, profile.phone, profile.must_change_password = title, phone, True
    profile.save()
    record(Action.ACCOUNT_CREATED, actor=by, instance=user, unit=unit, reason=reason)
    appointment = appoint(user, role, unit, by=by, reason=reason)
    return OpenedAccount(user, password, appointment)


def _save_under_a_free_name(user, code: str, role: Role, full_name: str) -> None:
    taken = set(
        User.objects.filter(username__startswith=f"{code}_").values_list("username", flat=True)
    )
    for _ in range(_ATTEMPTS):
        user.username = account_name(code, role, full_name, is_taken=taken.__contains__)
        try:
            with transaction.atomic():
                user.save(force_insert=True)
            return
        except IntegrityError:
            # Somebody else took the name in the same moment.
            taken.add(user.username)
    raise IntegrityError(user.username)


def code_of(unit: Unit | None) -> str:
    """The unit's part of account names; what is derived is kept, so that it never changes.

    Accounts of the whole province stand under the code of the Sở Tư pháp, which runs it.
    """
    if unit is None:
        justice = Unit.objects.filter(name__istartswith="Sở Tư pháp").order_by("pk").first()
        return code_of(justice) if justice else "tinh"
    if not unit.account_code:
        unit.account_code = _free_code(unit)
        Unit.objects.filter(pk=unit.pk).update(account_code=unit.account_code)
    return unit.account_code


def _free_code(unit: Unit) -> str:
    above, province = unit.parent, unit if unit.kind in _PROVINCES else None
    while province is None and above is not None:
        if above.kind in _PROVINCES:
            province = above
        above = above.parent
    inside = unit.parent and unit.parent.kind in (Unit.Kind.DEPARTMENT, Unit.Kind.CENTRAL)
    code = unit_code(
        unit.name,
        province=province.name if province else "",
        above=code_of(unit.parent) if inside else "",
    )[:32]
    others = set(Unit.objects.exclude(pk=unit.pk).values_list("account_code", flat=True))
    if code not in others:
        return code
    # Two of the same name are told apart by the official code of the unit.
    return f"{code}{''.join(filter(str.isalnum, unit.code.lower()))}"[:40]


@transaction.atomic
def renew_password(user, *, by=None, reason: str = "") -> str:
    """A new password for one use; the old one and every open session end at once."""
    password = one_time_password()
    user.set_password(password)
    user.save(update_fields=["password"])
    profile = Profile.objects.of(user)
    profile.must_change_password = True
    profile.save(update_fields=["must_change_password"])
    record(Action.PASSWORD_CHANGED, actor=by, instance=user, reason=reason, what="one-time")
    end_sessions(user, by=by, reason=reason)
    return password
