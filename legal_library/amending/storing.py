"""The orders of an amending act as records, led to the act that they change.

May be run at any time: what an editor decided or wrote stays, what the text no longer says goes,
and a second run changes nothing.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Self

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from content.references.citations import Act, name_key
from content.references.numbers import number_key

from ..citing import NamedActs, named_acts
from ..citing.library import LibraryCatalogue
from ..citing.named_acts import chosen
from ..models import AmendmentInstruction, Expression, LegalDocument
from ..parsing import ParsedDocument
from ..parsing.tree import node_to_json
from ..structure import reassemble
from .model import Proposal
from .quoted import words_of
from .reading import read_proposals

_STARTS = (
    "Sửa đổi",
    "Bổ sung",
    "Bãi bỏ",
    "Thay thế",
    "Thay cụm từ",
    "Thay từ",
    "Bỏ cụm từ",
    "Bỏ từ",
)
_FAR = 1_000_000  # positions out of the way while others are given
_DEEPEST = 20
_SAID = (
    *("words", "target_citation", "target_number_key", "new_text", "new_nodes", "beside_eid"),
    *("comes_before", "effective_on", "doubt", "target_id"),
)


@dataclass(frozen=True, slots=True)
class Stored:
    """What a run did to the records."""

    kept: int = 0
    added: int = 0
    removed: int = 0

    def __add__(self, other: Self) -> Self:
        return Stored(
            self.kept + other.kept, self.added + other.added, self.removed + other.removed
        )


class OrderStore:
    """Reads one act after the other, and keeps what it learnt of the library."""

    def __init__(self):
        self.catalogue = LibraryCatalogue()
        self.laws: NamedActs = named_acts()

    def store(self, document: LegalDocument) -> Stored:
        """The orders of *document* as its original text gives them, in its own language."""
        texts = document.expressions.filter(language=document.language)
        text = texts.filter(kind=Expression.Kind.ORIGINAL).order_by("-pk").only("pk").first()
        if text is None or not _may_order(text):
            return self.keep(document, [])
        return self.keep(document, self.read(reassemble(text.provisions.all())))

    def read(self, parsed: ParsedDocument) -> list[Proposal]:
        return read_proposals(parsed, self.laws.names)

    @transaction.atomic
    def keep(self, document: LegalDocument, proposals: list[Proposal]) -> Stored:
        """Let *proposals* be the orders of *document*."""
        existing: dict[tuple, list[AmendmentInstruction]] = {}
        rows = list(document.instructions.order_by("position"))
        for row in rows:
            existing.setdefault(_key_of(row), []).append(row)
        wanted, added = [], 0
        for proposal in proposals:
            made = self._made(document, proposal)
            same = existing.get(_key_of(made))
            if same:
                wanted.append(_updated(same.pop(0), made))
            else:
                wanted.append(made)
                added += 1
        left = [row for same in existing.values() for row in same]
        decided = [row for row in left if row.is_edited or row.state != row.State.NEW]
        gone = [row.pk for row in left if row not in decided]
        document.instructions.filter(pk__in=gone).delete()
        self._write(document, [*wanted, *decided], rows)
        return Stored(len(wanted) + len(decided) - added, added, len(gone))

    def _write(self, document, wanted: list[AmendmentInstruction], rows) -> None:
        before = {row.pk: row.position for row in rows}
        moved = any(before.get(row.pk) != position for position, row in enumerate(wanted, start=1))
        if moved:
            document.instructions.update(position=F("position") + _FAR)
        for position, row in enumerate(wanted, start=1):
            if row.pk is None or row.position != position or getattr(row, "is_changed", False):
                row.position = position
                row.save()
            elif moved:
                document.instructions.filter(pk=row.pk).update(position=position)

    def _made(self, document: LegalDocument, proposal: Proposal) -> AmendmentInstruction:
        number = self._number_of(proposal.act, document)
        key = number_key(number)[:120] if number else ""
        target = self._document(key, document)
        nodes = [node_to_json(node) for node in proposal.nodes]
        return AmendmentInstruction(
            amending=document,
            amending_eid=proposal.amending_eid[:255],
            words=proposal.words,
            target=target,
            target_citation=proposal.citation[:1000],
            target_number_key=key,
            target_eid=proposal.target_eid[:255],
            part=proposal.part,
            beside_eid=proposal.beside_eid[:255],
            comes_before=proposal.comes_before,
            action=proposal.action,
            new_text=words_of(proposal.nodes),
            new_nodes=nodes,
            old_words=proposal.old_words,
            new_words=proposal.new_words,
            effective_on=proposal.effective_on or document.effective_from,
            doubt=_doubt(document, target, proposal)[:300],
        )

    def _number_of(self, act: Act | None, document: LegalDocument) -> str:
        """The number of the act; of one that is only named, the one that it had on that day."""
        if act is None or act.number or not act.name:
            return act.number if act else ""
        entries = self.catalogue.named(name_key(act.name))
        day = document.issued_on or document.effective_from
        if day is None:
            return ""
        law = chosen(self.laws.candidates(act.name, entries), year=act.year, as_of=day)
        return law.number if law else ""

    def _document(self, key: str, document: LegalDocument) -> LegalDocument | None:
        """The document that can be meant: of several with this number the issuer's own."""
        if not key:
            return None
        found = list(LegalDocument.objects.filter(number_key=key).only("pk", "issuer")[:5])
        if len(found) > 1:
            found = [other for other in found if other.issuer_id == document.issuer_id]
        return found[0] if len(found) == 1 else None


def lead_to(document: LegalDocument) -> int:
    """Lead the orders that waited for *document* to it; how many there were."""
    if not document.number_key:
        return 0
    waiting = AmendmentInstruction.objects.filter(
        target=None, target_number_key=document.number_key
    )
    twins = LegalDocument.objects.filter(number_key=document.number_key).exclude(pk=document.pk)
    if twins.exists():
        waiting = waiting.filter(amending__issuer=document.issuer_id)
    return waiting.update(target=document)


def amends_in_a_circle(document: LegalDocument, target: LegalDocument) -> bool:
    """Whether *target* amends *document*, itself or through others."""
    seen, front = {target.pk}, {target.pk}
    orders = AmendmentInstruction.objects.exclude(target=None).order_by()
    for _step in range(_DEEPEST):
        found = orders.filter(amending__in=front).values_list("target", flat=True).distinct()
        front = set(found) - seen
        if document.pk in front:
            return True
        if not front:
            return False
        seen |= front
    return False


def _doubt(document: LegalDocument, target: LegalDocument | None, proposal: Proposal) -> str:
    doubts = [proposal.doubt] if proposal.doubt else []
    if target is not None and target.pk == document.pk:
        doubts.append(_("Văn bản này sửa đổi chính nó: hãy kiểm tra trước khi áp dụng."))
    elif target is not None and amends_in_a_circle(document, target):
        doubts.append(_("Hai văn bản sửa đổi lẫn nhau: hãy kiểm tra thứ tự áp dụng."))
    return " ".join(doubts)


def _may_order(text: Expression) -> bool:
    """Something in *text* is quoted, or begins like an order: most acts change no other."""
    begins = Q(eid__contains="qstr_")
    for words in _STARTS:
        begins |= Q(text__startswith=words) | Q(heading__startswith=words)
    return text.provisions.filter(begins).exists()


def _key_of(row: AmendmentInstruction) -> tuple:
    """What makes two records the same order."""
    if row.action == row.Action.OTHER:
        return row.amending_eid, row.action, row.words
    return (
        *(row.amending_eid, str(row.action), row.target_eid, str(row.part)),
        *(row.old_words, row.new_words),
    )


def _updated(row: AmendmentInstruction, made: AmendmentInstruction) -> AmendmentInstruction:
    """*row* as the text says it now, unless somebody has decided or written something."""
    if row.is_edited or row.state != row.State.NEW:
        return row
    for name in _SAID:
        new = getattr(made, name)
        if name == "target_id" and new is None:
            continue
        if getattr(row, name) != new:
            setattr(row, name, new)
            row.is_changed = True
    return row


def count_by_state(document: LegalDocument) -> Counter:
    """How many orders change *document*, by state; of acts that are public."""
    orders = document.amendments.of_public_acts().order_by()
    return Counter(orders.values_list("state", flat=True))
