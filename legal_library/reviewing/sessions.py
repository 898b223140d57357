"""A review on the server: changed step by step, and written to the document's draft.

Every step says on which version it was made. A step on an older version is refused, unless
it is the last one again, as a double click sends it.
"""

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from audit.models import Action
from audit.recording import record

from ..models import LegalDocument, Provision, ReviewStep, TextReview
from ..models.expressions import as_draft_of, tree_digest
from ..parsing import Node, ParsedDocument, Warning, from_json, to_json
from .addressing import addressed
from .beginning import text_reviewed
from .operations import OPERATIONS, Done, Refused
from .patches import difference, redo, undo
from .sayings import saying, saying_redone, saying_undone
from .working import (
    Place,
    Work,
    characters_of,
    close_up,
    node_at,
    open_up,
    places,
    without_addresses,
    zones_of,
)

_HEAVY = ("lines", "base")
_KEEPS_NO_ORDER = "move"
_LONGEST_ADDRESS = Provision._meta.get_field("eid").max_length


class Stale(Exception):
    """Somebody changed the tree since the step was thought of; nothing was done."""


class Ended(Exception):
    """The review is finished, or another text took its place; nothing was done."""


class Superseded(Exception):
    """The draft has got another text since the review began; nothing was written."""


class Locked(Exception):
    """The document is locked for this person; nothing was written."""


@dataclass(frozen=True, slots=True)
class Made:
    """A step that was made: the review after it, what to show, and what it is called."""

    review: TextReview
    eid: str
    said: str = ""


@transaction.atomic
def take_step(
    review_pk: int, *, version: int, operation: str, eid: str, arguments: dict[str, Any], by
) -> Made:
    """Do *operation* to the node *eid* of the tree at *version*; Refused says why not."""
    request = _request(version, operation, eid, arguments, by)
    review = _review_for(review_pk, request)
    if review.last_request.get("request") == request:
        return Made(review, review.last_request["eid"])
    document = from_json(review.tree)
    place, node = _find(document, eid)
    work = open_up(document)
    done = OPERATIONS[operation](work, place, **arguments)
    _check(operation, work, done, arguments)
    review.steps.filter(is_undone=True).delete()
    said = saying(operation, node, arguments)
    zones, _repeated = addressed(done.work)
    _check_depth(zones)
    shown = node_at(zones, done.place).eid if len(done.place) > 1 else ""
    made = _keep(review, request, close_up(zones, document), shown, said)
    ReviewStep.objects.create(
        review=review,
        eid_before=eid,
        eid_after=made.eid,
        operation=operation,
        said=said,
        changes_words=operation == "edit" or bool(arguments.get("in_text")),
        # As the next step finds the tree: what was newly quoted has its number.
        patches=difference(work, without_addresses(zones)),
        made_by=by,
    )
    return made


@transaction.atomic
def take_back(review_pk: int, *, version: int, by) -> Made:
    """Undo the last step that is not undone."""
    request = _request(version, "undo", "", {}, by)
    review = _review_for(review_pk, request)
    if review.last_request.get("request") == request:
        return Made(review, review.last_request["eid"])
    step = review.steps.filter(is_undone=False).last()
    if step is None:
        raise Refused("Không còn bước nào để hoàn tác.")
    return _replay(review, request, step, undo, is_undone=True, said=saying_undone(step.said))


@transaction.atomic
def do_again(review_pk: int, *, version: int, by) -> Made:
    """Redo the first step that is undone."""
    request = _request(version, "redo", "", {}, by)
    review = _review_for(review_pk, request)
    if review.last_request.get("request") == request:
        return Made(review, review.last_request["eid"])
    step = review.steps.filter(is_undone=True).first()
    if step is None:
        raise Refused("Không còn bước nào để làm lại.")
    return _replay(review, request, step, redo, is_undone=False, said=saying_redone(step.said))


@transaction.atomic
def mark_checked(review_pk: int, *, index: int, checked: bool, by) -> TextReview:
    """Somebody has looked at a doubt, or wants it looked at again. Twice is the same as once."""
    review = _locked(review_pk)
    if not 0 <= index < len(review.warnings):
        raise Refused("Không có điểm cần xem này.")
    review.warnings[index]["checked"] = (by.get_full_name() or str(by)) if checked else ""
    review.save(update_fields=["warnings", "changed_at"])
    return review


@transaction.atomic
def finish(review_pk: int, *, version: int, by, replace_newer: bool = False) -> LegalDocument:
    """Write the tree to the draft. Publishing the draft makes a new text, as for any draft.

    Doubts that nobody has checked stay with the text. With *replace_newer* the tree also
    takes the place of a text that came into the draft while the review went on.
    """
    review = _locked(review_pk)
    if review.version != version:
        raise Stale
    document = LegalDocument.objects.select_for_update().get(pk=review.document_id)
    lock = document.get_lock()
    if lock and lock.for_user(by):
        raise Locked
    draft = document.get_latest_revision_as_object()
    if not replace_newer and _has_newer_text(draft, review):
        raise Superseded
    unchecked = [item for item in review.warnings if not item.get("checked")]
    warnings = tuple(Warning(item["line"], item["message"]) for item in unchecked)
    tree = to_json(replace(from_json(review.tree), warnings=warnings))
    draft.draft_tree = as_draft_of(tree, text_reviewed(draft))
    draft.save_revision(user=by, log_action=True)
    done = review.steps.filter(is_undone=False)
    record(
        Action.CHANGED,
        actor=by,
        instance=document,
        what="structure",
        steps=done.count(),
        word_changes=done.filter(changes_words=True).count(),
        unchecked=len(unchecked),
    )
    review.outcome = TextReview.Outcome.FINISHED
    review.ended_at = timezone.now()
    # What only a review that goes on needs.
    review.lines = []
    review.save(update_fields=["outcome", "ended_at", "lines", "changed_at"])
    review.steps.update(patches=[])
    return document


def _has_newer_text(draft: LegalDocument, review: TextReview) -> bool:
    """The draft's text is not the one that the review began with."""
    if not draft.draft_tree:
        return False
    # Databases keep the names in a tree in an order of their own.
    return tree_digest(to_json(from_json(draft.draft_tree))) != review.base_digest


def _request(version: int, operation: str, eid: str, arguments: dict, by) -> list:
    return [version, operation, eid, arguments, by.pk]


def _locked(review_pk: int) -> TextReview:
    reviews = TextReview.objects.select_for_update().defer(*_HEAVY)
    review = reviews.get(pk=review_pk)
    if review.outcome != TextReview.Outcome.OPEN:
        raise Ended
    return review


def _review_for(review_pk: int, request: list) -> TextReview:
    """The review at the version of *request*, or just behind it when it is the same again."""
    review = _locked(review_pk)
    if review.version != request[0] and review.last_request.get("request") != request:
        raise Stale
    return review


def _find(document: ParsedDocument, eid: str) -> tuple[Place, Node]:
    for place, node in places(zones_of(document)):
        if node.eid == eid:
            return place, node
    raise Refused("Phần này không còn ở đây. Hãy chọn lại trên cây.")


def _check(operation: str, before: Work, done: Done, arguments: dict) -> None:
    """No step but a change of words changes a character; no step but a move changes the order."""
    if operation == "edit" or arguments.get("in_text"):
        return
    old, new = characters_of(before), characters_of(done.work)
    if operation == _KEEPS_NO_ORDER:
        old, new = Counter(old), Counter(new)
    if old != new:
        raise Refused("Thao tác này làm mất chữ nên không được thực hiện. Hãy báo quản trị.")


def _check_depth(zones: Work) -> None:
    """What is nested without end has no address that a provision can hold."""
    if any(len(node.eid) > _LONGEST_ADDRESS for _place, node in places(zones)):
        raise Refused("Lồng vào nhau quá nhiều cấp. Hãy đưa ra ngoài bớt.")


def _replay(review, request, step, way, *, is_undone: bool, said: str) -> Made:
    document = from_json(review.tree)
    zones, _repeated = addressed(way(open_up(document), step.patches))
    step.is_undone = is_undone
    step.save(update_fields=["is_undone"])
    eid = step.eid_before if is_undone else step.eid_after
    return _keep(review, request, close_up(zones, document), eid, said)


def _keep(review: TextReview, request: list, tree: ParsedDocument, eid: str, said: str) -> Made:
    review.tree = to_json(tree)
    review.version += 1
    review.last_request = {"request": request, "eid": eid}
    review.save(update_fields=["tree", "version", "last_request", "changed_at"])
    return Made(review, eid, said)
