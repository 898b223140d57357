"""Questions about many pages of standard content, whatever their app."""

from typing import Self

from django.apps import apps
from django.db.models import OuterRef, Subquery
from wagtail.query import PageQuerySet


def basis_changed_on() -> Subquery:
    """Since when the legal basis of the item at hand has changed, from its record."""
    records = apps.get_model("content", "ContentRecord").objects.filter(uuid=OuterRef("uuid"))
    return Subquery(records.values("basis_changed_on"))


class ContentPageQuerySet(PageQuerySet):
    def published(self) -> Self:
        """What everybody may read: published, and not behind a password or login."""
        return self.live().public()

    def for_listing(self) -> Self:
        """All that a listing card shows, in one query and without the texts."""
        found = self.select_related("owner_unit").defer("body", "legal_bases")
        return found.annotate(basis_changed_on=basis_changed_on())
