"""What readers report as wrong in a text."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .documents import LegalDocument


class ErrorReport(models.Model):
    """A reader's report of an error, with the place in the text."""

    class Kind(models.TextChoices):
        TEXT = "text", _("Sai chữ, thiếu chữ")
        STRUCTURE = "structure", _("Sai điều, khoản, điểm")
        VALIDITY = "validity", _("Sai hiệu lực")
        OTHER = "other", _("Khác")

    document = models.ForeignKey(
        LegalDocument,
        verbose_name=_("văn bản"),
        on_delete=models.CASCADE,
        related_name="error_reports",
    )
    eid = models.CharField(_("quy định (eId)"), max_length=255, blank=True)
    place = models.CharField(_("vị trí"), max_length=255, blank=True)
    kind = models.CharField(_("loại lỗi"), max_length=20, choices=Kind.choices, default=Kind.TEXT)
    message = models.TextField(_("nội dung báo"), max_length=2000)
    contact = models.CharField(_("liên hệ"), max_length=255, blank=True)
    reported_at = models.DateTimeField(_("báo lúc"), auto_now_add=True)
    handled_at = models.DateTimeField(_("xử lý lúc"), null=True, blank=True)
    outcome = models.TextField(_("kết quả xử lý"), blank=True)

    class Meta:
        ordering = ["-reported_at"]
        verbose_name = _("báo lỗi")
        verbose_name_plural = _("báo lỗi")

    def __str__(self):
        return f"{self.document}: {self.place or self.get_kind_display()}"
