"""From orders that an editor has ticked to the draft of the next consolidated text, and back.

The draft is a function of the text before, the orders and their order: chosen again, it is made
again from the published text. It becomes public as every draft does, by somebody else.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from audit.models import Action as Logged
from audit.recording import record

from ..addresses import place_name
from ..models import AmendmentInstruction, Expression, LegalDocument
from ..models.expressions import TextOfDraft, as_draft_of, text_of_draft, tree_digest
from ..parsing import ParsedDocument, from_json, to_json
from ..parsing.tree import node_from_json
from ..structure import reassemble
from ..versions import current_text
from .applying import Order, Outcome, apply
from .model import Action

_DONE = {
    Action.REPLACE: "được sửa đổi, bổ sung",
    Action.INSERT: "được bổ sung",
    Action.REPEAL: "được bãi bỏ",
    Action.REPLACE_WORDS: "được thay cụm từ",
    Action.REMOVE_WORDS: "được bỏ cụm từ",
}


class CannotDraft(Exception):
    """Why no draft was made; `why` is one of the values below."""

    NO_TEXT, LOCKED, WRITTEN_ON, NOTHING = "no_text", "locked", "written_on", "nothing"

    def __init__(self, why: str):
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Tried:
    """What a text becomes with some orders, and what becomes of each."""

    base: Expression
    after: ParsedDocument
    outcomes: dict[int, Outcome]  # by the order's primary key


def base_text(document: LegalDocument, day: date | None) -> Expression | None:
    """The text that the orders of *day* change: the one shown on that day, without them."""
    texts = document.expressions.without_text().filter(language=document.language)
    texts = texts.exclude(kind=Expression.Kind.TRANSLATION)
    return current_text(texts, day or timezone.localdate(), language=document.language)


def try_orders(
    document: LegalDocument, day: date | None, orders: Iterable[AmendmentInstruction]
) -> Tried | None:
    """*orders* carried out one after the other on the text of *day*; None without a text."""
    base = base_text(document, day)
    if base is None:
        return None
    parsed = reassemble(base.provisions.all())
    after, outcomes = apply(parsed, [as_order(item) for item in orders])
    return Tried(base, after, {outcome.key: outcome for outcome in outcomes})


def as_order(item: AmendmentInstruction) -> Order:
    return Order(
        key=item.pk,
        action=item.action,
        eid=item.target_eid,
        part=item.part,
        nodes=tuple(map(node_from_json, item.new_nodes)),
        old_words=item.old_words,
        new_words=item.new_words,
        beside=item.beside_eid,
        comes_before=item.comes_before,
        note=note_of(item),
    )


def note_of(item: AmendmentInstruction) -> str:
    """“Khoản 2 Điều này được bãi bỏ theo khoản 1 Điều 1 Luật số …, có hiệu lực từ …”."""
    done = _DONE.get(item.action)
    if done is None:
        return ""
    article, _steps, below = item.target_eid.partition("__para_")
    if below or "__point_" in article:
        article = article.partition("__point_")[0]
        place = place_name(item.target_eid).replace(place_name(article), "Điều này")
        place = place[:1].upper() + place[1:]
    else:
        place = "Điều này"
    where = place_name(item.amending_eid)
    act = f"{item.amending.citation_name}"
    since = f", có hiệu lực từ ngày {item.effective_on:%d/%m/%Y}" if item.effective_on else ""
    return f"{place} {done} theo {f'{where} ' if where else ''}{act}{since}."


def draft_in_work(document: LegalDocument) -> TextOfDraft | None:
    """The consolidated text that waits as a draft; None when the draft is nothing such."""
    draft = document.get_latest_revision_as_object()
    text = text_of_draft(draft.draft_tree)
    return text if text.instructions else None


def is_written_on(document: LegalDocument) -> bool:
    """The draft has words that came from no order: pasted, or mended after the orders."""
    tree = document.get_latest_revision_as_object().draft_tree
    if not tree:
        return False
    return _digest(tree) != text_of_draft(tree).digest


@transaction.atomic
def make_draft(
    document: LegalDocument,
    day: date,
    orders: Sequence[AmendmentInstruction],
    *,
    by,
    replace_written: bool = False,
) -> Tried:
    """Let the draft be the text of *day* with *orders* carried out; those that fail stay open."""
    document = LegalDocument.objects.select_for_update().get(pk=document.pk)
    _check(document, by)
    if is_written_on(document) and not replace_written:
        raise CannotDraft(CannotDraft.WRITTEN_ON)
    tried = try_orders(document, day, orders)
    if tried is None:
        raise CannotDraft(CannotDraft.NO_TEXT)
    done = [item.pk for item in orders if tried.outcomes[item.pk].is_done]
    if not done:
        raise CannotDraft(CannotDraft.NOTHING)
    _remember_order(document, day, orders)
    tree = to_json(tried.after)
    text = TextOfDraft(
        kind=Expression.Kind.CONSOLIDATED,
        valid_on=day,
        language=document.language,
        instructions=tuple(done),
        digest=_digest(tree),
    )
    draft = document.get_latest_revision_as_object()
    draft.draft_text, draft.draft_tree = "", as_draft_of(tree, text)
    draft.save_revision(user=by, log_action=True)
    record(
        Logged.CHANGED,
        actor=by,
        instance=document,
        what="amendments",
        day=day.isoformat(),
        applied=len(done),
        failed=len(orders) - len(done),
    )
    return tried


def _remember_order(document: LegalDocument, day: date, orders: Sequence) -> None:
    """The order chosen now is the one of the day; what was not chosen comes behind it."""
    others = document.amendments.open().filter(effective_on=day).in_order()
    others = others.exclude(pk__in=[item.pk for item in orders])
    ranked = [*orders, *others]
    for rank, item in enumerate(ranked, start=1):
        item.rank = rank
    AmendmentInstruction.objects.bulk_update(ranked, ["rank"])


@transaction.atomic
def discard_draft(document: LegalDocument, *, by) -> bool:
    """Take the consolidated text out of the draft again; the orders are as open as before."""
    document = LegalDocument.objects.select_for_update().get(pk=document.pk)
    _check(document, by)
    if draft_in_work(document) is None:
        return False
    draft = document.get_latest_revision_as_object()
    draft.draft_text, draft.draft_tree = "", None
    draft.save_revision(user=by, log_action=True)
    record(Logged.CHANGED, actor=by, instance=document, what="amendments", discarded=True)
    return True


@transaction.atomic
def refuse(item: AmendmentInstruction, *, reason: str, by) -> None:
    """The order is not carried out, and *reason* says why; it can be opened again."""
    item.state, item.reason = item.State.REFUSED, reason[:500]
    item.decided_at, item.decided_by = timezone.now(), by
    item.save(update_fields=["state", "reason", "decided_at", "decided_by"])
    record(Logged.REFUSED, actor=by, instance=item.target, what="amendments", order=item.pk)


@transaction.atomic
def reopen(item: AmendmentInstruction, *, by) -> None:
    item.state, item.reason = item.State.NEW, ""
    item.decided_at, item.decided_by = None, None
    item.save(update_fields=["state", "reason", "decided_at", "decided_by"])
    record(Logged.CHANGED, actor=by, instance=item.target, what="amendments", reopened=item.pk)


def _check(document: LegalDocument, by) -> None:
    lock = document.get_lock()
    if lock and lock.for_user(by):
        raise CannotDraft(CannotDraft.LOCKED)


def _digest(tree: dict) -> str:
    """Databases keep the names in a tree in an order of their own."""
    return tree_digest(to_json(from_json(tree)))
