"""Who wants to be told by mail of what waits, how often, and when it was done."""

from django.conf import settings
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _


class MailPreference(models.Model):
    """How often somebody wants the summary of what waits; without a row, each working day."""

    class Frequency(models.TextChoices):
        DAILY = "daily", _("Mỗi ngày làm việc")
        WEEKLY = "weekly", _("Mỗi tuần một lần, vào ngày làm việc đầu tuần")
        NEVER = "never", _("Không gửi")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_preference"
    )
    digest = models.CharField(
        _("thư tóm tắt việc đang chờ"),
        max_length=10,
        choices=Frequency.choices,
        default=Frequency.DAILY,
    )

    class Meta:
        verbose_name = _("thư tóm tắt")
        verbose_name_plural = _("thư tóm tắt")

    def __str__(self):
        return f"{self.user}: {self.get_digest_display()}"


class DigestDelivery(models.Model):
    """A summary that was sent, so that it is sent once however often the command runs."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    day = models.DateField(_("ngày"), db_index=True)

    class Meta:
        verbose_name = _("thư tóm tắt đã gửi")
        verbose_name_plural = _("thư tóm tắt đã gửi")
        constraints = [
            models.UniqueConstraint(fields=["user", "day"], name="one_digest_a_day"),
        ]

    def __str__(self):
        return f"{self.user}: {date_format(self.day, 'SHORT_DATE_FORMAT')}"
