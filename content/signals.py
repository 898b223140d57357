"""Wagtail's own signals keep the records true; the portal's apps send no signals to each other."""

from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
    published,
    unpublished,
)

from .models import BasePage, StandardContent
from .records import remove_record, sync_record


def connect() -> None:
    """Listen once, whatever the number of calls."""
    for signal in (page_published, page_unpublished):
        signal.connect(_on_publication, dispatch_uid="content.records")
    for signal in (published, unpublished):
        signal.connect(_on_publication_of_model, dispatch_uid="content.records")
    for signal in (post_page_move, page_slug_changed):
        signal.connect(_on_new_address, dispatch_uid="content.records")
    for signal in (post_save, post_delete):
        signal.connect(
            _on_privacy, sender=PageViewRestriction, dispatch_uid="content.records.privacy"
        )
    # Not before the deletion: Wagtail withdraws a page then, which would write its record again.
    post_delete.connect(_on_delete, dispatch_uid="content.records")


def _has_record(instance) -> bool:
    return isinstance(instance, StandardContent) and bool(instance.record_kind)


def _on_publication(instance, **kwargs):
    if _has_record(instance):
        sync_record(instance)


def _on_publication_of_model(instance, **kwargs):
    # Wagtail sends both kinds of signals for a page.
    if not isinstance(instance, Page):
        _on_publication(instance)


def _on_new_address(instance, **kwargs):
    for page in instance.get_descendants(inclusive=True).specific().iterator():
        if isinstance(page, BasePage) and page.follow_place():
            page.save(update_fields=["owner_unit"], clean=False)
        if _has_record(page) and page.live:
            sync_record(page)


def _on_privacy(instance, origin=None, **kwargs):
    """A page was closed or opened; *origin* is the page itself where that is being deleted."""
    if origin is None or origin is instance:
        _on_new_address(instance.page)


def _on_delete(instance, **kwargs):
    if _has_record(instance):
        remove_record(instance)
