"""Who did what, when, to what: written once, never changed, kept for a time and then removed."""

from django.core.exceptions import PermissionDenied
from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from .details import in_words
from .kinds import kind_name
from .querysets import AuditEventQuerySet, RetentionPeriodQuerySet

# Nobody may set less, and PostgreSQL refuses to delete what is younger.
LEAST_MONTHS = 12


class Action(models.TextChoices):
    """What is worth asking for later."""

    SIGN_IN = "sign_in", _("Đăng nhập")
    SIGN_IN_FAILED = "sign_in_failed", _("Đăng nhập không được")
    LOCKED = "locked", _("Khóa tạm do nhập sai")
    SIGN_OUT = "sign_out", _("Đăng xuất")
    PASSWORD_CHANGED = "password_changed", _("Đổi mật khẩu")
    SECOND_FACTOR_CHANGED = "second_factor_changed", _("Đổi xác thực hai lớp")
    SESSION_ENDED = "session_ended", _("Thu hồi phiên đăng nhập")
    ACCOUNT_CREATED = "account_created", _("Cấp tài khoản")
    ACCOUNT_DISABLED = "account_disabled", _("Khóa tài khoản")
    ACCOUNT_ENABLED = "account_enabled", _("Mở lại tài khoản")
    ROLE_GIVEN = "role_given", _("Giao vai trò")
    ROLE_ENDED = "role_ended", _("Thu hồi vai trò")
    ROLE_CONFIRMED = "role_confirmed", _("Xác nhận vai trò")
    PUBLISHED = "published", _("Đăng")
    SCHEDULED = "scheduled", _("Hẹn giờ đăng")
    UNSCHEDULED = "unscheduled", _("Hủy hẹn giờ")
    UNPUBLISHED = "unpublished", _("Gỡ")
    DELETED = "deleted", _("Xóa")
    SUBMITTED = "submitted", _("Gửi duyệt")
    CHECKED = "checked", _("Chấp thuận một bước")
    RETURNED = "returned", _("Trả lại")
    CANCELLED = "cancelled", _("Rút khỏi duyệt")
    APPROVED = "approved", _("Phê duyệt")
    CREATED = "created", _("Tạo")
    CHANGED = "changed", _("Sửa")
    MOVED = "moved", _("Chuyển chỗ")
    IMPORTED = "imported", _("Nhập dữ liệu")
    EXPORTED = "exported", _("Xuất dữ liệu")
    PERSONAL_DATA_READ = "personal_data_read", _("Xem dữ liệu cá nhân")
    UNIT_CHANGED = "unit_changed", _("Thay đổi đơn vị")
    SECTION_CREATED = "section_created", _("Lập chuyên trang")
    REFUSED = "refused", _("Từ chối")
    LOG_PRUNED = "log_pruned", _("Xóa nhật ký quá hạn")


class AuditEvent(models.Model):
    """One thing that somebody did. Names are copied, because accounts and units change theirs."""

    at = models.DateTimeField(_("lúc"), auto_now_add=True, db_index=True)
    action = models.CharField(_("việc"), max_length=30, choices=Action.choices, db_index=True)
    actor_id = models.BigIntegerField(_("mã người"), null=True, blank=True, db_index=True)
    actor_name = models.CharField(_("tài khoản"), max_length=255, blank=True)
    actor_full_name = models.CharField(_("họ và tên"), max_length=255, blank=True)
    unit_code = models.CharField(_("mã đơn vị"), max_length=40, blank=True, db_index=True)
    unit_name = models.CharField(_("đơn vị"), max_length=255, blank=True)
    object_kind = models.CharField(_("loại đối tượng"), max_length=100, blank=True)
    object_id = models.CharField(_("mã đối tượng"), max_length=64, blank=True)
    object_name = models.CharField(_("đối tượng"), max_length=255, blank=True)
    network = models.CharField(_("mạng"), max_length=64, blank=True)
    detail = models.JSONField(_("chi tiết"), default=dict, blank=True)
    # Folded copies, so that “nguyen” and “Nguyễn” find the same in every database.
    actor_words = models.CharField(max_length=520, blank=True, editable=False)
    unit_words = models.CharField(max_length=260, blank=True, editable=False)
    object_words = models.CharField(max_length=260, blank=True, editable=False)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("việc đã làm")
        verbose_name_plural = _("nhật ký")
        indexes = [models.Index(fields=["object_kind", "object_id"], name="audit_object")]

    def __str__(self):
        return f"{self.get_action_display()}: {self.object_name or self.actor_name}"

    def save(self, *args, **kwargs):
        if self.pk:
            raise PermissionDenied(_("Nhật ký không sửa được."))
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise PermissionDenied(_("Nhật ký không xóa được."))

    @property
    def kind_label(self) -> str:
        return capfirst(kind_name(self.object_kind))

    @property
    def detail_text(self) -> str:
        return in_words(self.detail)


class RetentionPeriod(models.Model):
    """For how long the log is kept, from a day on and by which rule."""

    months = models.PositiveSmallIntegerField(
        _("số tháng lưu"), validators=[MinValueValidator(LEAST_MONTHS)], default=LEAST_MONTHS
    )
    valid_from = models.DateField(_("áp dụng từ ngày"), unique=True, default=timezone.localdate)
    legal_basis = models.CharField(_("căn cứ"), max_length=255, blank=True)

    objects = RetentionPeriodQuerySet.as_manager()

    class Meta:
        ordering = ["-valid_from"]
        verbose_name = _("thời hạn lưu nhật ký")
        verbose_name_plural = _("thời hạn lưu nhật ký")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(months__gte=LEAST_MONTHS), name="log_kept_long_enough"
            ),
        ]

    def __str__(self):
        return _("%(months)d tháng, từ %(day)s") % {
            "months": self.months,
            "day": date_format(self.valid_from, "SHORT_DATE_FORMAT"),
        }
