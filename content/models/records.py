"""One row for each published thing, whatever its model, so that lists ask one table."""

import uuid
from datetime import date
from typing import Self

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext_lazy as _

from ..registration import search_sources


class Component(models.TextChoices):
    """The eight components that every department's section has (Kế hoạch 7296/KH-UBND, II.2.a)."""

    DOCUMENTS = "documents", _("Văn bản mới và tài liệu giới thiệu")
    GUIDANCE = "guidance", _("Hướng dẫn, chỉ đạo")
    COUNCIL = "council", _("Hội đồng phối hợp, báo cáo viên, tuyên truyền viên")
    QUESTIONS = "questions", _("Hỏi đáp pháp luật")
    DIALOGUE = "dialogue", _("Đối thoại chính sách pháp luật")
    MATERIALS = "materials", _("Tài liệu trực tuyến")
    STATISTICS = "statistics", _("Số liệu thống kê")
    OTHER = "other", _("Nội dung khác")


class ContentRecordQuerySet(models.QuerySet):
    def live(self) -> Self:
        """What the public may see now."""
        return self.filter(live=True)

    def of_kind(self, *kinds: str) -> Self:
        return self.filter(kind__in=kinds)

    def newest(self) -> Self:
        """Newest publication first; the key breaks ties so that paging is stable."""
        return self.order_by("-published_at", "-pk")

    def newest_of_each(self, field: str, number: int) -> Self:
        """The newest *number* for each value of *field*, with `total` of all that have it."""
        same = {"partition_by": F(field)}
        return (
            self.annotate(
                rank=Window(
                    RowNumber(), order_by=[F("published_at").desc(), F("pk").desc()], **same
                ),
                total=Window(Count("pk"), **same),
            )
            .filter(rank__lte=number)
            .order_by(field, "rank")
        )

    def due_for_review(self, day: date) -> Self:
        """Live content whose review date has come by *day*."""
        return self.live().filter(review_on__lte=day)

    def for_listing(self) -> Self:
        """All that a listing card shows, in one query."""
        return self.select_related("owner_unit")


class ContentRecord(models.Model):
    """The published face of a page or model: what it is, whose, about what, since when."""

    uuid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    object = GenericForeignKey("content_type", "object_id")
    kind = models.CharField(_("loại nội dung"), max_length=40)
    component = models.CharField(
        _("thành phần"), max_length=20, choices=Component.choices, blank=True
    )
    title = models.CharField(_("tiêu đề"), max_length=1000)
    summary = models.TextField(_("tóm tắt"), blank=True)
    url = models.CharField(_("địa chỉ"), max_length=500)
    owner_unit = models.ForeignKey(
        "departments.Unit",
        verbose_name=_("đơn vị"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="content_records",
    )
    topics = models.ManyToManyField("content.Topic", blank=True, related_name="content_records")
    language = models.CharField(_("ngôn ngữ"), max_length=10, default="vi")
    live = models.BooleanField(_("đang đăng"), default=False)
    published_at = models.DateTimeField(_("đăng lúc"), null=True, blank=True)
    updated_at = models.DateTimeField(_("cập nhật lúc"), null=True, blank=True)
    review_on = models.DateField(_("ngày rà soát"), null=True, blank=True)
    # Written by whoever follows the law: the earliest change that nobody has looked at.
    basis_changed_on = models.DateField(
        _("căn cứ thay đổi từ"), null=True, blank=True, editable=False
    )

    objects = ContentRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("bản ghi nội dung")
        verbose_name_plural = _("bản ghi nội dung")
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "object_id"], name="one_record_per_object"
            )
        ]
        indexes = [
            models.Index(fields=["live", "kind", "-published_at"], name="record_newest"),
            models.Index(fields=["owner_unit", "component"], name="record_board"),
            models.Index(
                fields=["basis_changed_on"],
                name="record_basis_changed",
                condition=Q(basis_changed_on__isnull=False),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return self.url

    @property
    def kind_label(self) -> str:
        """What a reader calls this kind: the name of its tab in search."""
        labels = {source.name: source.label for source in search_sources()}
        return labels.get(self.kind, self.kind)
