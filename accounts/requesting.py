"""Requests for accounts: drafted, sent, and decided by somebody else, each step once.

    draft ── send ──▶ sent ──▶ approved
      ▲                │ ├───▶ refused
      └── returned ◀───┘

All steps stand in `STEPS`; each locks the request, so that of two people who decide in the same
moment one is told that it was decided.
"""

from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.models import Action
from audit.recording import record
from departments.models import Appointment, Unit
from departments.rights import Area, may, units_where
from departments.roles import Role
from departments.staffing import end_appointment

from .closing import close_account
from .models import AccountRequest, RequestedAccount
from .opening import OpenedAccount, open_account
from .people import NotAllowed

User = get_user_model()
State = AccountRequest.State
STEPS = {
    "send": ({State.DRAFT, State.RETURNED}, State.SENT),
    "approve": ({State.SENT}, State.APPROVED),
    "return": ({State.SENT}, State.RETURNED),
    "refuse": ({State.SENT}, State.REFUSED),
}


@dataclass(slots=True)
class Decision:
    """What an approval did: accounts with passwords that are seen once, and people who left."""

    opened: list[OpenedAccount] = field(default_factory=list)
    ended: list[Appointment] = field(default_factory=list)
    closed: list = field(default_factory=list)


def may_file(user, unit_id: int) -> bool:
    """Whether *user* may ask for accounts of this unit, for themselves or on its behalf."""
    return may(user, Area.REQUESTS, "add", unit_id)


def may_decide(user, request: AccountRequest) -> bool:
    """The province decides, and never the person who asked."""
    return may(user, Area.REQUESTS, "publish") and user.pk != request.requested_by_id


def units_to_ask_for(user):
    """The units that exist today and for whose people *user* may ask."""
    units = units_where(user, Area.REQUESTS, "add")
    today = Unit.objects.as_of(timezone.localdate()).in_dictionary_order()
    return today if units is None else today.filter(pk__in=units)


def default_addressee() -> str:
    """Footnote 2 of the form: the Sở Tư pháp of the province."""
    justice = Unit.objects.filter(name__istartswith="Sở Tư pháp").order_by("pk").first()
    return justice.name if justice else _("Sở Tư pháp")


@transaction.atomic
def save_request(request: AccountRequest, people: list[RequestedAccount], *, by) -> AccountRequest:
    """Keep the draft with exactly these people; the same form sent twice makes one request."""
    if not may_file(by, request.unit_id):
        raise NotAllowed(_("Bạn không lập được đề nghị cho đơn vị này."))
    if request.pk is None:
        known = AccountRequest.objects.filter(uuid=request.uuid).first()
        if known is not None:
            return known
        request.requested_by = by
    else:
        current = AccountRequest.objects.select_for_update().get(pk=request.pk)
        if not current.is_editable:
            raise NotAllowed(_("Đề nghị đã gửi, không sửa được nữa."))
    request.save()
    request.people.all().delete()
    for position, person in enumerate(people, start=1):
        person.pk, person.request, person.position = None, request, position
    RequestedAccount.objects.bulk_create(people)
    return request


@transaction.atomic
def send(request: AccountRequest, *, by) -> None:
    """Put the request before the province."""
    request = _step(request, "send", by)
    if not may_file(by, request.unit_id):
        raise NotAllowed(_("Bạn không gửi được đề nghị của đơn vị này."))
    if not request.people.exists():
        raise NotAllowed(_("Đề nghị chưa có người nào. Hãy thêm ít nhất một người."))
    request.sent_at = timezone.now()
    request.decided_by = request.decided_at = None
    request.save()
    _log(Action.SUBMITTED, request, by)


@transaction.atomic
def return_(request: AccountRequest, *, by, reason: str) -> None:
    """Back to the unit, to be mended and sent again."""
    _log(Action.RETURNED, _decide(request, "return", by, reason), by, reason=reason)


@transaction.atomic
def refuse(request: AccountRequest, *, by, reason: str) -> None:
    """No, and that is the end of this request."""
    _log(Action.REFUSED, _decide(request, "refuse", by, reason), by, reason=reason)


@transaction.atomic
def approve(request: AccountRequest, *, by, reason: str = "") -> Decision:
    """Do what is asked, wholly or not at all. Approved before: refused, nothing is done twice."""
    request = _decide(request, "approve", by, reason)
    if request.kind == AccountRequest.Kind.GRANT and not request.unit.exists_on(
        timezone.localdate()
    ):
        raise NotAllowed(_("Đơn vị này không còn tồn tại, nên không cấp tài khoản mới được."))
    decision = Decision()
    for person in request.people.select_related("appointment__user", "appointment__unit"):
        if request.kind == AccountRequest.Kind.GRANT:
            _grant(request, person, decision, by)
        else:
            _withdraw(person, decision, by)
    _log(Action.APPROVED, request, by, reason=reason)
    return decision


def _grant(request, person: RequestedAccount, decision: Decision, by) -> None:
    opened = open_account(
        full_name=person.full_name,
        role=Role(person.role),
        unit=request.unit,
        title=person.title,
        phone=person.phone,
        email=person.email,
        by=by,
        reason=person.reason,
    )
    person.appointment = opened.appointment
    person.save(update_fields=["appointment"])
    decision.opened.append(opened)


def _withdraw(person: RequestedAccount, decision: Decision, by) -> None:
    appointment = person.appointment
    if appointment.ends_on is None:
        end_appointment(appointment, by=by, reason=person.reason)
        decision.ended.append(appointment)
    user = appointment.user
    still_holds = Appointment.objects.open().filter(user=user).exists()
    if not still_holds and close_account(user, by=by, reason=person.reason):
        decision.closed.append(user)


def _decide(request: AccountRequest, step: str, by, reason: str) -> AccountRequest:
    if by.pk == request.requested_by_id:
        raise NotAllowed(_("Người lập đề nghị không tự quyết định. Hãy để người khác duyệt."))
    if not may_decide(by, request):
        raise NotAllowed(_("Việc duyệt đề nghị thuộc quản trị hệ thống của Sở Tư pháp."))
    request = _step(request, step, by)
    request.decided_by, request.decided_at = by, timezone.now()
    request.decision_reason = reason
    request.save()
    return request


def _step(request: AccountRequest, step: str, by) -> AccountRequest:
    """The request, locked and in its next state, if it may take this step from where it is."""
    request = AccountRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    before, after = STEPS[step]
    if request.state not in before:
        words = {"state": request.get_state_display().lower()}
        raise NotAllowed(_("Đề nghị này đang ở trạng thái “%(state)s”.") % words)
    request.state = after
    return request


def _log(action: Action, request: AccountRequest, by, **detail) -> None:
    record(action, actor=by, instance=request, people=request.people.count(), **detail)


def withdrawable(user, unit_id: int):
    """The roles held in a unit that a request may ask to withdraw; never one's own."""
    held = Appointment.objects.held_on(timezone.localdate()).filter(unit=unit_id, ends_on=None)
    return (
        held.exclude(user=user)
        .select_related("user__profile", "unit")
        .order_by("role", "user__username")
    )


def discard(request: AccountRequest, *, by) -> None:
    """Throw a draft away that was never sent."""
    if not may_file(by, request.unit_id):
        raise NotAllowed(_("Bạn không xóa được đề nghị của đơn vị này."))
    with transaction.atomic():
        current = AccountRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
        if current.state != State.DRAFT:
            raise NotAllowed(_("Chỉ xóa được đề nghị đang soạn."))
        _log(Action.DELETED, current, by)
        current.delete()
