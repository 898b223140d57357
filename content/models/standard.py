"""Metadata that all editorial content has, whether a page or a plain model."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from ..blocks import LegalBasisBlock
from .records import Component


class Licence(models.TextChoices):
    """Under which terms others may use the content."""

    STATE = "state", _("Văn bản nhà nước, không thuộc phạm vi bảo hộ quyền tác giả")
    OPEN = "cc-by-4.0", _("Được dùng lại, ghi nguồn (CC BY 4.0)")
    NON_COMMERCIAL = "cc-by-nc-4.0", _("Được dùng lại phi thương mại, ghi nguồn (CC BY-NC 4.0)")
    RESERVED = "reserved", _("Giữ bản quyền")


class StandardContent(models.Model):
    """The standard structure: identity, summary, topics, owner, sources, review, provenance."""

    record_kind = ""
    record_component = Component.OTHER

    uuid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    summary = models.TextField(
        _("tóm tắt"),
        max_length=500,
        blank=True,
        help_text=_("Một hai câu, hiện trong danh sách và kết quả tìm kiếm."),
    )
    topics = ParentalManyToManyField(
        "content.Topic", verbose_name=_("chủ đề"), blank=True, related_name="+"
    )
    audiences = ParentalManyToManyField(
        "content.Audience", verbose_name=_("đối tượng"), blank=True, related_name="+"
    )
    owner_unit = models.ForeignKey(
        "departments.Unit",
        verbose_name=_("đơn vị phụ trách"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    source_credit = models.CharField(_("nguồn"), max_length=255, blank=True)
    source_url = models.URLField(_("địa chỉ nguồn"), max_length=500, blank=True)
    licence = models.CharField(
        _("giấy phép sử dụng"), max_length=20, choices=Licence.choices, default=Licence.OPEN
    )
    legal_bases = StreamField(
        [("basis", LegalBasisBlock())],
        verbose_name=_("căn cứ pháp lý"),
        blank=True,
        help_text=_("Các quy định mà nội dung này dựa vào."),
    )
    review_on = models.DateField(
        _("ngày rà soát lại"),
        null=True,
        blank=True,
        help_text=_("Đến ngày này, đơn vị phụ trách xem nội dung còn đúng không."),
    )
    origin_portal = models.CharField(_("cổng gốc"), max_length=255, blank=True, editable=False)
    origin_uuid = models.UUIDField(_("mã tại cổng gốc"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    standard_panels = [
        MultiFieldPanel(
            [
                FieldPanel("owner_unit"),
                FieldPanel("topics"),
                FieldPanel("audiences"),
                FieldPanel("legal_bases"),
            ],
            heading=_("Thuộc về"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("source_credit"),
                FieldPanel("source_url"),
                FieldPanel("licence"),
                FieldPanel("review_on"),
            ],
            heading=_("Nguồn và rà soát"),
            classname="collapsed",
        ),
    ]
