"""A unit's section: its front page and the eight standard components below it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable

from content.links import LinkBlock
from content.models import BasePage
from content.models.records import Component

from .units import Unit


class DepartmentIndexPage(BasePage):
    """The place in the tree where all sections stand side by side, at /don-vi/."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["departments.DepartmentPage"]
    max_count = 1

    class Meta:
        verbose_name = _("danh bạ đơn vị")
        verbose_name_plural = _("danh bạ đơn vị")


class DepartmentPage(BasePage):
    """A unit's section (chuyên trang), at /don-vi/<code>/."""

    unit = models.OneToOneField(
        Unit,
        verbose_name=_("đơn vị"),
        # Empty in translations: the unit of a page in any language is its `owner_unit`.
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="section",
    )
    collection = models.OneToOneField(
        "wagtailcore.Collection",
        verbose_name=_("thư mục ảnh và tệp"),
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="section",
    )
    introduction = models.TextField(
        _("giới thiệu"),
        blank=True,
        max_length=2000,
        help_text=_("Chức năng, nhiệm vụ, giờ tiếp dân. Một vài đoạn ngắn."),
    )
    links = StreamField([("link", LinkBlock())], verbose_name=_("liên kết"), blank=True)

    parent_page_types = ["departments.DepartmentIndexPage"]
    subpage_types = ["departments.ComponentPage"]
    template = "departments/section.html"
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("introduction"),
        InlinePanel("officers", heading=_("Cán bộ phụ trách"), label=_("Cán bộ"), max_num=20),
        FieldPanel("links"),
    ]

    class Meta:
        verbose_name = _("chuyên trang đơn vị")
        verbose_name_plural = _("chuyên trang đơn vị")


class Officer(Orderable):
    """Whom a citizen may ask in the unit."""

    page = ParentalKey(DepartmentPage, on_delete=models.CASCADE, related_name="officers")
    name = models.CharField(_("họ tên"), max_length=120)
    title = models.CharField(_("chức vụ, việc phụ trách"), max_length=255, blank=True)
    phone = models.CharField(_("điện thoại"), max_length=60, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("title")]),
        FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("cán bộ phụ trách")
        verbose_name_plural = _("cán bộ phụ trách")

    def __str__(self):
        return self.name


class ComponentPage(BasePage):
    """One of the eight standard components of a section: what the unit has published in it."""

    component = models.CharField(_("thành phần"), max_length=20, choices=Component.choices)
    stale_after_days = models.PositiveSmallIntegerField(
        _("coi là cũ sau (ngày)"),
        null=True,
        blank=True,
        help_text=_("Để trống thì theo mức chung của tỉnh."),
    )

    parent_page_types = ["departments.DepartmentPage"]
    template = "departments/component.html"
    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [FieldPanel("component", read_only=True), FieldPanel("stale_after_days")],
            heading=_("Thành phần chuẩn"),
        ),
    ]

    class Meta:
        verbose_name = _("thành phần của chuyên trang")
        verbose_name_plural = _("thành phần của chuyên trang")
