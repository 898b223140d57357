"""The front page, and plain pages such as “Về cổng này”."""

from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.search import index

from content.blocks import ContentBlocks
from content.models import BasePage
from content.models.records import Component
from content.querysets import ContentPageQuerySet

from ..blocks import LifeSituationBlock
from ..front_page import front_page
from .hotlines import Hotline

ContentPageManager = PageManager.from_queryset(ContentPageQuerySet)


class HomePage(BasePage):
    """The front page: one question, one box, and what is new. Lists fill themselves."""

    question = models.CharField(
        _("câu hỏi lớn"), max_length=120, default="Quy định nào áp dụng cho việc của bạn?"
    )
    lead = models.CharField(
        _("lời dẫn"),
        max_length=255,
        blank=True,
        default="Tìm đến từng điều, khoản. Gõ không dấu, gõ số hiệu hay hỏi cả câu đều được.",
    )
    placeholder = models.CharField(
        _("ví dụ trong ô tìm"),
        max_length=80,
        blank=True,
        default="Ví dụ: ly hon thuan tinh",
    )
    examples = StreamField(
        [("example", blocks.CharBlock(label=_("Câu tìm mẫu"), max_length=60))],
        verbose_name=_("ví dụ bấm được"),
        blank=True,
        help_text=_("Mỗi ví dụ dạy một cách gõ: từ thường, số hiệu, điều của một luật, cả câu."),
    )
    life_situations = StreamField(
        [("situation", LifeSituationBlock())], verbose_name=_("theo việc của bạn"), blank=True
    )

    template = "home/home_page.html"
    parent_page_types = ["wagtailcore.Page"]

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("question"),
                FieldPanel("lead"),
                FieldPanel("placeholder"),
                FieldPanel("examples"),
            ],
            heading=_("Ô tìm kiếm"),
        ),
        FieldPanel("life_situations"),
    ]

    class Meta:
        verbose_name = _("trang chủ")
        verbose_name_plural = _("trang chủ")

    def get_context(self, request, *args, **kwargs):
        today = timezone.localdate()
        return {
            **super().get_context(request, *args, **kwargs),
            "front": front_page(today, get_language()),
            "hotlines": Hotline.objects.valid_on(today),
        }


class InfoPage(BasePage):
    """A page that explains: about the portal, accessibility, how to reach somebody."""

    record_kind = "pages"
    # Pages that stay: who is who in the council, lists of speakers, plans, how to take part.
    fitting_components = (
        Component.GUIDANCE,
        Component.COUNCIL,
        Component.DIALOGUE,
        Component.STATISTICS,
        Component.OTHER,
    )

    body = StreamField(ContentBlocks(), verbose_name=_("nội dung"), blank=True)

    objects = ContentPageManager()

    template = "home/info_page.html"
    parent_page_types = ["home.HomePage", "home.InfoPage", "departments.ComponentPage"]
    subpage_types = ["home.InfoPage"]

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("trang thông tin")
        verbose_name_plural = _("trang thông tin")

    @property
    def place_below(self):
        """A page below a page of a section stands in the same component."""
        return self.place
