"""Requests for granting or withdrawing accounts, in the form that the rules on accounts annex."""

import uuid

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from departments.roles import PROVINCE_WIDE, Role

from ..querysets import AccountRequestQuerySet

PHONE = RegexValidator(r"^[\d\s.+()-]*$", _("Chỉ ghi số, dấu cách, dấu chấm."))
UNIT_ROLES = [(role.value, role.label) for role in Role if role not in PROVINCE_WIDE]


class AccountRequest(models.Model):
    """A unit's letter that asks the province for accounts, or to take them back."""

    class Kind(models.TextChoices):
        GRANT = "grant", _("Cấp mới")
        WITHDRAW = "withdraw", _("Thu hồi")

    class State(models.TextChoices):
        DRAFT = "draft", _("Đang soạn")
        SENT = "sent", _("Chờ duyệt")
        RETURNED = "returned", _("Trả lại để sửa")
        APPROVED = "approved", _("Đã duyệt")
        REFUSED = "refused", _("Từ chối")

    # Written into the form when it is opened, so that sending it twice makes one request.
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("loại đề nghị"), max_length=10, choices=Kind.choices)
    unit = models.ForeignKey(
        "departments.Unit",
        verbose_name=_("đơn vị đề nghị"),
        on_delete=models.PROTECT,
        related_name="account_requests",
    )
    number = models.CharField(_("số công văn"), max_length=60, blank=True)
    addressee = models.CharField(_("kính gửi"), max_length=255)
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=State.choices, default=State.DRAFT, db_index=True
    )
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người lập"),
        on_delete=models.PROTECT,
        related_name="account_requests",
    )
    created_at = models.DateTimeField(_("lập lúc"), auto_now_add=True)
    sent_at = models.DateTimeField(_("gửi lúc"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người quyết định"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("quyết định lúc"), null=True, blank=True)
    decision_reason = models.CharField(_("lý do, ý kiến"), max_length=500, blank=True)

    objects = AccountRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("đề nghị cấp, thu hồi tài khoản")
        verbose_name_plural = _("đề nghị cấp, thu hồi tài khoản")
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("requested_by")),
                name="request_decided_by_somebody_else",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.unit}"

    @property
    def is_editable(self) -> bool:
        """Whether its people may still be changed: it was not sent, or came back."""
        return self.state in (self.State.DRAFT, self.State.RETURNED)

    @property
    def has_contacts(self) -> bool:
        """Whether telephone numbers or addresses of people stand in it."""
        return self.people.exclude(phone="", email="").exists()


class RequestedAccount(models.Model):
    """One person in a request: a row of its table."""

    request = models.ForeignKey(
        AccountRequest,
        verbose_name=_("đề nghị"),
        on_delete=models.CASCADE,
        related_name="people",
    )
    position = models.PositiveSmallIntegerField(_("thứ tự"))
    full_name = models.CharField(_("họ và tên"), max_length=150)
    title = models.CharField(_("chức vụ"), max_length=150, blank=True)
    phone = models.CharField(
        _("điện thoại"),
        max_length=30,
        blank=True,
        validators=[PHONE],
    )
    email = models.EmailField(_("thư điện tử"), blank=True)
    role = models.CharField(_("vai trò"), max_length=20, choices=UNIT_ROLES)
    reason = models.CharField(_("lý do cấp mới/thu hồi"), max_length=255)
    appointment = models.ForeignKey(
        "departments.Appointment",
        verbose_name=_("vai trò thu hồi, hoặc đã giao"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        ordering = ["request", "position"]
        verbose_name = _("người trong đề nghị")
        verbose_name_plural = _("người trong đề nghị")
        constraints = [
            models.UniqueConstraint(fields=["request", "position"], name="one_person_each_row"),
        ]

    def __str__(self):
        return f"{self.full_name}: {self.get_role_display()}"
