"""Materials for those who explain the law, and for everybody who wants it explained."""

from django.core.paginator import Paginator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable
from wagtail.search import index

from content.blocks import ContentBlocks
from content.models import BasePage
from content.models.records import Component
from content.schema import describe

from .filters import MaterialFilter
from .querysets import MaterialPageManager


class MaterialKind(models.Model):
    """What a material is: an outline, a leaflet, a story. Data, because kinds come and go."""

    code = models.SlugField(_("mã"), unique=True)
    name = models.CharField(_("tên"), max_length=120, help_text=_("Ví dụ: Tờ gấp"))
    description = models.CharField(
        _("dùng để làm gì"), max_length=255, blank=True, help_text=_("Một câu ngắn.")
    )
    position = models.PositiveIntegerField(_("thứ tự"), default=0)

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("code")]),
        FieldPanel("description"),
        FieldPanel("position"),
    ]

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("loại tài liệu")
        verbose_name_plural = _("loại tài liệu")

    def __str__(self):
        return self.name


class MaterialIndexPage(BasePage):
    """All materials of the province, narrowed by kind, topic, audience and unit."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["materials.MaterialPage"]
    template = "materials/index.html"

    class Meta:
        verbose_name = _("kho tài liệu")
        verbose_name_plural = _("kho tài liệu")

    def get_context(self, request, *args, **kwargs):
        materials = MaterialPage.objects.filter(locale=self.locale_id).published()
        materials = materials.for_listing().newest()
        filtered = MaterialFilter(request.GET, queryset=materials)
        return {
            **super().get_context(request, *args, **kwargs),
            "filter": filtered,
            "materials": Paginator(filtered.qs, 20).get_page(request.GET.get("page")),
        }


class MaterialPage(BasePage):
    """One material: read here, or downloaded as files."""

    record_kind = "materials"
    usual_component = Component.MATERIALS
    # Introductions to new documents, guides, training for speakers, plans and tables as files.
    fitting_components = (
        Component.DOCUMENTS,
        Component.GUIDANCE,
        Component.COUNCIL,
        Component.MATERIALS,
        Component.STATISTICS,
        Component.OTHER,
    )

    kind = models.ForeignKey(
        MaterialKind,
        verbose_name=_("loại tài liệu"),
        on_delete=models.PROTECT,
        related_name="materials",
    )
    author = models.CharField(_("tác giả, người soạn"), max_length=255, blank=True)
    publisher = models.CharField(_("nơi phát hành"), max_length=255, blank=True)
    page_count = models.PositiveSmallIntegerField(_("số trang"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("thời lượng (phút)"), null=True, blank=True, help_text=_("Xem, nghe, diễn hoặc giảng.")
    )
    body = StreamField(ContentBlocks(), verbose_name=_("nội dung"), blank=True)

    objects = MaterialPageManager()

    parent_page_types = ["materials.MaterialIndexPage", "departments.ComponentPage"]
    subpage_types = []
    template = "materials/page.html"
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("kind"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("author"), FieldPanel("publisher")]),
                FieldRowPanel([FieldPanel("page_count"), FieldPanel("minutes")]),
            ],
            heading=_("Xuất bản"),
        ),
        FieldPanel("body"),
        InlinePanel("files", heading=_("Tệp để tải"), label=_("Tệp")),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
        index.FilterField("kind"),
    ]

    class Meta:
        verbose_name = _("tài liệu")
        verbose_name_plural = _("tài liệu")

    def get_context(self, request, *args, **kwargs):
        url = request.build_absolute_uri(self.get_absolute_url())
        trail = self.trail
        return {
            **super().get_context(request, *args, **kwargs),
            "index_url": self.list_url(trail),
            "trail": trail,
            "files": self.files.select_related("document"),
            "schema": self.structured_data(url),
        }

    def list_url(self, trail: list[tuple[str, str]]) -> str:
        """The list that can be narrowed by kind and audience, also from within a section."""
        if self.place:
            index = MaterialIndexPage.objects.filter(locale=self.locale_id).live().first()
            return index.get_url() or "" if index else ""
        return trail[-1][1] if trail else ""

    @property
    def published_at(self):
        return self.first_published_at

    def structured_data(self, url: str) -> dict:
        """The material as a schema.org LearningResource."""
        return describe(
            self,
            schema_type="LearningResource",
            url=url,
            learningResourceType=self.kind.name,
            numberOfPages=self.page_count,
            timeRequired=f"PT{self.minutes}M" if self.minutes else None,
            inLanguage=self.locale.language_code,
        )


class MaterialFile(Orderable):
    """A file of a material: the same leaflet to print, to edit, to listen to."""

    page = ParentalKey(MaterialPage, on_delete=models.CASCADE, related_name="files")
    document = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name=_("tệp"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    title = models.CharField(
        _("tên hiển thị"),
        max_length=255,
        blank=True,
        help_text=_("Ví dụ: Bản in khổ A4. Để trống thì lấy tên tệp."),
    )

    panels = [FieldPanel("document"), FieldPanel("title")]

    class Meta(Orderable.Meta):
        verbose_name = _("tệp")
        verbose_name_plural = _("tệp")

    def __str__(self):
        return self.title or self.document.title
