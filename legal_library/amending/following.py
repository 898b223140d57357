"""When an act is published or arrives: its orders are read, those that wait for it led to it."""

import logging
from collections.abc import Sequence

from django.db import transaction
from django_tasks import task

from content.registration import on_change

from ..models import LegalDocument
from .storing import OrderStore, Stored, lead_to

logger = logging.getLogger(__name__)


def connect() -> None:
    on_change(_on_change)


@task()
def read_orders(keys: list[int]) -> None:
    """Read what the documents *keys* order, after one of them has changed."""
    follow(keys)


def follow(keys: Sequence[int]) -> Stored:
    """`read_orders`, here and now; what was done."""
    store, total = OrderStore(), Stored()
    for document in LegalDocument.objects.filter(pk__in=keys).defer("draft_text", "draft_tree"):
        lead_to(document)
        if document.live:
            total += store.store(document)
    return total


def _on_change(kind: str, keys: Sequence[int]) -> None:
    if kind == LegalDocument.record_kind:
        keys = list(keys)
        transaction.on_commit(lambda: _hand_over(keys), robust=True)


def _hand_over(keys: list[int]) -> None:
    try:
        read_orders.enqueue(keys)
    except Exception:
        # Whoever published something does not suffer for it; `read_amendments` catches up.
        logger.exception("orders of documents %s not read", keys[:10])
