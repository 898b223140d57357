"""A unit's section: its front page and the eight standard components below it."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page, PageManager, PageViewRestriction
from wagtail.query import PageQuerySet
from wagtail.url_routing import RouteResult

from content.links import LinkBlock
from content.models import BasePage, ContentRecord
from content.models.records import Component
from content.registration import Place
from content.text import dialled

from ..feeds import atom_feed
from ..filters import RecordFilter
from .board import ComponentTally
from .units import Unit

NEWEST = 4  # items of each component on the front page of a section
PER_PAGE = 20
FEED_LENGTH = 30
ATOM, ARCHIVE = "atom", "luu-tru"  # addresses below a section that are no pages


class DepartmentIndexPage(BasePage):
    """The place in the tree where all sections stand side by side, at /don-vi/."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["departments.DepartmentPage"]
    is_creatable = False  # made with the first section

    class Meta:
        verbose_name = _("danh bạ đơn vị")
        verbose_name_plural = _("danh bạ đơn vị")

    def route(self, request, path_components):
        if not path_components:
            return super().route(request, path_components)
        code, *rest = path_components
        sections = DepartmentPage.objects.child_of(self).select_related("owner_unit")
        section = sections.filter(slug=code).first()
        if section:
            section._cached_parent_obj = self
            return section.route(request, rest)
        if rest:
            return super().route(request, path_components)
        # A unit without a section, or an old code: see departments.wagtail_hooks.
        return RouteResult(self, kwargs={"unit_code": code})


class SectionPart(BasePage):
    """What sections are made of."""

    class Meta:
        abstract = True

    def can_move_to(self, parent):
        # Every section has the same structure, and its unit's code as its address.
        return parent.pk == self.get_parent().pk and super().can_move_to(parent)

    def get_view_restrictions(self):
        """Its own and those of the pages above; none of them is an alias, so one query will do."""
        steps = range(self.steplen, len(self.path) + 1, self.steplen)
        return PageViewRestriction.objects.filter(
            page__path__in=[self.path[:step] for step in steps]
        )


class DepartmentPage(SectionPart):
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
    is_creatable = False  # made whole by departments.provisioning
    exclude_fields_in_copy = [*BasePage.exclude_fields_in_copy, "unit", "collection"]
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

    def full_clean(self, *args, **kwargs):
        if self.unit_id:
            self.slug = self.unit.code
        super().full_clean(*args, **kwargs)

    def follow_place(self) -> bool:
        before = self.owner_unit_id
        self.owner_unit_id = self.unit_id or before
        return self.owner_unit_id != before

    @property
    def place_below(self) -> Place:
        return Place(self.owner_unit_id, "")

    @property
    def is_closed(self) -> bool:
        """Whether the unit has ended; what it published stays to be read."""
        return bool(self.owner_unit and not self.owner_unit.exists_on(timezone.localdate()))

    @property
    def successors(self):
        """The units that took over from one that has ended."""
        return self.owner_unit.successors.in_dictionary_order() if self.is_closed else ()

    def route(self, request, path_components):
        if self.live and path_components == [ATOM]:
            return RouteResult(self, kwargs={"feed": True})
        if self.live and path_components == [ARCHIVE] and self.is_closed:
            return RouteResult(self, kwargs={"archive": True})
        if path_components:
            slug, *rest = path_components
            component = ComponentPage.objects.child_of(self).filter(slug=slug).first()
            if component:
                component._cached_parent_obj = self
                return component.route(request, rest)
        return super().route(request, path_components)

    def serve(self, request, feed=False, archive=False):
        if feed:
            return atom_feed(request, self, self.records().newest()[:FEED_LENGTH])
        return super().serve(request)

    def get_context(self, request, *args, **kwargs):
        component_pages, former = self.pages_beside()
        components = self.shown_components(component_pages)
        return {
            **super().get_context(request, *args, **kwargs),
            "unit": self.owner_unit,
            "trail": [(self.get_parent().title, self.get_parent().url)],
            "components": components,
            "section_nav": [(item.title, item.url, item.total) for item in components],
            "officers": self.officers.all(),
            "former_sections": [
                (page.title, f"{page.get_url() or ''}{ARCHIVE}/") for page in former
            ],
            "successors": self.successors,
        }

    def records(self):
        """What the unit has published in the language that is read."""
        return ContentRecord.objects.live().filter(
            owner_unit=self.owner_unit_id, language=get_language()
        )

    def pages_beside(self) -> tuple[list[Page], list[Page]]:
        """The pages of the components, and the sections of the units before this one.

        One query for both, because the front page of a section is asked for most.
        """
        former = DepartmentPage.objects.filter(
            unit__succeeded_by__successor=self.owner_unit_id
        ).exclude(pk=self.pk)
        below = Q(depth=self.depth + 1, path__startswith=self.path)
        pages = Page.objects.live().filter(below | Q(pk__in=former.order_by().values("pk")))
        pages = list(pages.annotate(component=F("componentpage__component")))
        return (
            [page for page in pages if page.component],
            [page for page in pages if not page.component],
        )

    def shown_components(self, pages: list[Page]) -> list["ShownComponent"]:
        """The components among *pages* that have something to read, in the standard order."""
        by_component: dict[str, list[ContentRecord]] = {}
        for record in self.records().newest_of_each("component", NEWEST):
            by_component.setdefault(record.component, []).append(record)
        page_of = {page.component: page for page in pages}
        base = self.get_url() or ""
        return [
            ShownComponent(
                title=page_of[component].title,
                slug=page_of[component].slug,
                url=f"{base}{page_of[component].slug}/",
                records=by_component[component],
                total=by_component[component][0].total,
            )
            for component in Component.values
            if component in page_of and component in by_component
        ]


@dataclass(frozen=True, slots=True)
class ShownComponent:
    """A component with something to read, on the front page of its section."""

    title: str
    slug: str
    url: str
    records: list[ContentRecord]
    total: int


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

    @property
    def phone_digits(self) -> str:
        return dialled(self.phone)


class ComponentPageQuerySet(PageQuerySet):
    def filled(self):
        """Components in which the unit has something to read."""
        return self.filter(Exists(self._tallies()))

    def empty(self):
        """Components that citizens are not shown."""
        return self.filter(~Exists(self._tallies()))

    def _tallies(self):
        return ComponentTally.objects.filter(
            unit=OuterRef("owner_unit"), component=OuterRef("component"), live_count__gt=0
        )


class ComponentPage(SectionPart):
    """One of the eight standard components of a section: what the unit has published in it."""

    component = models.CharField(_("thành phần"), max_length=20, choices=Component.choices)
    stale_after_days = models.PositiveSmallIntegerField(
        _("coi là cũ sau (ngày)"),
        null=True,
        blank=True,
        help_text=_("Để trống thì theo mức chung của tỉnh."),
    )

    objects = PageManager.from_queryset(ComponentPageQuerySet)()

    parent_page_types = ["departments.DepartmentPage"]
    is_creatable = False  # made with the section
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

    @property
    def place_below(self) -> Place:
        return Place(self.owner_unit_id, self.component)

    @classmethod
    def fits_below(cls, parent) -> bool:
        return True

    @cached_property
    def section(self) -> DepartmentPage:
        return self.get_parent().specific

    def route(self, request, path_components):
        if self.live and path_components == [ATOM]:
            return RouteResult(self, kwargs={"feed": True})
        return super().route(request, path_components)

    def serve(self, request, feed=False):
        records = self.records().newest()
        if feed:
            return atom_feed(request, self, records[:FEED_LENGTH])
        # A component without content is hidden: an old link leads to the section.
        if not records.exists():
            return redirect(self.section.get_url())
        return super().serve(request)

    def get_context(self, request, *args, **kwargs):
        records = self.records().newest()
        filtered = RecordFilter(request.GET, queryset=records)
        return {
            **super().get_context(request, *args, **kwargs),
            "unit": self.section.owner_unit,
            "section": self.section,
            "section_url": self.section.get_url(),
            "trail": self.trail,
            "section_nav": [(page.title, page.get_url(), "") for page in self.shown_siblings()],
            "successors": self.section.successors,
            "filter": filtered,
            "records": Paginator(filtered.qs, PER_PAGE).get_page(request.GET.get("page")),
        }

    def records(self):
        """What the unit has published in this component."""
        return self.section.records().filter(component=self.component)

    def shown_siblings(self) -> list["ComponentPage"]:
        """The components of the section that citizens are shown, this one too."""
        pages = ComponentPage.objects.sibling_of(self).live().filled().defer_streamfields()
        order = {component: position for position, component in enumerate(Component.values)}
        return sorted(pages, key=lambda page: order.get(page.component, len(order)))
