"""Administers people: who may do it to whom, and what it does. Every step is logged.

Nobody administers themselves, nobody gives what they may not give, and a unit's administrator
touches only people all of whose roles lie within reach: whoever could set the password of
somebody mightier would hold that person's rights.
"""

from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.models import Action
from audit.recording import record
from content.text import fold
from departments.models import Appointment, Unit
from departments.rights import Area, units_where
from departments.roles import PROVINCE_WIDE, Role
from departments.staffing import appoint, end_appointment

from .administrators import is_last_administrator
from .closing import close_account, reopen_account
from .guarding import lacks_required_factor
from .models import Profile
from .opening import renew_password
from .sessions import end_sessions
from .telling import Step, tell_owner

User = get_user_model()


class NotAllowed(PermissionDenied):
    """The message says why, to the person who asked."""


def visible_people(user) -> QuerySet:
    """The accounts that *user* may see: all, or those with a role in the units within reach."""
    units = units_where(user, Area.PEOPLE, "view")
    if units is None:
        return User.objects.all()
    theirs = Appointment.objects.filter(user=OuterRef("pk"), unit__in=units)
    return User.objects.filter(Exists(theirs))


def visible_units(user) -> QuerySet:
    """The units whose people *user* may see, those abolished too."""
    units = units_where(user, Area.PEOPLE, "view")
    known = Unit.objects.in_dictionary_order()
    return known if units is None else known.filter(pk__in=units)


def for_listing(people: QuerySet) -> QuerySet:
    """All that a row of the list shows, in a fixed number of queries."""
    held = Appointment.objects.held_on(timezone.localdate()).select_related("unit")
    factors = Authenticator.objects.filter(user=OuterRef("pk")).exclude(
        type=Authenticator.Type.RECOVERY_CODES
    )
    return (
        people.select_related("profile")
        .annotate(has_second_factor=Exists(factors))
        .prefetch_related(Prefetch("appointments", held, to_attr="held_roles"))
        .order_by("username")
    )


def named(people: QuerySet, words: str) -> QuerySet:
    """Those whose account, name or address contains *words*, with or without diacritics."""
    wanted = fold(words).strip()
    rows = people.values_list("pk", "username", "first_name", "last_name", "email")
    # Names are stored as people write them, so they are folded here: a province has hundreds.
    found = [key for key, *names in rows if wanted in fold(" ".join(names))]
    return people.filter(pk__in=found)


def reach(user) -> set[int] | None:
    """The units whose people *user* administers; None is the whole province."""
    return units_where(user, Area.PEOPLE, "change")


def may_administer(user, person) -> bool:
    """Whether *user* may change the account and the roles of *person*."""
    if user.pk == person.pk or (person.is_superuser and not user.is_superuser):
        return False
    units = reach(user)
    if units is None:
        return True
    rows = list(person.appointments.values_list("unit_id", "ends_on"))
    today = timezone.localdate()
    held = {unit for unit, ends_on in rows if ends_on is None or ends_on > today}
    return held <= units and any(unit in units for unit, _ends in rows)


def givable_roles(user) -> list[Role]:
    """The roles that *user* may give; those of the province only from the whole province."""
    units = reach(user)
    return [role for role in Role if units is None or (units and role not in PROVINCE_WIDE)]


def givable_units(user) -> QuerySet:
    """The units that exist today and in which *user* may give roles."""
    units, today = reach(user), Unit.objects.as_of(timezone.localdate()).in_dictionary_order()
    return today if units is None else today.filter(pk__in=units)


def may_open_accounts(user) -> bool:
    """Only the province opens accounts; units ask for them."""
    return units_where(user, Area.PEOPLE, "add") is None


@transaction.atomic
def describe(person, *, by, full_name: str, title: str, phone: str, email: str, **more) -> None:
    """Write down who the person is; what was changed is logged, not what was written.

    A new address is told to the old one, where its owner still reads.
    """
    _require(by, person)
    profile = Profile.objects.of(person)
    address = person.email
    changed = [
        *_assign(person, first_name=full_name, last_name="", email=email),
        *_assign(profile, title=title, phone=phone, **more),
    ]
    if changed:
        person.save(update_fields=["first_name", "last_name", "email"])
        profile.save()
        record(Action.CHANGED, actor=by, instance=person, fields=", ".join(changed))
    if address and address != person.email:
        tell_owner(person, Step.ADDRESS, by=by, address=address)


def _assign(instance, **values) -> list[str]:
    """Set the fields of *instance*; what those that were different are called."""
    changed = [name for name, value in values.items() if (getattr(instance, name) or "") != value]
    for name in changed:
        setattr(instance, name, values[name])
    return [str(instance._meta.get_field(name).verbose_name) for name in changed]


def give_role(person, role: Role, unit: Unit | None, *, by, reason: str) -> Appointment:
    """Give *person* the role; asked for twice, it is given once."""
    _require(by, person)
    units = reach(by)
    if role not in givable_roles(by) or not (units is None or (unit and unit.pk in units)):
        raise NotAllowed(_("Vai trò hoặc đơn vị này nằm ngoài quyền của bạn."))
    if not person.is_active:
        raise NotAllowed(_("Tài khoản đang khóa. Hãy mở lại tài khoản trước khi giao vai trò."))
    try:
        with transaction.atomic():
            return appoint(person, role, unit, by=by, reason=reason)
    except (IntegrityError, ValidationError):
        # The same role was given in the same moment, before it was checked or after.
        same = Appointment.objects.open().filter(user=person, role=role, unit=unit).first()
        if same is None:
            raise
        return same


@transaction.atomic
def withdraw_role(appointment: Appointment, *, by, reason: str) -> bool:
    """Take the role back today; False when that was done before."""
    if appointment.role == Role.SYSTEM_ADMIN:
        keep_an_administrator(appointment.user)
    appointment = Appointment.objects.select_for_update().get(pk=appointment.pk)
    _require(by, appointment.user)
    units = reach(by)
    if not (units is None or appointment.unit_id in units):
        raise NotAllowed(_("Vai trò hoặc đơn vị này nằm ngoài quyền của bạn."))
    if appointment.ends_on is not None:
        return False
    end_appointment(appointment, by=by, reason=reason)
    return True


@transaction.atomic
def disable(person, *, by, reason: str, network: str = "") -> bool:
    _require(by, person)
    keep_an_administrator(person)
    return close_account(person, by=by, reason=reason, network=network)


def enable(person, *, by, reason: str, network: str = "") -> bool:
    _require(by, person)
    return reopen_account(person, by=by, reason=reason, network=network)


@transaction.atomic
def set_one_time_password(person, *, by, reason: str) -> str:
    """A new password, to be shown once and changed at the next sign-in; the owner is told.

    Who signs in with it alone could set up the second factor of somebody mighty, so there the
    province sets it.
    """
    _require(by, person)
    profile = _locked_profile(person)
    if profile.factor_removed_by_id == by.pk and not by.is_superuser:
        raise NotAllowed(
            _(
                "Bạn vừa bỏ xác thực hai lớp của người này. Hãy nhờ một quản trị khác đặt mật "
                "khẩu, để không ai một mình vào được tài khoản của người khác."
            )
        )
    if reach(by) is not None and lacks_required_factor(person):
        raise NotAllowed(
            _(
                "Người này duyệt, đăng bài hoặc quản trị mà chưa bật xác thực hai lớp. Hãy đề nghị "
                "quản trị hệ thống đặt mật khẩu."
            )
        )
    password = renew_password(person, by=by, reason=reason)
    profile.password_set_by = by
    profile.save(update_fields=["password_set_by"])
    tell_owner(person, Step.PASSWORD, by=by, reason=reason)
    return password


def sign_out_everywhere(person, *, by, reason: str, network: str = "") -> int:
    _require(by, person)
    return end_sessions(person, by=by, reason=reason, network=network)


@transaction.atomic
def forget_second_factor(person, *, by, reason: str) -> bool:
    """For a lost telephone: the next sign-in sets up a new factor, and open sessions end."""
    _require(by, person)
    profile = _locked_profile(person)
    if profile.password_set_by_id == by.pk and not by.is_superuser:
        raise NotAllowed(
            _(
                "Bạn vừa đặt mật khẩu dùng một lần cho người này. Hãy nhờ một quản trị khác bỏ xác "
                "thực hai lớp, để không ai một mình vào được tài khoản của người khác."
            )
        )
    removed, _kinds = Authenticator.objects.filter(user=person).delete()
    if removed:
        record(Action.SECOND_FACTOR_CHANGED, actor=by, instance=person, reason=reason)
        end_sessions(person, by=by, reason=reason)
        profile.factor_removed_by = by
        profile.save(update_fields=["factor_removed_by"])
        tell_owner(person, Step.FACTOR, by=by, reason=reason)
    return bool(removed)


def _locked_profile(person) -> Profile:
    """Held until the end, so that the two steps are not taken in the same moment."""
    Profile.objects.of(person)
    return Profile.objects.select_for_update(of=("self",)).get(user=person)


def keep_an_administrator(person) -> None:
    """Refuse what would leave the portal without any system administrator."""
    if is_last_administrator(person):
        raise NotAllowed(
            _("Đây là quản trị hệ thống cuối cùng. Hãy giao vai trò này cho người khác trước.")
        )


def _require(user, person) -> None:
    if user.pk == person.pk:
        raise NotAllowed(_("Bạn không tự thay đổi tài khoản và vai trò của mình."))
    if not may_administer(user, person):
        raise NotAllowed(_("Người này nằm ngoài quyền quản trị của bạn."))
