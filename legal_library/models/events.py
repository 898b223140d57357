"""What happens to documents over time: validity events, and relations between documents."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .documents import LegalDocument


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
        AMENDED = "amended", _("Được sửa đổi, bổ sung")
        ADDED = "added", _("Được bổ sung mới")
        REMOVED = "removed", _("Bị bãi bỏ")

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
    source = models.CharField(_("theo nguồn"), max_length=255, blank=True)
    recorded_at = models.DateTimeField(_("ghi lúc"), auto_now_add=True)

    class Meta:
        ordering = ["happens_on", "pk"]
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


class Relation(models.Model):
    """One directed edge: the source document acts on the target. Both readings are derived.

    A target that is not in the library keeps its citation and is resolved when it arrives.
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

    def __str__(self):
        return f"{self.source} – {self.get_kind_display()} – {self.citation}"
