"""What somebody had typed when the portal asked for the password again."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..querysets import HeldSubmissionQuerySet


class HeldSubmission(models.Model):
    """A form that was sent too late, kept for a while so that nothing typed is lost."""

    token = models.UUIDField(_("mã"), default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người"),
        on_delete=models.CASCADE,
        related_name="held_submissions",
    )
    path = models.CharField(_("gửi tới"), max_length=2000)
    fields = models.JSONField(_("nội dung"), help_text=_("Tên ô và giá trị, theo thứ tự."))
    file_fields = models.JSONField(
        _("ô tệp"), default=list, help_text=_("Tên ô và tên tệp; bản thân tệp không giữ.")
    )
    held_at = models.DateTimeField(_("giữ lúc"), auto_now_add=True, db_index=True)

    objects = HeldSubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["-held_at"]
        verbose_name = _("nội dung đang giữ")
        verbose_name_plural = _("nội dung đang giữ")

    def __str__(self):
        return f"{self.user}: {self.path}"
