"""All public addresses, for crawlers: pages, and the published things that are not pages."""

from django.contrib.contenttypes.models import ContentType
from django.contrib.sitemaps import Sitemap
from django.utils import timezone
from wagtail.contrib.sitemaps import Sitemap as WagtailSitemap
from wagtail.models import get_page_models

from content.models import ContentRecord
from departments.models import ComponentPage, DepartmentPage


class PageSitemap(WagtailSitemap):
    """All public pages, without the components that have nothing to read."""

    def items(self):
        today = timezone.localdate()
        ended = DepartmentPage.objects.filter(owner_unit__valid_to__lte=today)
        return (
            super()
            .items()
            .exclude(pk__in=ComponentPage.objects.empty().values("pk"))
            .exclude(pk__in=ended.values("pk"))
        )


class RecordSitemap(Sitemap):
    """Legal documents, answered questions and whatever else is published but not a page."""

    limit = 10_000

    def items(self):
        pages = ContentType.objects.get_for_models(*get_page_models()).values()
        return (
            ContentRecord.objects.live()
            .exclude(content_type__in=pages)
            .order_by("pk")
            .only("url", "updated_at")
        )

    def lastmod(self, record):
        return record.updated_at


SITEMAPS = {"trang": PageSitemap, "noi-dung": RecordSitemap}
