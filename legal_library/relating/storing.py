"""What was read from a text, stored as proposals; and led to its target, now or when it arrives.

Nothing that an editor decided is touched: a refused proposal that is read again stays refused.
"""

import re
from collections.abc import Iterable

from django.db import transaction
from wagtail.signals import published

from content.references.citations import Act, find_citations, name_key
from content.references.numbers import number_key

from ..citing import NamedActs, named_acts
from ..citing.library import LibraryCatalogue
from ..citing.named_acts import chosen
from ..models import LegalDocument, Relation
from ..parsing import ParsedDocument, from_json
from ..validity.recording import apply_relation, refresh
from .proposing import Proposal, propose

_HAS_YEAR = re.compile(r"/(?:19|20)\d\d(?:/|$)|/QH\d|/UBTVQH\d|/PL-", re.IGNORECASE)


@transaction.atomic
def relate(document: LegalDocument, parsed: ParsedDocument) -> int:
    """Store what *parsed* says of other acts as proposals; how many are new."""
    laws = named_acts()
    found = propose(
        parsed,
        laws.names,
        title=document.title,
        number=document.number,
        type_name=document.type.name,
    )
    kept, created = [], 0
    for proposal in found:
        key = _key_of(proposal, document, laws)
        relation, is_new = Relation.objects.get_or_create(
            source=document,
            kind=proposal.kind,
            citation=proposal.citation[:1000],
            source_eid=proposal.source_eid[:255],
            target_eid=proposal.target_eid[:255],
            defaults={
                "target_number_key": key,
                "target": only(candidates(key, proposal.act)),
                "state": Relation.State.PROPOSED,
                "confidence": _confidence(proposal),
                "sentence": proposal.sentence,
                "happens_on": proposal.happens_on,
                "ends_on": proposal.ends_on,
            },
        )
        kept.append(relation.pk)
        created += is_new
    # What an earlier text said and this one does not; what came from no text has no sentence.
    stale = document.relations.to_decide().exclude(pk__in=kept).exclude(sentence="")
    stale.filter(is_derived=False).delete()
    return created


def connect() -> None:
    """Relate what becomes public, whichever way it came: pasted, uploaded, reviewed."""
    published.connect(_on_publication, sender=LegalDocument, dispatch_uid="legal_library.relating")


def _on_publication(instance: LegalDocument, **kwargs) -> None:
    resolve_waiting(instance)
    # A draft that is older than a confirmed relation does not know the dates that it brought.
    instance.record_validity()
    refresh(instance)
    # The revision's text; without one, the text that is public stays as it is.
    if instance.draft_tree:
        relate(instance, from_json(instance.draft_tree))
    # What was confirmed of the draft acts now.
    for relation in instance.relations.confirmed().select_related("source", "target"):
        if apply_relation(relation):
            refresh(relation.target)


def resolve_waiting(document: LegalDocument) -> int:
    """Point the relations that cite this number at *document*, if they can mean no other."""
    if not document.number_key:
        return 0
    waiting = Relation.objects.filter(
        target__isnull=True, target_number_key=document.number_key
    ).exclude(source=document)
    resolved = 0
    for relation in waiting.select_related("source"):
        if only(candidates(document.number_key, _act_in(relation.citation))) != document:
            continue
        relation.target = document
        relation.save(update_fields=["target"])
        resolved += 1
        if relation.state == Relation.State.CONFIRMED and apply_relation(relation):
            refresh(document)
    return resolved


def candidates(key: str, act: Act | None = None) -> list[LegalDocument]:
    """The documents with this number that *act* can mean: its date and issuer tell them apart.

    A number without a year begins anew each year, so its date must agree.
    """
    if not key:
        return []
    found = list(
        LegalDocument.objects.filter(number_key=key)
        .select_related("type", "issuer")
        .defer("draft_text", "draft_tree")
        .order_by("pk")[:20]
    )
    if act is None:
        return found
    if act.issued_on:
        same_day = [document for document in found if document.issued_on in (act.issued_on, None)]
        if same_day or not _HAS_YEAR.search(key):
            found = same_day
    if act.issuer and len(found) > 1:
        wanted = act.issuer.casefold()
        found = [
            document
            for document in found
            if document.issuer and document.issuer.name.casefold() in wanted
        ] or found
    return found


def only(found: Iterable[LegalDocument]) -> LegalDocument | None:
    """The one there is; None when there is none or more than one."""
    found = list(found)
    return found[0] if len(found) == 1 else None


def _confidence(proposal: Proposal) -> str:
    return Relation.Confidence.SURE if proposal.is_sure else Relation.Confidence.LIKELY


def _key_of(proposal: Proposal, document: LegalDocument, laws: NamedActs) -> str:
    """The number that is meant; a law's name means the one in force when the text was issued."""
    act = proposal.act
    if act is None:
        return ""
    if act.number:
        return number_key(act.number)
    as_of = document.issued_on or document.effective_from
    if not act.name or as_of is None:
        return ""
    year = act.issued_on.year if act.issued_on else act.year
    known = laws.candidates(act.name) or laws.candidates(
        act.name, LibraryCatalogue().named(name_key(act.name))
    )
    meant = chosen(known, year=year, as_of=as_of)
    return number_key(meant.number) if meant else ""


def _act_in(citation: str) -> Act | None:
    acts = (found.act for found in find_citations(citation, named_acts().names))
    return next((act for act in acts if act and act.is_named), None)
