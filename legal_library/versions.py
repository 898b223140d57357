"""Which of a document's texts is shown on a day."""

from collections.abc import Iterable
from datetime import date

from .models import Expression


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


def _rank(text: Expression, language: str) -> tuple:
    return text.language == language, not text.is_partial, text.valid_on or date.min, text.pk
