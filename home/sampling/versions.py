"""Versions of a sample document: amendments worked into its text, and a translation."""

from collections.abc import Iterator
from datetime import date

from content.references.numbers import number_key
from content.text import compose
from legal_library.amending.consolidating import try_orders
from legal_library.amending.following import follow
from legal_library.models import Expression, LegalDocument
from legal_library.parsing import parse

from .reading import SAMPLES, SOURCE, read


def missing() -> list[dict]:
    """The documents that have one text yet; an editor's own versions stay alone."""
    return [item for item in read("versions") if _document(item).expressions.count() == 1]


def add(items) -> Iterator[None]:
    for item in items:
        document = _document(item)
        follow(
            list(LegalDocument.objects.filter(sources__name=SOURCE).values_list("pk", flat=True))
        )
        for day in item["consolidated"]:
            _consolidate(document, date.fromisoformat(day))
        _translate(document, item["translation"])
        yield


def _document(item: dict) -> LegalDocument:
    return LegalDocument.objects.get(number_key=number_key(item["number"]), sources__name=SOURCE)


def _consolidate(document: LegalDocument, day: date) -> None:
    """As if somebody had ticked all orders of the day, and somebody else had published."""
    orders = list(document.amendments.open().filter(effective_on=day).in_order().with_acts())
    tried = try_orders(document, day, orders)
    done = [key for key, outcome in tried.outcomes.items() if outcome.is_done]
    expression = document.expressions.write(
        document, tried.after, kind=Expression.Kind.CONSOLIDATED, valid_on=day
    )
    document.amendments.record_applied(expression, done)


def _translate(document: LegalDocument, translation: dict) -> None:
    text = (SAMPLES / "documents" / translation["file"]).read_text(encoding="utf-8")
    document.expressions.write(
        document,
        parse(compose(text)),
        kind=Expression.Kind.TRANSLATION,
        language=translation["language"],
        valid_on=date.fromisoformat(translation["valid_on"]),
    )
