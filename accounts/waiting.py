"""Requests to decide on, requests that came back, and roles to confirm, in “Việc của tôi”."""

from django.db.models import Case, CharField, F, Q, Value, When
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.registration import WaitingSource, register_waiting_source
from content.waiting_rows import waiting_rows
from departments.rights import Area, has_right, may, units_where
from departments.roles import Role

from . import reviewing
from .models import AccountRequest, ReviewedRole


def to_decide(user):
    """Sent by somebody else, for those who decide for the province."""
    sent = AccountRequest.objects.waiting().exclude(requested_by=user)
    if not may(user, Area.REQUESTS, "publish"):
        sent = sent.none()
    return waiting_rows(
        sent, "account_requests", title=_title(), since=F("sent_at"), label=_("Duyệt")
    )


def returned(user):
    """Came back to be mended: the person's own, and those of the units they file for."""
    units = units_where(user, Area.REQUESTS, "add")
    theirs = Q(requested_by=user) | Q(unit__in=units or ())
    back = AccountRequest.objects.filter(theirs, state=AccountRequest.State.RETURNED)
    return waiting_rows(
        back,
        "account_requests_returned",
        title=_title(),
        since=F("decided_at"),
        label=_("Sửa và gửi lại"),
        note=F("decision_reason"),
    )


def to_confirm(user):
    """Roles in the yearly review that wait for this person's answer."""
    roles = reviewing.waiting_for(user)
    if not has_right(user, Area.REQUESTS, "change"):
        roles = ReviewedRole.objects.none()
    return waiting_rows(
        roles,
        "reviewed_roles",
        place=F("review_id"),
        title=Concat(
            F("appointment__user__username"), Value(": "), _role(), output_field=CharField()
        ),
        since=F("review__opened_on"),
        due_on=F("review__due_on"),
        label=_("Xác nhận hoặc thu hồi"),
        unit="appointment__unit",
    )


def _title():
    titles = {
        AccountRequest.Kind.GRANT: _("Đề nghị cấp mới tài khoản"),
        AccountRequest.Kind.WITHDRAW: _("Đề nghị thu hồi tài khoản"),
    }
    cases = [When(kind=kind, then=Value(title)) for kind, title in titles.items()]
    return Case(*cases, output_field=CharField())


def _role():
    cases = [When(appointment__role=role.value, then=Value(str(role.label))) for role in Role]
    return Case(*cases, output_field=CharField())


def _request_url(row) -> str:
    return reverse("people:request", args=[row.key])


def _review_url(row) -> str:
    return reverse("people:review", args=[row.place]) + "?answer=waiting"


register_waiting_source(
    WaitingSource(
        name="account_requests",
        label=gettext_lazy("Đề nghị cấp, thu hồi tài khoản"),
        rows=to_decide,
        url=_request_url,
        order=300,
        icon="mail",
    )
)
register_waiting_source(
    WaitingSource(
        name="account_requests_returned",
        label=gettext_lazy("Đề nghị tài khoản bị trả lại"),
        rows=returned,
        url=_request_url,
        order=310,
        icon="rotate",
    )
)
register_waiting_source(
    WaitingSource(
        name="reviewed_roles",
        label=gettext_lazy("Rà soát quyền"),
        rows=to_confirm,
        url=_review_url,
        order=320,
        icon="group",
    )
)
