"""Questions about many pieces of news."""

from typing import Self

from wagtail.models import PageManager

from content.querysets import ContentPageQuerySet


class NewsPageQuerySet(ContentPageQuerySet):
    def newest(self) -> Self:
        """Latest day first; the key breaks ties so that paging is stable."""
        return self.order_by("-date", "-pk")


NewsPageManager = PageManager.from_queryset(NewsPageQuerySet)
