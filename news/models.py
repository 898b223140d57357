"""News and activity of the province's bodies."""

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from content.blocks import ContentBlocks
from content.models import BasePage
from content.models.records import Component
from content.schema import describe

from .filters import NewsFilter
from .querysets import NewsPageManager


class NewsIndexPage(BasePage):
    """The list of news of the whole province, newest first, wherever it was published."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["news.NewsPage"]
    template = "news/index.html"

    class Meta:
        verbose_name = _("danh sách tin")
        verbose_name_plural = _("danh sách tin")

    def get_context(self, request, *args, **kwargs):
        news = NewsPage.objects.filter(locale=self.locale_id).published().for_listing().newest()
        filtered = NewsFilter(request.GET, queryset=news)
        return {
            **super().get_context(request, *args, **kwargs),
            "filter": filtered,
            "news": Paginator(filtered.qs, 20).get_page(request.GET.get("page")),
        }


class NewsPage(BasePage):
    """One piece of news."""

    record_kind = "news"
    # Answers and online materials have kinds of their own.
    fitting_components = (
        Component.DOCUMENTS,
        Component.GUIDANCE,
        Component.COUNCIL,
        Component.DIALOGUE,
        Component.STATISTICS,
        Component.OTHER,
    )

    date = models.DateField(_("ngày"), default=timezone.localdate, db_index=True)
    author = models.CharField(_("người viết"), max_length=120, blank=True)
    lead_image = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("ảnh đầu bài"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    lead_image_alt = models.CharField(
        _("mô tả ảnh"),
        max_length=255,
        blank=True,
        help_text=_("Nói điều người xem thấy trong ảnh, cho người không nhìn được."),
    )
    lead_image_caption = models.CharField(_("chú thích ảnh"), max_length=255, blank=True)
    body = StreamField(ContentBlocks(), verbose_name=_("nội dung"), blank=True)

    objects = NewsPageManager()

    parent_page_types = ["news.NewsIndexPage", "departments.ComponentPage"]
    subpage_types = []
    template = "news/page.html"
    content_panels = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("date"), FieldPanel("author")]),
        MultiFieldPanel(
            [
                FieldPanel("lead_image"),
                FieldPanel("lead_image_alt"),
                FieldPanel("lead_image_caption"),
            ],
            heading=_("Ảnh đầu bài"),
        ),
        FieldPanel("body"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("tin")
        verbose_name_plural = _("tin")

    def clean(self):
        super().clean()
        if self.lead_image and not self.lead_image_alt:
            raise ValidationError(
                {"lead_image_alt": _("Hãy mô tả ảnh, để người không nhìn được cũng biết.")}
            )

    def get_context(self, request, *args, **kwargs):
        url = request.build_absolute_uri(self.get_absolute_url())
        trail = self.trail
        return {
            **super().get_context(request, *args, **kwargs),
            "index_url": trail[-1][1] if trail else "",
            "trail": trail,
            "schema": self.structured_data(url),
        }

    @property
    def published_at(self):
        """The day that a list shows: the one the editor gave, whenever it was typed in."""
        return self.date

    def structured_data(self, url: str) -> dict:
        """The news as a schema.org NewsArticle."""
        author = {"@type": "Person", "name": self.author} if self.author else None
        return describe(
            self,
            schema_type="NewsArticle",
            url=url,
            headline=self.title,
            datePublished=self.date,
            author=author,
            inLanguage=self.locale.language_code,
        )
