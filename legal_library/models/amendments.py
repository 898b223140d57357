"""What one act orders to be changed in another, and whether a text has followed."""

from collections.abc import Iterable

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..querysets import AmendmentQuerySet
from .documents import LegalDocument
from .events import ValidityEvent
from .expressions import Expression


class AmendmentManager(models.Manager.from_queryset(AmendmentQuerySet)):
    def record_applied(self, expression: Expression, keys: Iterable[int]) -> int:
        """*expression* is public: the orders in it are carried out, and provisions changed.

        Said again it changes nothing.
        """
        now = timezone.now()
        done = self.filter(target=expression.document_id, pk__in=keys)
        done = list(done.exclude(state=AmendmentInstruction.State.REFUSED))
        for order in done:
            order.state, order.applied_in = AmendmentInstruction.State.APPLIED, expression
            order.decided_at = order.decided_at or now
            kind = EVENTS.get(order.action)
            if kind is None:
                continue
            ValidityEvent.objects.get_or_create(
                document_id=expression.document_id,
                eid=order.target_eid,
                kind=kind,
                happens_on=order.effective_on or expression.valid_on,
                cause_id=order.amending_id,
                defaults={"source": str(_("Bản hợp nhất của tủ sách"))},
            )
        self.bulk_update(done, ["state", "applied_in", "decided_at"])
        return len(done)


class AmendmentInstruction(models.Model):
    """One order of an amending act: which provision of which act becomes what, and when."""

    class Action(models.TextChoices):
        REPLACE = "replace", _("Sửa đổi, bổ sung")
        INSERT = "insert", _("Bổ sung mới")
        REPEAL = "repeal", _("Bãi bỏ")
        REPLACE_WORDS = "replace_words", _("Thay cụm từ")
        REMOVE_WORDS = "remove_words", _("Bỏ cụm từ")
        OTHER = "other", _("Khác")

    class Part(models.TextChoices):
        WHOLE = "", _("Toàn bộ")
        INTRO = "intro", _("Đoạn mở đầu")
        HEADING = "heading", _("Tên")

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
    # An editor's order among all acts that change one document on one day; 0 says nothing.
    rank = models.PositiveIntegerField(_("thứ tự trong ngày"), default=0)
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
    part = models.CharField(_("phần"), max_length=10, choices=Part.choices, blank=True)
    # What a new provision stands beside, where the act says so; else its number tells.
    beside_eid = models.CharField(_("bên cạnh quy định"), max_length=255, blank=True)
    comes_before = models.BooleanField(_("đứng trước"), default=False)
    action = models.CharField(_("việc"), max_length=20, choices=Action.choices)
    new_text = models.TextField(_("nội dung mới"), blank=True)
    # The same as provisions, as the parser read them; made anew when an editor changes the words.
    new_nodes = models.JSONField(default=list, blank=True, editable=False)
    # For an exchange of words: what goes, and what comes instead.
    old_words = models.TextField(_("cụm từ cũ"), blank=True)
    new_words = models.TextField(_("cụm từ mới"), blank=True)
    effective_on = models.DateField(_("có hiệu lực từ"), null=True, blank=True)
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=State.choices, default=State.NEW
    )
    reason = models.CharField(_("lý do"), max_length=500, blank=True)
    doubt = models.CharField(_("điều cần xem"), max_length=300, blank=True)
    is_edited = models.BooleanField(_("đã sửa bằng tay"), default=False, editable=False)
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

    objects = AmendmentManager()

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

    @property
    def is_of_itself(self) -> bool:
        """The act amends itself, which is possible and rarely meant."""
        return self.target_id is not None and self.target_id == self.amending_id


EVENTS = {
    AmendmentInstruction.Action.REPLACE: ValidityEvent.Kind.AMENDED,
    AmendmentInstruction.Action.INSERT: ValidityEvent.Kind.ADDED,
    AmendmentInstruction.Action.REPEAL: ValidityEvent.Kind.REMOVED,
    AmendmentInstruction.Action.REPLACE_WORDS: ValidityEvent.Kind.AMENDED,
    AmendmentInstruction.Action.REMOVE_WORDS: ValidityEvent.Kind.AMENDED,
}
