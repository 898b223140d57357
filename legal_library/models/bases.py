"""What published content rests on, and since when that has changed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content.models import ContentRecord

from .documents import LegalDocument
from .events import ValidityEvent


class LegalBasis(models.Model):
    """A provision that a content item depends on, as it stood on a day.

    Addressed by the document and the eId, never by a provision's key: texts are replaced.
    """

    class Origin(models.TextChoices):
        STATED = "stated", _("Người biên tập ghi")
        CITED = "cited", _("Đọc từ nội dung")

    record = models.ForeignKey(
        ContentRecord,
        verbose_name=_("nội dung"),
        on_delete=models.CASCADE,
        related_name="bases",
    )
    document = models.ForeignKey(
        LegalDocument,
        verbose_name=_("văn bản"),
        on_delete=models.CASCADE,
        related_name="resting_content",
    )
    eid = models.CharField(_("quy định (eId)"), max_length=255, blank=True)
    citation = models.CharField(_("trích dẫn"), max_length=1000)
    as_of = models.DateField(_("tại ngày"))
    origin = models.CharField(_("nguồn"), max_length=10, choices=Origin.choices)
    # The earliest change that nobody has looked at; empty while the basis is sound.
    stale_since = models.DateField(_("căn cứ thay đổi từ"), null=True, blank=True)
    stale_event = models.ForeignKey(
        ValidityEvent,
        verbose_name=_("do sự kiện"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    flagged_at = models.DateTimeField(_("đánh dấu lúc"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("xác nhận lúc"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người xác nhận"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    note = models.CharField(_("lý do giữ nguyên"), max_length=500, blank=True)

    class Meta:
        ordering = ["record", "pk"]
        verbose_name = _("căn cứ của nội dung")
        verbose_name_plural = _("căn cứ của nội dung")
        constraints = [
            models.UniqueConstraint(
                fields=["record", "document", "eid"], name="one_basis_per_provision"
            )
        ]
        indexes = [
            models.Index(fields=["document", "eid"], name="basis_of_provision"),
            models.Index(
                fields=["stale_since"], name="stale_bases", condition=Q(stale_since__isnull=False)
            ),
        ]

    def __str__(self):
        return self.citation
