"""Keeps `ContentRecord` true to the pages and models it stands for, and tells the listeners."""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Page

from .models import ContentRecord
from .registration import Place, announce_change, announce_place_change


@transaction.atomic
def sync_record(item) -> ContentRecord:
    """Write the record of *item* (anything with `record_kind`) and announce the change.

    An item that is no longer live keeps its record, so that its history can be asked for.
    """
    places = _places(item)
    fields = _fields(item)
    record, _created = ContentRecord.objects.update_or_create(uuid=item.uuid, defaults=fields)
    record.topics.set(item.topics.all())
    announce_change(item.record_kind, item.pk)
    announce_place_change(places | _places(item))
    return record


def new_records(items: Iterable) -> list[ContentRecord]:
    """Write the records of *items* of one kind that have none yet, for imports of thousands.

    Their topics and the announcement are the caller's.
    """
    records = [ContentRecord(uuid=item.uuid, **_fields(item)) for item in items]
    return ContentRecord.objects.bulk_create(records, batch_size=500)


@transaction.atomic
def remove_record(item) -> None:
    """Forget *item*, which has been deleted, and announce it."""
    places = _places(item)
    ContentRecord.objects.filter(uuid=item.uuid).delete()
    announce_change(item.record_kind, item.pk)
    announce_place_change(places)


def _fields(item) -> dict:
    language = _language(item)
    # An editor's own language decides nothing about where readers find the item.
    with override(language):
        url = item.get_absolute_url()
    return {
        "content_type": ContentType.objects.get_for_model(item),
        "object_id": item.pk,
        "kind": item.record_kind,
        "component": item.record_component,
        "title": str(item.title)[:1000],
        "summary": item.summary,
        "url": url,
        "owner_unit_id": item.owner_unit_id,
        "language": language,
        "live": item.live and not _is_private(item),
        "published_at": item.first_published_at or timezone.now(),
        "updated_at": item.last_published_at or timezone.now(),
        "review_on": item.review_on,
    }


def _places(item) -> set[Place]:
    """Where the record of *item* counts now: in one place, or nowhere without a unit."""
    records = ContentRecord.objects.filter(uuid=item.uuid, owner_unit__isnull=False)
    return {Place(*row) for row in records.values_list("owner_unit_id", "component")}


def _is_private(item) -> bool:
    """A page behind a password or login, its own or that of a page above it."""
    return isinstance(item, Page) and item.get_view_restrictions().exists()


def _language(item) -> str:
    locale = getattr(item, "locale", None)
    return locale.language_code if locale else getattr(item, "language", "vi")
