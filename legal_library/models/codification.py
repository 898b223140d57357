"""What the official codification says of each article, edition after edition."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .documents import LegalDocument


class CodificationImport(models.Model):
    """One edition of the codification that was read, and what it changed."""

    edition = models.DateField(_("bản pháp điển ngày"), unique=True)
    file_name = models.CharField(_("tệp"), max_length=255)
    sha256 = models.CharField(_("mã băm SHA-256"), max_length=64)
    counts = models.JSONField(_("kết quả"), default=dict)
    started_at = models.DateTimeField(_("bắt đầu lúc"), auto_now_add=True)
    finished_at = models.DateTimeField(_("xong lúc"), null=True, blank=True)

    class Meta:
        ordering = ["-edition"]
        verbose_name = _("lần nhập pháp điển")
        verbose_name_plural = _("lần nhập pháp điển")

    def __str__(self):
        return f"{self.edition:%d/%m/%Y}"


class CodifiedArticle(models.Model):
    """An article as the latest edition that has it gives it.

    `words_sha256` is of its words alone: how they are set decides nothing about a change.
    """

    document = models.ForeignKey(
        LegalDocument,
        verbose_name=_("văn bản"),
        on_delete=models.CASCADE,
        related_name="codified_articles",
    )
    eid = models.CharField(_("điều (eId)"), max_length=255)
    subject = models.CharField(_("đề mục"), max_length=20)
    words_sha256 = models.CharField(max_length=64)
    # Acts that the codification names as having changed the article, to tell a new one.
    amended_by = models.JSONField(_("được sửa đổi bởi"), default=list, blank=True)
    first_edition = models.DateField(_("có từ bản"))
    last_edition = models.DateField(_("còn ở bản"), db_index=True)
    removed_in = models.DateField(_("không còn ở bản"), null=True, blank=True)

    class Meta:
        verbose_name = _("điều được pháp điển")
        verbose_name_plural = _("điều được pháp điển")
        constraints = [
            models.UniqueConstraint(fields=["document", "eid"], name="one_codified_article")
        ]

    def __str__(self):
        return f"{self.document} {self.eid}"
