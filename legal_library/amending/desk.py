"""What an editor sees of a document's orders: by day, each tried on the text of that day."""

from dataclasses import dataclass
from datetime import date

from ..addresses import place_name
from ..models import AmendmentInstruction, Expression, LegalDocument
from ..word_changes import Piece, word_changes
from .applying import Outcome
from .consolidating import Tried, draft_in_work, try_orders

_MOST_COMPARED = 80  # orders of one day whose words are compared, more are shown side by side
_LONGEST = 6000  # characters of one side that are shown


@dataclass(frozen=True, slots=True)
class Row:
    """One order and what it makes of the provision; `number` is its place in the day."""

    number: int
    item: AmendmentInstruction
    outcome: Outcome
    pieces: tuple[Piece, ...]
    is_chosen: bool

    @property
    def place(self) -> str:
        return place_name(self.outcome.eid or self.item.target_eid)

    @property
    def source_place(self) -> str:
        return place_name(self.item.amending_eid)

    @property
    def before(self) -> list[Piece]:
        return [piece for piece in self.pieces if piece[0] != "+"]

    @property
    def after(self) -> list[Piece]:
        return [piece for piece in self.pieces if piece[0] != "-"]


@dataclass(frozen=True, slots=True)
class Day:
    """The open orders of one day, and the text that they change."""

    day: date | None
    rows: list[Row]
    base: Expression | None
    is_in_draft: bool
    has_later_text: bool


def days_of(document: LegalDocument) -> list[Day]:
    """The open orders of public acts about *document*, by the day of their effect."""
    orders = list(document.amendments.open().of_public_acts().in_order().with_acts())
    text = draft_in_work(document)
    latest = document.expressions.filter(language=document.language).exclude(
        kind=Expression.Kind.TRANSLATION
    )
    latest = latest.order_by("-valid_on").values_list("valid_on", flat=True).first()
    by_day: dict[date | None, list[AmendmentInstruction]] = {}
    for item in orders:
        by_day.setdefault(item.effective_on, []).append(item)
    found = []
    for day, items in by_day.items():
        tried = try_orders(document, day, items)
        in_draft = bool(text and text.valid_on == day)
        chosen = set(text.instructions) if in_draft else None
        rows = [
            _row(number, item, tried, chosen, compares=len(items) <= _MOST_COMPARED)
            for number, item in enumerate(items, start=1)
        ]
        later = bool(day and latest and latest > day)
        found.append(Day(day, rows, tried.base if tried else None, in_draft, later))
    return found


def _row(number, item, tried: Tried | None, chosen: set[int] | None, *, compares: bool) -> Row:
    outcome = tried.outcomes[item.pk] if tried else Outcome(item.pk, reason=NO_TEXT)
    before, after = _short(outcome.before), _short(outcome.after)
    if compares:
        pieces = word_changes(before, after)
    else:
        pieces = [(sign, words) for sign, words in (("-", before), ("+", after)) if words]
    is_chosen = outcome.is_done if chosen is None else item.pk in chosen
    return Row(number, item, outcome, tuple(pieces), is_chosen)


NO_TEXT = "Tủ sách chưa có toàn văn của văn bản này, nên chưa áp dụng được."


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
