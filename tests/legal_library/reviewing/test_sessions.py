"""Steps are kept, taken back and refused when they come late; the end is a draft like any."""

import pytest
from django.utils import timezone

from audit.details import in_words
from audit.models import Action, AuditEvent
from content.two_people import SamePersonError
from departments.roles import Role
from legal_library.models import ReviewStep, TextReview
from legal_library.parsing import characters, from_json, parse, to_json
from legal_library.reviewing import sessions
from legal_library.reviewing.beginning import NoText, begin, begin_from_draft
from legal_library.reviewing.incoming import pasted
from legal_library.reviewing.operations import Refused
from legal_library.reviewing.sessions import (
    Ended,
    Locked,
    Stale,
    Superseded,
    do_again,
    finish,
    mark_checked,
    take_back,
    take_step,
)
from tests.factories.accounts import officer
from tests.factories.legal_library import LegalDocumentFactory, write_text

from .conftest import TEXT

pytestmark = pytest.mark.django_db


def eids(review):
    review.refresh_from_db()
    return [node.eid for node in from_json(review.tree).walk()]


def renumber(review, by, version, eid="art_3", number="2"):
    return take_step(
        review.pk,
        version=version,
        operation="renumber",
        eid=eid,
        arguments={"number": number, "in_text": False},
        by=by,
    )


def test_a_step_is_kept_at_once(review, drafter):
    made = renumber(review, drafter, 0)
    assert made.eid == "art_2"
    assert "art_2__para_1" in eids(review)
    assert review.version == 1
    step = review.steps.get()
    assert (step.made_by, step.eid_before, step.eid_after) == (drafter, "art_3", "art_2")
    assert "Điều 3" in step.said
    assert not step.changes_words


def test_a_double_click_is_one_step(review, drafter):
    first = renumber(review, drafter, 0)
    second = renumber(review, drafter, 0)
    assert second.eid == first.eid
    assert ReviewStep.objects.count() == 1


def test_a_step_on_what_somebody_changed_meanwhile_is_refused(review, drafter, unit):
    renumber(review, drafter, 0)
    with pytest.raises(Stale):
        renumber(review, officer(Role.DRAFTER, unit), 0)
    assert ReviewStep.objects.count() == 1


def test_steps_are_taken_back_and_done_again(review, drafter):
    before = eids(review)
    renumber(review, drafter, 0)
    renumber(review, drafter, 1, eid="art_4", number="3")
    after = eids(review)
    assert take_back(review.pk, version=2, by=drafter).eid == "art_4"
    assert take_back(review.pk, version=3, by=drafter).eid == "art_3"
    assert eids(review) == before
    with pytest.raises(Refused):
        take_back(review.pk, version=4, by=drafter)
    do_again(review.pk, version=4, by=drafter)
    do_again(review.pk, version=5, by=drafter)
    assert eids(review) == after
    with pytest.raises(Refused):
        do_again(review.pk, version=6, by=drafter)


def test_a_double_click_on_undo_takes_back_one_step(review, drafter):
    renumber(review, drafter, 0)
    renumber(review, drafter, 1, eid="art_4", number="3")
    take_back(review.pk, version=2, by=drafter)
    take_back(review.pk, version=2, by=drafter)
    assert review.steps.filter(is_undone=True).count() == 1


def test_a_new_step_ends_what_could_be_done_again(review, drafter):
    renumber(review, drafter, 0)
    take_back(review.pk, version=1, by=drafter)
    renumber(review, drafter, 2, eid="art_4", number="3")
    with pytest.raises(Refused):
        do_again(review.pk, version=3, by=drafter)


def test_a_refused_step_changes_nothing(review, drafter):
    with pytest.raises(Refused):
        take_step(review.pk, version=0, operation="move_out", eid="art_1", arguments={}, by=drafter)
    review.refresh_from_db()
    assert (review.version, review.steps.count()) == (0, 0)


def test_nesting_without_end_is_refused(review, drafter, monkeypatch):
    monkeypatch.setattr(sessions, "_LONGEST_ADDRESS", len("art_1__para_1__para"))
    step = {"operation": "move_in", "eid": "art_1__para_2", "arguments": {}}
    with pytest.raises(Refused, match="quá nhiều cấp"):
        take_step(review.pk, version=0, by=drafter, **step)


def test_doubts_know_their_place_and_who_checked_them(review, drafter):
    assert review.waiting == 1
    warning = review.warnings[0]
    assert warning["words"].startswith("Điều 3.")
    mark_checked(review.pk, index=0, checked=True, by=drafter)
    mark_checked(review.pk, index=0, checked=True, by=drafter)
    review.refresh_from_db()
    assert review.waiting == 0
    assert review.warnings[0]["checked"] == drafter.get_full_name()


def test_the_end_is_a_revision_of_the_draft_and_a_line_in_the_log(review, draft, drafter):
    renumber(review, drafter, 0)
    finish(review.pk, version=1, by=drafter)
    draft.refresh_from_db()
    assert draft.draft_tree == to_json(parse(TEXT))  # nothing but the revision changed
    written = draft.get_latest_revision_as_object()
    assert "art_2" in [node.eid for node in from_json(written.draft_tree).walk()]
    assert draft.get_latest_revision().user == drafter
    event = AuditEvent.objects.filter(action=Action.CHANGED).latest("pk")
    assert event.actor_id == drafter.pk
    assert in_words(event.detail).startswith("thao tác: rà soát cấu trúc; số bước: 1")
    review.refresh_from_db()
    assert review.outcome == TextReview.Outcome.FINISHED
    with pytest.raises(Ended):
        renumber(review, drafter, 1)


def test_whoever_reviewed_a_text_does_not_publish_it(review, draft, unit):
    leader = officer(Role.LEADER, unit)
    renumber(review, leader, 0)
    finish(review.pk, version=1, by=leader)
    draft.refresh_from_db()
    with pytest.raises(SamePersonError):
        draft.get_latest_revision().publish(user=leader)


def test_doubts_that_nobody_checked_stay_with_the_text(review, draft, drafter):
    finish(review.pk, version=0, by=drafter)
    draft.refresh_from_db()
    assert len(draft.get_latest_revision_as_object().draft_tree["warnings"]) == 1


def test_another_text_in_the_draft_is_not_overwritten_silently(review, draft, drafter):
    newer = draft.get_latest_revision_as_object()
    newer.draft_tree = to_json(parse("Điều 1. Khác hẳn\n"))
    newer.save_revision(user=drafter)
    with pytest.raises(Superseded):
        finish(review.pk, version=0, by=drafter)
    finish(review.pk, version=0, by=drafter, replace_newer=True)
    tree = draft.get_latest_revision_as_object().draft_tree
    assert characters(from_json(tree)) == characters(parse(TEXT))


def test_other_work_on_the_draft_stays(review, draft, drafter):
    other = draft.get_latest_revision_as_object()
    other.summary = "Tóm tắt viết trong lúc rà soát."
    other.save_revision(user=drafter)
    finish(review.pk, version=0, by=drafter)
    draft.refresh_from_db()
    assert draft.get_latest_revision_as_object().summary == "Tóm tắt viết trong lúc rà soát."


def test_a_locked_document_is_not_written(review, draft, drafter, unit):
    draft.locked, draft.locked_by = True, officer(Role.LEADER, unit)
    draft.locked_at = timezone.now()
    draft.save()
    with pytest.raises(Locked):
        finish(review.pk, version=0, by=drafter)


def test_a_new_text_ends_the_review_of_the_one_before(review, draft, drafter):
    begin(draft, pasted("Điều 1. Mới\n"), by=drafter)
    review.refresh_from_db()
    assert review.outcome == TextReview.Outcome.REPLACED
    with pytest.raises(Ended):
        renumber(review, drafter, 0)


def test_a_review_begins_with_the_newest_published_text(unit, drafter):
    document = LegalDocumentFactory(owner_unit=unit)
    with pytest.raises(NoText):
        begin_from_draft(document, by=drafter)
    expression = write_text(document, TEXT)
    review = begin_from_draft(document, by=drafter)
    assert characters(from_json(review.tree)) == characters(parse(TEXT))
    assert review.source_kind == "tree"
    assert review.waiting == len(expression.warnings)
