"""What a unit decides on content whose basis changed: it is still right, or it goes.

What a person decides on is what they saw: a basis that changed once more since, or that somebody
else has dealt with, is left as it is and told.
"""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from audit.models import Action
from audit.recording import record as log
from content.models import ContentRecord
from departments.policies import governing
from departments.rights import Area, may

from ..models import LegalBasis
from .marking import mark, tell_records


def may_confirm(user, record: ContentRecord) -> bool:
    return may(user, Area.CONTENT, "change", record.owner_unit_id)


def may_withdraw(user, record: ContentRecord) -> bool:
    """Whether the item's own rights let *user* take it down."""
    item = record.object
    if item is None or not item.live:
        return False
    if isinstance(item, Page):
        return item.permissions_for_user(user).can_unpublish()
    policy = governing(type(item))
    return bool(policy) and policy.user_has_permission_for_instance(user, "publish", item)


@transaction.atomic
def confirm(record: ContentRecord, seen: Mapping[int, int], *, by, note: str) -> int:
    """The bases in *seen*, each with the event that was looked at, are right as of today; how many.

    The day of the basis moves to today, so that only what changes later asks again.
    """
    now, today = timezone.now(), timezone.localdate()
    stale = LegalBasis.objects.select_for_update().filter(record=record, pk__in=seen)
    confirmed = [basis for basis in stale if basis.stale_event_id == seen[basis.pk]]
    for basis in confirmed:
        basis.as_of, basis.stale_event, basis.stale_since, basis.flagged_at = (
            today,
            None,
            None,
            None,
        )
        basis.confirmed_at, basis.confirmed_by, basis.note = now, by, note[:500]
    fields = ("as_of", "stale_event", "stale_since", "flagged_at")
    LegalBasis.objects.bulk_update(confirmed, [*fields, "confirmed_at", "confirmed_by", "note"])
    mark(LegalBasis.objects.filter(pk__in=[basis.pk for basis in confirmed]))
    tell_records([record.pk])
    if confirmed:
        log(
            Action.CHANGED,
            actor=by,
            instance=record.object or record,
            what="basis_confirmed",
            bases=[basis.citation[:200] for basis in confirmed][:20],
            reason=note[:500],
        )
    return len(confirmed)


def confirm_many(seen: Iterable[tuple[ContentRecord, Mapping[int, int]]], *, by, note: str) -> int:
    """`confirm` of several items; how many items had something to confirm."""
    return sum(bool(confirm(record, bases, by=by, note=note)) for record, bases in seen)


@transaction.atomic
def withdraw(record: ContentRecord, *, by, note: str) -> bool:
    """Take the item down; False when it is no longer public. Its draft stays with its unit."""
    item = record.object
    if item is None or not type(item)._default_manager.filter(pk=item.pk, live=True).exists():
        return False
    item.unpublish(user=by)
    log(Action.CHANGED, actor=by, instance=item, what="basis_withdrawn", reason=note[:500])
    return True
