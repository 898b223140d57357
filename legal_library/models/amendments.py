"""What one act orders to be changed in another, and whether a text has followed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .documents import LegalDocument
from .expressions import Expression


class AmendmentInstruction(models.Model):
    """One order of an amending act: which provision of which act becomes what, and when."""

    class Action(models.TextChoices):
        REPLACE = "replace", _("Sửa đổi, bổ sung")
        INSERT = "insert", _("Bổ sung mới")
        REPEAL = "repeal", _("Bãi bỏ")
        REPLACE_WORDS = "replace_words", _("Thay cụm từ")
        REMOVE_WORDS = "remove_words", _("Bỏ cụm từ")
        OTHER = "other", _("Khác")

    class State(models.TextChoices):
        NEW = "new", _("Chưa áp dụng")
        APPLIED = "applied", _("Đã áp dụng")
        REFUSED = "refused", _("Không áp dụng")

    amending = models.ForeignKey(
        LegalDocument,
        verbose_name=_("văn bản sửa đổi"),
        on_delete=models.CASCADE,
        related_name="instructions",
    )
    amending_eid = models.CharField(_("tại quy định"), max_length=255, blank=True)
    # The order in which the changes of one day are made: as the act states them, editable.
    position = models.PositiveIntegerField(_("thứ tự"))
    words = models.TextField(_("câu chỉ dẫn"))
    target = models.ForeignKey(
        LegalDocument,
        verbose_name=_("văn bản được sửa đổi"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="amendments",
    )
    target_citation = models.CharField(_("văn bản được sửa đổi, theo chữ"), max_length=1000)
    target_number_key = models.CharField(max_length=120, blank=True, db_index=True)
    target_eid = models.CharField(_("quy định được sửa đổi"), max_length=255, blank=True)
    action = models.CharField(_("việc"), max_length=20, choices=Action.choices)
    new_text = models.TextField(_("nội dung mới"), blank=True)
    # For an exchange of words: what goes, and what comes instead.
    old_words = models.TextField(_("cụm từ cũ"), blank=True)
    new_words = models.TextField(_("cụm từ mới"), blank=True)
    effective_on = models.DateField(_("có hiệu lực từ"), null=True, blank=True)
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=State.choices, default=State.NEW
    )
    reason = models.CharField(_("lý do"), max_length=500, blank=True)
    applied_in = models.ForeignKey(
        Expression,
        verbose_name=_("áp dụng trong bản"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="applied_instructions",
    )
    decided_at = models.DateTimeField(_("quyết định lúc"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người quyết định"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        ordering = ["effective_on", "amending", "position"]
        verbose_name = _("chỉ dẫn sửa đổi")
        verbose_name_plural = _("chỉ dẫn sửa đổi")
        constraints = [
            models.UniqueConstraint(
                fields=["amending", "position"], name="one_instruction_per_position"
            )
        ]
        indexes = [models.Index(fields=["target", "state"], name="open_instructions")]

    def __str__(self):
        return self.words[:100]
