"""Definitions kept with the document whose current text gives them."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from content.registration import on_change

from ..models import Definition, Expression, LegalDocument, Provision
from ..structure import Zone, unflatten
from ..versions import current_text
from .reading import Definition as Read
from .reading import of_text

logger = logging.getLogger(__name__)
DOCUMENTS = LegalDocument.record_kind
_LONGEST = {"term": 255, "abbreviation": 120, "eid": 255}


@dataclass(slots=True)
class Kept:
    """What was done: documents whose definitions were written anew, and how many these are."""

    documents: int = 0
    definitions: int = 0


def connect() -> None:
    """Read the definitions again whenever a document is published, changed or withdrawn."""
    on_change(_on_change)


def keep(keys: Iterable[int]) -> Kept:
    """Make the definitions of the documents *keys* those of their current texts.

    A document that is not public has none. What is true already is not written again.
    """
    kept = Kept()
    for key in keys:
        with transaction.atomic():
            document = LegalDocument.objects.filter(pk=key).only("pk", "live", "language").first()
            if document is None:
                continue
            text = _current(document) if document.live else None
            wanted = [_as_fields(found) for found in read(text)] if text else []
            stored = Definition.objects.filter(document=document)
            if _same(stored, text, wanted):
                continue
            stored.delete()
            Definition.objects.bulk_create(
                Definition.of(text, position, **fields) for position, fields in enumerate(wanted)
            )
            kept.documents += 1
            kept.definitions += len(wanted)
    return kept


@task()
def keep_again(keys: list[int]) -> None:
    """`keep`, in the worker."""
    keep(keys)


def read(text: Expression) -> list[Read]:
    """What the articles of *text* define; only articles that may are read from the database."""
    articles = list(
        text.provisions.articles()
        .filter(zone=Zone.MAIN)
        .order_by("position")
        .only("expression_id", "position", "last_position", "heading", "text", "eid", "kind")
    )
    about_words = [article for article in articles if _may_define(article)]
    found = []
    for article in about_words:
        found += of_text(unflatten(Provision.objects.within(article)))
    return found


def _may_define(article: Provision) -> bool:
    words = f"{article.heading} {article.text[:400]}".lower()
    return any(sign in words for sign in ("giải", "hiểu"))


def _current(document: LegalDocument) -> Expression | None:
    texts = document.expressions.without_text()
    return current_text(texts, timezone.localdate(), language=document.language)


def _as_fields(found: Read) -> dict[str, str]:
    fields = {
        "term": found.term,
        "abbreviation": found.abbreviation,
        "text": found.text,
        "eid": found.eid,
    }
    return {name: value[: _LONGEST.get(name)] for name, value in fields.items()}


def _same(stored, text: Expression | None, wanted: list[dict]) -> bool:
    rows = list(
        stored.order_by("position").values("expression", "term", "abbreviation", "text", "eid")
    )
    return rows == [fields | {"expression": text.pk} for fields in wanted] if text else not rows


def _on_change(kind: str, keys: Sequence[int]) -> None:
    if kind == DOCUMENTS:
        keys = list(keys)
        # The text is written after the announcement, in the same transaction.
        transaction.on_commit(lambda: _hand_over(keys), robust=True)


def _hand_over(keys: list[int]) -> None:
    try:
        keep_again.enqueue(keys)
    except Exception:
        # Whoever published something does not suffer for it; `keep_definitions` catches up.
        logger.exception("definitions of %s not read", keys[:10])
