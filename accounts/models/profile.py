"""The person behind an account, and the state the account is in."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..querysets import ProfileQuerySet


class Profile(models.Model):
    """One for each account; made with `Profile.objects.of(user)` where it is first needed."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("tài khoản"),
        on_delete=models.CASCADE,
        related_name="profile",
    )
    title = models.CharField(_("chức vụ"), max_length=150, blank=True)
    phone = models.CharField(_("điện thoại"), max_length=30, blank=True)
    external_id = models.CharField(
        _("mã định danh ở nơi đăng nhập chung"),
        max_length=255,
        null=True,
        blank=True,
        unique=True,
        help_text=_(
            "Do quản trị ghi, để người này đăng nhập qua hệ thống định danh khi cổng có nối với "
            "hệ thống đó. Để trống thì chỉ đăng nhập bằng mật khẩu."
        ),
    )
    must_change_password = models.BooleanField(
        _("phải đổi mật khẩu"),
        default=False,
        help_text=_("Lần đăng nhập tới phải đặt mật khẩu mới trước khi làm việc khác."),
    )
    password_changed_at = models.DateTimeField(_("đổi mật khẩu lúc"), null=True, blank=True)
    # Who opened one of the two doors for the person, until the person has closed it again:
    # one administrator alone must not open both.
    password_set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người đặt mật khẩu dùng một lần"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    factor_removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người bỏ xác thực hai lớp"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    last_active_at = models.DateTimeField(
        _("hoạt động gần nhất"), null=True, blank=True, db_index=True
    )
    idle_warned_at = models.DateTimeField(_("đã nhắc vì lâu không dùng"), null=True, blank=True)
    disabled_at = models.DateTimeField(_("khóa lúc"), null=True, blank=True)
    disabled_reason = models.CharField(_("lý do khóa"), max_length=255, blank=True)

    objects = ProfileQuerySet.as_manager()

    class Meta:
        verbose_name = _("thông tin tài khoản")
        verbose_name_plural = _("thông tin tài khoản")

    def __str__(self):
        return self.user.get_full_name() or self.user.get_username()

    def save(self, *args, **kwargs):
        self.external_id = self.external_id or None  # several may have none
        super().save(*args, **kwargs)
