"""The editors' own work in “Việc của tôi”."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, NullIf, Trim
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from content.models import ContentRecord
from content.registration import WaitingSource, register_waiting_source
from content.waiting_rows import waiting_rows
from departments.models import Appointment
from departments.rights import Area, holdings, units_where
from departments.roles import Role

from .addresses import edit_url
from .models import ExpertComment, RoleTaskState

TITLE = F("revision__object_str")


def _step_url(row) -> str:
    return reverse("editorial_step", args=[row.key])


def _edit_url(row) -> str:
    kind, _separator, key = row.place.partition(":")
    return edit_url(ContentType.objects.get_for_id(int(kind)), key)


def _place(kind: str, key: str):
    return Concat(
        Cast(F(kind), CharField()), Value(":"), Cast(F(key), CharField()), output_field=CharField()
    )


def _label():
    return Case(
        When(role=Role.CHECKER.value, then=Value(_("Kiểm tra"))),
        default=Value(_("Phê duyệt")),
        output_field=CharField(),
    )


def _sender(path: str):
    """Who sent it: the full name, or the account where there is none."""
    full = Trim(
        Concat(F(f"{path}__first_name"), Value(" "), F(f"{path}__last_name")),
    )
    name = Coalesce(NullIf(full, Value("")), F(f"{path}__username"), Value(""))
    return Concat(Value(_("Người gửi: ")), name, output_field=CharField())


def _steps(user, name: str, steps):
    return waiting_rows(
        steps,
        name,
        title=TITLE,
        since=F("started_at"),
        due_on=F("due_on"),
        label=_label(),
        note=_sender("workflow_state__requested_by"),
    )


def assigned(user):
    steps = RoleTaskState.objects.waiting().for_decision_by(user).assigned_to(user)
    return _steps(user, "assigned", steps)


def to_check(user):
    return _steps(user, "to_check", _open_to(user).filter(role=Role.CHECKER))


def to_approve(user):
    return _steps(user, "to_approve", _open_to(user).filter(role=Role.LEADER))


def _open_to(user):
    steps = RoleTaskState.objects.waiting().for_decision_by(user).not_taken_by_others(user)
    return steps.exclude(assignee=user, assignee__isnull=False)


def returned(user):
    """Mine that came back; of people who left, those of the units where I draft or lead."""
    units = [
        holding.unit_id
        for holding in holdings(user)
        if holding.role in (Role.DRAFTER, Role.LEADER) and holding.unit_id
    ]
    stays = Appointment.objects.held_on(timezone.localdate()).filter(
        user=OuterRef("workflow_state__requested_by"), user__is_active=True
    )
    left = Q(unit__in=units) & ~Q(Exists(stays))
    mine = Q(workflow_state__requested_by=user)
    steps = RoleTaskState.objects.returned().filter(mine | left)
    return waiting_rows(
        steps,
        "returned",
        title=TITLE,
        since=F("finished_at"),
        label=_("Sửa rồi gửi lại"),
        note=F("comment"),
        place=_place("workflow_state__content_type_id", "workflow_state__object_id"),
    )


def submitted(user):
    steps = RoleTaskState.objects.waiting().filter(workflow_state__requested_by=user)
    return waiting_rows(
        steps,
        "submitted",
        title=TITLE,
        since=F("started_at"),
        due_on=F("due_on"),
        label=Case(
            When(role=Role.CHECKER.value, then=Value(_("Đang chờ kiểm tra"))),
            default=Value(_("Đang chờ phê duyệt")),
            output_field=CharField(),
        ),
    )


def expert_comments(user):
    comments = ExpertComment.objects.unread_by_editors().for_attention_of(user)
    return waiting_rows(
        comments,
        "expert_comments",
        title=F("invitation__title"),
        since=F("created_at"),
        label=_("Đọc góp ý"),
        note=Concat(Value(_("Chuyên gia: ")), F("invitation__name"), output_field=CharField()),
        place=_place("invitation__base_content_type_id", "invitation__object_id"),
        unit="invitation__unit",
    )


def _experts_url(row) -> str:
    return reverse("editorial_experts", args=row.place.split(":"))


def due_for_review(user):
    """Live content whose review day has come, for whoever may mend it."""
    units = units_where(user, Area.CONTENT, "change")
    records = ContentRecord.objects.due_for_review(timezone.localdate())
    if units is not None:
        records = records.filter(owner_unit__in=units)
    return waiting_rows(
        records,
        "due_for_review",
        title=F("title"),
        since=F("published_at"),
        due_on=F("review_on"),
        label=_("Xem còn đúng không"),
        place=_place("content_type_id", "object_id"),
        unit="owner_unit",
    )


def _register(name, label, rows, url, order, icon, **more):
    register_waiting_source(
        WaitingSource(name=name, label=label, rows=rows, url=url, order=order, icon=icon, **more)
    )


_register("assigned", gettext_lazy("Giao cho tôi"), assigned, _step_url, 10, "user")
_register("to_check", gettext_lazy("Cần kiểm tra"), to_check, _step_url, 20, "view")
_register("to_approve", gettext_lazy("Cần phê duyệt"), to_approve, _step_url, 30, "check")
_register("returned", gettext_lazy("Bị trả lại"), returned, _edit_url, 40, "rotate")
_register(
    "expert_comments",
    gettext_lazy("Góp ý chuyên môn"),
    expert_comments,
    _experts_url,
    50,
    "comment",
)
_register(
    "due_for_review", gettext_lazy("Đến hạn rà soát"), due_for_review, _edit_url, 80, "history"
)
_register(
    "submitted",
    gettext_lazy("Tôi gửi, đang chờ"),
    submitted,
    _step_url,
    90,
    "resubmit",
    for_information=True,
)
