"""What happens to documents over time: validity events, and relations between documents."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ..querysets import RelationQuerySet
from .documents import LegalDocument, Status


class ValidityEvent(models.Model):
    """A dated change of validity of a document, or of one provision of it.

    The date columns of `LegalDocument` are a cache of its document-level events.
    """

    class Kind(models.TextChoices):
        TAKES_EFFECT = "takes_effect", _("Có hiệu lực")
        EXPIRES = "expires", _("Hết hiệu lực")
        PARTLY_EXPIRES = "partly_expires", _("Hết hiệu lực một phần")
        SUSPENDED = "suspended", _("Ngưng hiệu lực")
        RESUMED = "resumed", _("Có hiệu lực trở lại")
        UNSUITABLE = "unsuitable", _("Không còn phù hợp")
        AMENDED = "amended", pgettext_lazy("event", "Được sửa đổi, bổ sung")
        ADDED = "added", _("Được bổ sung mới")
        REMOVED = "removed", pgettext_lazy("event", "Bị bãi bỏ")
        # What an edition of the codification shows; which act was behind it, it does not say.
        CODIFIED = "codified", _("Mới có trong Bộ pháp điển")
        UNCODIFIED = "uncodified", _("Không còn trong Bộ pháp điển")

    document = models.ForeignKey(
        LegalDocument,
        verbose_name=_("văn bản"),
        on_delete=models.CASCADE,
        related_name="validity_events",
    )
    eid = models.CharField(_("quy định (eId)"), max_length=255, blank=True)
    kind = models.CharField(_("sự kiện"), max_length=20, choices=Kind.choices)
    happens_on = models.DateField(
        _("ngày"), null=True, blank=True, help_text=_("Để trống khi nguồn không nói ngày.")
    )
    cause = models.ForeignKey(
        LegalDocument,
        verbose_name=_("do văn bản"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="caused_events",
    )
    # The order of what happens on one day: the last word counts.
    position = models.PositiveSmallIntegerField(_("thứ tự trong ngày"), default=0)
    relation = models.ForeignKey(
        "Relation",
        verbose_name=_("do quan hệ"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="events",
        help_text=_("Sự kiện sinh ra khi quan hệ được xác nhận, mất đi khi quan hệ bị bỏ."),
    )
    source = models.CharField(_("theo nguồn"), max_length=255, blank=True)
    recorded_at = models.DateTimeField(_("ghi lúc"), auto_now_add=True)

    class Meta:
        ordering = ["happens_on", "position", "pk"]
        verbose_name = _("sự kiện hiệu lực")
        verbose_name_plural = _("sự kiện hiệu lực")
        constraints = [
            # Two acts may amend one provision on one day; what has no cause is told once.
            models.UniqueConstraint(
                fields=["document", "eid", "kind", "happens_on", "cause"],
                name="one_event_of_a_kind_per_day_and_cause",
            ),
            models.UniqueConstraint(
                fields=["document", "eid", "kind", "happens_on"],
                condition=models.Q(cause__isnull=True),
                name="one_event_of_a_kind_per_day",
            ),
        ]

    def __str__(self):
        return f"{self.document}: {self.get_kind_display()}"


class StatusOverride(models.Model):
    """What a unit confirms of a document's validity, against what is derived, and why.

    It holds from a day until another; readers are told whose word it is.
    """

    document = models.ForeignKey(
        LegalDocument,
        verbose_name=_("văn bản"),
        on_delete=models.CASCADE,
        related_name="status_overrides",
    )
    status = models.CharField(_("tình trạng"), max_length=20, choices=Status.choices)
    reason = models.CharField(_("căn cứ, lý do"), max_length=500)
    holds_from = models.DateField(_("từ ngày"))
    holds_until = models.DateField(
        _("đến hết ngày"), null=True, blank=True, help_text=_("Để trống khi chưa biết đến khi nào.")
    )
    unit = models.ForeignKey(
        "departments.Unit",
        verbose_name=_("đơn vị xác nhận"),
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Người đọc thấy “theo xác nhận của” đơn vị này."),
    )
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người ghi"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    set_at = models.DateTimeField(_("ghi lúc"), auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("xác nhận hiệu lực")
        verbose_name_plural = _("xác nhận hiệu lực")
        constraints = [
            models.CheckConstraint(
                condition=Q(holds_until__isnull=True) | Q(holds_from__lte=F("holds_until")),
                name="override_ends_after_it_begins",
            )
        ]

    def __str__(self):
        return f"{self.document}: {self.get_status_display()}"


class Relation(models.Model):
    """One directed edge: the source document acts on the target. Both readings are derived.

    A target that is not in the library keeps its citation and is resolved when it arrives.
    What a machine read is proposed until an editor confirms or refuses it.
    """

    class Kind(models.TextChoices):
        BASED_ON = "based_on", _("Căn cứ ban hành")
        DETAILS = "details", _("Quy định chi tiết, hướng dẫn thi hành")
        GUIDES = "guides", _("Hướng dẫn áp dụng")
        AMENDS = "amends", _("Sửa đổi, bổ sung")
        REPLACES = "replaces", _("Thay thế")
        REPEALS = "repeals", _("Bãi bỏ")
        CORRECTS = "corrects", _("Đính chính")
        CONSOLIDATES = "consolidates", _("Hợp nhất")
        REFERS_TO = "refers_to", _("Dẫn chiếu")
        EXPLAINS = "explains", _("Giải thích")
        SUSPENDS = "suspends", _("Đình chỉ thi hành")
        PAUSES = "pauses", _("Tạm ngưng hiệu lực")
        PUBLISHES = "publishes", _("Công bố")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Máy đề xuất")
        CONFIRMED = "confirmed", _("Đã xác nhận")
        REFUSED = "refused", _("Đã bỏ")

    class Confidence(models.TextChoices):
        SURE = "sure", _("Chắc chắn")
        LIKELY = "likely", _("Cần xem")

    # How the target's page reads the edge.
    PASSIVE_LABELS = {
        Kind.BASED_ON: _("Văn bản áp dụng"),
        Kind.DETAILS: _("Được quy định chi tiết, hướng dẫn thi hành"),
        Kind.GUIDES: _("Được hướng dẫn áp dụng"),
        Kind.AMENDS: _("Được sửa đổi, bổ sung"),
        Kind.REPLACES: _("Được thay thế"),
        Kind.REPEALS: _("Bị bãi bỏ"),
        Kind.CORRECTS: _("Được đính chính"),
        Kind.CONSOLIDATES: _("Được hợp nhất"),
        Kind.REFERS_TO: _("Được dẫn chiếu"),
        Kind.EXPLAINS: _("Được giải thích"),
        Kind.SUSPENDS: _("Bị đình chỉ thi hành"),
        Kind.PAUSES: _("Bị tạm ngưng hiệu lực"),
        Kind.PUBLISHES: _("Được công bố"),
    }

    source = models.ForeignKey(
        LegalDocument,
        verbose_name=_("văn bản tác động"),
        on_delete=models.CASCADE,
        related_name="relations",
    )
    kind = models.CharField(_("quan hệ"), max_length=20, choices=Kind.choices)
    target = models.ForeignKey(
        LegalDocument,
        verbose_name=_("văn bản bị tác động"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="incoming_relations",
    )
    citation = models.CharField(_("trích dẫn"), max_length=1000)
    target_number_key = models.CharField(max_length=120, blank=True, editable=False, db_index=True)
    source_eid = models.CharField(_("tại quy định"), max_length=255, blank=True)
    target_eid = models.CharField(_("tới quy định"), max_length=255, blank=True)
    # What a person writes is confirmed by being written.
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=State.choices, default=State.CONFIRMED
    )
    confidence = models.CharField(
        _("độ tin cậy"), max_length=10, choices=Confidence.choices, blank=True
    )
    sentence = models.TextField(_("câu trong văn bản"), blank=True)
    # Follows from other relations, and is in no text: a detailing act ends with its parent.
    is_derived = models.BooleanField(_("suy ra"), default=False, editable=False)
    happens_on = models.DateField(
        _("từ ngày"),
        null=True,
        blank=True,
        help_text=_("Để trống khi theo ngày có hiệu lực của văn bản tác động."),
    )
    ends_on = models.DateField(
        _("đến hết ngày"),
        null=True,
        blank=True,
        help_text=_("Ngày cuối cùng của tạm ngưng, đình chỉ."),
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

    objects = RelationQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "pk"]
        verbose_name = _("quan hệ văn bản")
        verbose_name_plural = _("quan hệ văn bản")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "kind", "citation", "source_eid", "target_eid"],
                name="one_relation_per_citation",
            )
        ]
        indexes = [models.Index(fields=["state", "confidence"], name="relations_to_decide")]

    def __str__(self):
        return f"{self.source} – {self.get_kind_display()} – {self.citation}"

    @property
    def is_partial(self) -> bool:
        """It acts on a provision of the target, not on all of it."""
        return bool(self.target_eid)
