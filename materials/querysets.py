"""Questions about many materials."""

from typing import Self

from wagtail.models import PageManager

from content.querysets import ContentPageQuerySet


class MaterialPageQuerySet(ContentPageQuerySet):
    def for_listing(self) -> Self:
        return super().for_listing().select_related("kind")

    def newest(self) -> Self:
        """Latest publication first; the key breaks ties so that paging is stable."""
        return self.order_by("-first_published_at", "-pk")


MaterialPageManager = PageManager.from_queryset(MaterialPageQuerySet)
