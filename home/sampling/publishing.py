"""Publishes samples on the days that they bear, so that old things look old."""

from content.records import sync_record

from .reading import morning


def publish_on(day: str, parent, page) -> None:
    """Put *page* below *parent* and publish it as of *day*."""
    parent.add_child(instance=page)
    page.save_revision().publish()
    date_back(page, day)


def date_back(item, day: str) -> None:
    """Let the published *item* have been published on *day*."""
    type(item).objects.filter(pk=item.pk).update(last_published_at=morning(day))
    item.refresh_from_db()
    sync_record(item)
