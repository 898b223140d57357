"""Questions about many pages of standard content, whatever their app."""

from typing import Self

from wagtail.query import PageQuerySet


class ContentPageQuerySet(PageQuerySet):
    def published(self) -> Self:
        """What everybody may read: published, and not behind a password or login."""
        return self.live().public()

    def for_listing(self) -> Self:
        """All that a listing card shows, in one query and without the texts."""
        return self.select_related("owner_unit").defer("body", "legal_bases")
