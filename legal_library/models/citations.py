"""Where published texts refer to the law, found by the grammar and resolved as of their day."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from content.models import ContentRecord

from .documents import LegalDocument


class Citation(models.Model):
    """One place of a published text that refers to a document or a provision.

    What it leads to may be unknown today: `number_key` finds it when the document arrives.
    """

    record = models.ForeignKey(
        ContentRecord,
        verbose_name=_("nội dung trích dẫn"),
        on_delete=models.CASCADE,
        related_name="citations",
    )
    source = models.ForeignKey(
        LegalDocument,
        verbose_name=_("văn bản trích dẫn"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="citations",
        help_text=_("Để trống khi nội dung trích dẫn không phải là văn bản."),
    )
    # Of a document the provision that holds the words, of other content the name of the field.
    source_place = models.CharField(_("tại"), max_length=255, blank=True)
    position = models.PositiveIntegerField(_("thứ tự"))
    start = models.PositiveIntegerField(help_text=_("Ký tự đầu trong chữ của nơi trích dẫn."))
    end = models.PositiveIntegerField()
    text = models.CharField(_("chữ trích dẫn"), max_length=1000)
    sentence = models.TextField(_("câu trích dẫn"), blank=True)
    as_of = models.DateField(_("tại ngày"))
    number_key = models.CharField(max_length=120, blank=True, db_index=True)
    target = models.ForeignKey(
        LegalDocument,
        verbose_name=_("văn bản được trích dẫn"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="cited_by",
    )
    target_eid = models.CharField(_("quy định được trích dẫn"), max_length=255, blank=True)
    # The article that holds the place: what is cited is counted and listed by article.
    target_article = models.CharField(max_length=255, blank=True)
    is_self = models.BooleanField(_("trích dẫn chính mình"), default=False)
    reason = models.CharField(_("cách hiểu"), max_length=20, blank=True)

    class Meta:
        ordering = ["record", "position"]
        verbose_name = _("trích dẫn")
        verbose_name_plural = _("trích dẫn")
        constraints = [
            models.UniqueConstraint(fields=["record", "position"], name="one_citation_per_position")
        ]
        indexes = [
            models.Index(fields=["target", "target_article"], name="cited_article"),
            models.Index(fields=["source", "source_place"], name="citing_place"),
        ]

    def __str__(self):
        return self.text
