"""What an editor decides about relations: confirm, refuse, take back, write by hand.

Each decision is logged, makes or unmakes the events that follow from it, and can be taken back.
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.models import Action
from audit.recording import record
from content.registration import announce_changes

from ..models import LegalDocument, Provision, Relation
from .recording import apply_relation, refresh

_ENDING = (Relation.Kind.REPLACES, Relation.Kind.REPEALS)
State = Relation.State


@transaction.atomic
def decide(relations: Iterable[Relation], state: str, *, by) -> int:
    """Give *relations* the *state*; how many changed. What follows from them follows at once."""
    changed = 0
    touched: dict[int, LegalDocument] = {}
    for relation in relations:
        if relation.state == state:
            continue
        relation.state = state
        is_open = state == State.PROPOSED
        relation.decided_at = None if is_open else timezone.now()
        relation.decided_by = None if is_open else by
        relation.save(update_fields=["state", "decided_at", "decided_by"])
        record(
            Action.CHANGED,
            actor=by,
            instance=relation.source,
            what="relation",
            relation=str(relation)[:200],
            state=str(State(state).label),
        )
        _follow(relation, touched)
        changed += 1
    _tell(touched.values())
    return changed


@transaction.atomic
def write(relation: Relation, *, by) -> Relation:
    """Save what a person wrote or mended: it is confirmed by that."""
    relation.state = State.CONFIRMED
    relation.decided_at, relation.decided_by = timezone.now(), by
    former = Relation.objects.filter(pk=relation.pk).select_related("target").first()
    relation.save()
    record(
        Action.CHANGED if former else Action.CREATED,
        actor=by,
        instance=relation.source,
        what="relation",
        relation=str(relation)[:200],
    )
    touched: dict[int, LegalDocument] = {}
    if former and former.target:
        touched[former.target_id] = former.target
    _follow(relation, touched)
    _tell(touched.values())
    return relation


def _follow(relation: Relation, touched: dict[int, LegalDocument]) -> None:
    """The events of *relation*, and the proposals that rest on it."""
    if relation.target_id:
        touched[relation.target_id] = relation.target
    if relation.state == State.CONFIRMED:
        apply_relation(relation)
        propose_ends_of_details(relation)
    else:
        apply_relation(relation)
        _withdraw_derived(relation)


def _tell(documents: Iterable[LegalDocument]) -> None:
    documents = list(documents)
    for document in documents:
        document.refresh_from_db(fields=["effective_from", "effective_to"])
        refresh(document)
    if keys := [document.pk for document in documents]:
        announce_changes(LegalDocument.record_kind, keys)


def propose_ends_of_details(relation: Relation) -> int:
    """Acts that detail an act which ends, end with it unless declared to go on (Luật 87/2025).

    They are proposed, never ended silently; those that the new act says go on are left alone.
    """
    if relation.kind not in _ENDING or relation.is_partial or not relation.target_id:
        return 0
    details = (
        Relation.objects.shown()
        .filter(kind=Relation.Kind.DETAILS, target=relation.target)
        .exclude(source=relation.source)
        .select_related("source__type")
        .order_by("source", "pk")
    )
    proposed = 0
    for source in {detail.source_id: detail.source for detail in details}.values():
        if source.effective_to or _goes_on(source, relation.source):
            continue
        _new, created = Relation.objects.get_or_create(
            source=relation.source,
            kind=Relation.Kind.REPEALS,
            citation=source.citation_name[:1000],
            source_eid=relation.source_eid,
            target_eid="",
            defaults={
                "target": source,
                "target_number_key": source.number_key,
                "state": State.PROPOSED,
                "confidence": Relation.Confidence.LIKELY,
                "is_derived": True,
                "happens_on": relation.happens_on,
                "sentence": _(
                    "%(detail)s quy định chi tiết %(parent)s, mà văn bản này đã hết hiệu lực theo "
                    "%(acting)s. Văn bản quy định chi tiết hết hiệu lực cùng, trừ khi được tuyên "
                    "bố tiếp tục có hiệu lực."
                )
                % {"detail": source, "parent": relation.target, "acting": relation.source},
            },
        )
        proposed += created
    return proposed


def _goes_on(detail: LegalDocument, acting: LegalDocument) -> bool:
    """The acting document says of *detail* that it stays in force."""
    if not detail.number:
        return False
    stays = Q(text__contains="tiếp tục có hiệu lực") | Q(text__contains="tiếp tục được áp dụng")
    return Provision.objects.filter(
        stays, expression__document=acting, text__contains=detail.number
    ).exists()


def _withdraw_derived(relation: Relation) -> None:
    """Proposals that rested on *relation*; those that somebody decided stay."""
    if relation.kind not in _ENDING or not relation.target_id:
        return
    details = Relation.objects.filter(kind=Relation.Kind.DETAILS, target=relation.target)
    Relation.objects.to_decide().filter(
        source=relation.source, is_derived=True, target__in=details.values("source")
    ).delete()
