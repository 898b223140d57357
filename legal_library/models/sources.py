"""Where what the library knows of a document came from."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .documents import LegalDocument


class DocumentSource(models.Model):
    """One record of a source that a document was made or completed from.

    `sha256` is of the record as it arrived; the same record again changes nothing.
    """

    document = models.ForeignKey(
        LegalDocument,
        verbose_name=_("văn bản"),
        on_delete=models.CASCADE,
        related_name="sources",
    )
    name = models.CharField(_("nguồn"), max_length=255)
    key = models.CharField(_("mã tại nguồn"), max_length=255)
    url = models.URLField(_("địa chỉ"), max_length=500, blank=True)
    sha256 = models.CharField(_("mã băm SHA-256"), max_length=64)
    retrieved_at = models.DateTimeField(_("nhận lúc"), auto_now=True)

    class Meta:
        ordering = ["retrieved_at"]
        verbose_name = _("nguồn văn bản")
        verbose_name_plural = _("nguồn văn bản")
        constraints = [
            # A key alone is not unique: files of one name lie in several folders.
            models.UniqueConstraint(fields=["name", "key", "document"], name="one_source_record")
        ]

    def __str__(self):
        return f"{self.name}: {self.key}"
