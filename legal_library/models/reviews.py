"""An editor's review of what the parser made of a text, kept on the server step by step."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .documents import LegalDocument


class TextReview(models.Model):
    """One round of work on the structure of a text; a document has one that is open at most.

    The tree is the whole truth at `version`; the steps say how it came to be and how to go
    back. Nothing here is public: finishing writes the tree to the document's draft.
    """

    class Outcome(models.TextChoices):
        OPEN = "", _("Đang rà soát")
        FINISHED = "finished", _("Đã ghi vào bản nháp")
        REPLACED = "replaced", _("Đã thay bằng toàn văn khác")

    document = models.ForeignKey(
        LegalDocument,
        verbose_name=_("văn bản"),
        on_delete=models.CASCADE,
        related_name="text_reviews",
    )
    source_name = models.CharField(_("tệp nguồn"), max_length=255, blank=True)
    source_kind = models.CharField(_("dạng nguồn"), max_length=20, blank=True)
    source_path = models.CharField(_("nơi lưu nguồn"), max_length=255, blank=True)
    pages = models.PositiveIntegerField(_("số trang"), default=0)
    lines = models.JSONField(_("các dòng của nguồn"), default=list)
    messages = models.JSONField(_("ghi chú khi đọc"), default=list, blank=True)
    base = models.JSONField(_("cấu trúc lúc đầu"))
    base_digest = models.CharField(max_length=64)
    tree = models.JSONField(_("cấu trúc"))
    version = models.PositiveIntegerField(_("lần sửa"), default=0)
    last_request = models.JSONField(default=dict, blank=True)  # tells a double click
    warnings = models.JSONField(_("điểm cần xem"), default=list)
    attributes = models.JSONField(_("thuộc tính đọc được"), default=dict)
    confirmed = models.JSONField(_("thuộc tính đã xác nhận"), default=list, blank=True)
    outcome = models.CharField(
        _("kết quả"), max_length=10, choices=Outcome.choices, blank=True, default=Outcome.OPEN
    )
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người bắt đầu"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    started_at = models.DateTimeField(_("bắt đầu lúc"), auto_now_add=True)
    changed_at = models.DateTimeField(_("sửa lúc"), auto_now=True)
    ended_at = models.DateTimeField(_("xong lúc"), null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("lượt rà soát")
        verbose_name_plural = _("lượt rà soát")
        constraints = [
            models.UniqueConstraint(
                fields=["document"], condition=Q(outcome=""), name="one_open_review_a_document"
            )
        ]

    def __str__(self):
        return f"{self.document}, {self.get_outcome_display()}"

    @property
    def waiting(self) -> int:
        """How many doubts nobody has looked at."""
        return sum(not warning.get("checked") for warning in self.warnings)


class ReviewStep(models.Model):
    """What somebody did to the tree, with all that is needed to take it back."""

    review = models.ForeignKey(TextReview, on_delete=models.CASCADE, related_name="steps")
    operation = models.CharField(_("thao tác"), max_length=20)
    said = models.CharField(_("việc đã làm"), max_length=500)
    eid_before = models.CharField(max_length=255, default="")  # of the node, to go back to
    eid_after = models.CharField(max_length=255, default="")
    changes_words = models.BooleanField(_("có sửa chữ"), default=False)
    patches = models.JSONField(default=list)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    is_undone = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("bước rà soát")
        verbose_name_plural = _("bước rà soát")

    def __str__(self):
        return self.said
