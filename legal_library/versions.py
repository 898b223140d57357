"""Which of a document's texts is shown on a day."""

from collections.abc import Iterable
from datetime import date

from .models import Expression

_FORCE = {Expression.Kind.TRANSLATION: -1, Expression.Kind.CONSOLIDATED: 1}


def text_on(
    expressions: Iterable[Expression], day: date, *, language: str = ""
) -> Expression | None:
    """The latest text that had begun by *day*; None when none had.

    An undated text counts as the oldest. Of two of the same date the later one corrects
    the earlier. *language* is preferred, so that a translation never hides the original, and
    a whole text, so that some articles of it never stand for the act.
    """
    begun = [text for text in expressions if text.valid_on is None or text.valid_on <= day]
    return max(begun, key=lambda text: _rank(text, language), default=None)


def current_text(
    expressions: Iterable[Expression], day: date, *, language: str = ""
) -> Expression | None:
    """The text for today's page: where none has begun yet, the first that will."""
    expressions = list(expressions)
    shown = text_on(expressions, day, language=language)
    if shown or not expressions:
        return shown
    first = min(text.valid_on for text in expressions)
    return text_on(expressions, first, language=language)


def versions(expressions: Iterable[Expression], *, language: str) -> list[Expression]:
    """The whole texts that are or were shown in *language*, the oldest first: one for a date."""
    texts = [text for text in expressions if text.language == language and not text.is_partial]
    days = sorted({text.valid_on or date.min for text in texts})
    return [text_on(texts, day, language=language) for day in days]


def _rank(text: Expression, language: str) -> tuple:
    """Of one date a consolidated text says more than the original.

    So a correction of the original never hides what amendments made of it on the same day.
    """
    day, force = text.valid_on or date.min, _FORCE.get(text.kind, 0)
    return text.language == language, not text.is_partial, day, force, text.pk
