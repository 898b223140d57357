"""When bases are kept and marked: what is published, what happens to the law, and each night.

The work is a task of its own for each item and each document, once its transaction is done. A
task that was lost does no harm: `mark_stale` of the night derives the same marks again.
"""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django_tasks import task

from content.models import ContentRecord
from content.registration import on_change

from ..models import LegalBasis, ValidityEvent
from .bases import keep_bases, with_bases
from .marking import mark_documents

_STEP = 50  # items that one task keeps


@task()
def mark_document(pk: int) -> int:
    """Mark everything that rests on the document."""
    return mark_documents([pk])


@task()
def keep_records(uuids: list[str]) -> int:
    """Keep the bases of some items in step with what they state and cite."""
    return keep_bases([UUID(uuid) for uuid in uuids])


def follow_documents(pks: Iterable[int]) -> None:
    """Mark what rests on the documents, when the transaction at hand is done."""
    wanted = set(pks)
    if wanted:
        transaction.on_commit(lambda: _enqueue_documents(wanted), robust=True)


def follow_records(uuids: Iterable[UUID]) -> None:
    """Keep the bases of the records, when the transaction at hand is done."""
    wanted = sorted(map(str, with_bases(uuids)))
    if wanted:
        transaction.on_commit(lambda: _enqueue_records(wanted), robust=True)


def connect() -> None:
    """Listen once, whatever the number of calls."""
    on_change(_on_change)
    for signal in (post_save, post_delete):
        signal.connect(_on_event, sender=ValidityEvent, dispatch_uid="legal_library.impact")


def _enqueue_documents(pks: set[int]) -> None:
    resting = LegalBasis.objects.filter(document__in=pks).order_by("document")
    for pk in resting.values_list("document", flat=True).distinct():
        mark_document.enqueue(pk)


def _enqueue_records(uuids: list[str]) -> None:
    for start in range(0, len(uuids), _STEP):
        keep_records.enqueue(uuids[start : start + _STEP])


def _on_event(instance: ValidityEvent, **kwargs) -> None:
    # That an act begins changes nothing of what was written about it.
    if instance.kind != ValidityEvent.Kind.TAKES_EFFECT:
        follow_documents([instance.document_id])


def _on_change(source_name: str, primary_keys: Sequence[int]) -> None:
    """Something was published, changed, withdrawn or deleted; its record says which."""
    follow_records(
        ContentRecord.objects.filter(kind=source_name, object_id__in=primary_keys).values_list(
            "pk", flat=True
        )
    )
