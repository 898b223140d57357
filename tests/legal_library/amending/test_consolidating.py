"""From ticked orders to a draft, to a public text, and back before it is public."""

from datetime import date

import pytest

from content.two_people import SamePersonError
from departments.roles import Role
from legal_library.amending.consolidating import (
    CannotDraft,
    discard_draft,
    draft_in_work,
    make_draft,
    note_of,
    refuse,
    try_orders,
)
from legal_library.models import AmendmentInstruction, ValidityEvent
from legal_library.models.expressions import text_of_draft
from legal_library.versions import text_on
from tests.factories.accounts import officer

from .conftest import MARCH

State = AmendmentInstruction.State


def orders_of(act):
    return list(act.amendments.in_order().with_acts())


def publish_draft(act, by):
    act.refresh_from_db()
    act.latest_revision.publish(user=by)
    act.refresh_from_db()


def test_ticked_orders_become_a_draft_and_those_that_fail_stay_open(act, amending, drafter):
    tried = make_draft(act, MARCH, orders_of(act), by=drafter)
    assert [outcome.is_done for outcome in tried.outcomes.values()] == [True, True, True, False]
    act.refresh_from_db()
    text = draft_in_work(act)
    assert (text.kind, text.valid_on, len(text.instructions)) == ("consolidated", MARCH, 3)
    assert act.expressions.count() == 1
    assert set(act.amendments.values_list("state", flat=True)) == {State.NEW}


def test_publication_makes_the_text_of_its_day_and_the_events_of_its_provisions(
    act, amending, drafter, unit
):
    make_draft(act, MARCH, orders_of(act), by=drafter)
    publish_draft(act, officer(Role.LEADER, unit))
    original, consolidated = act.expressions.order_by("valid_on")
    assert (original.kind, consolidated.kind) == ("original", "consolidated")
    assert consolidated.valid_on == MARCH
    words = dict(consolidated.provisions.values_list("eid", "text"))
    assert words["art_2__para_1"].startswith("Hòa giải thành: 400.000")
    assert words["art_2__para_3"] == "(được bãi bỏ)"
    assert set(original.provisions.values_list("eid", flat=True)) <= set(words)
    states = list(act.amendments.order_by("position").values_list("state", "applied_in"))
    assert states == [(State.APPLIED, consolidated.pk)] * 3 + [(State.NEW, None)]
    events = ValidityEvent.objects.filter(document=act).exclude(eid="")
    assert set(events.values_list("eid", "kind", "happens_on", "cause")) == {
        ("art_2__para_1", "amended", MARCH, amending.pk),
        ("art_2a", "added", MARCH, amending.pk),
        ("art_2__para_3", "removed", MARCH, amending.pk),
    }
    assert text_on(act.expressions.all(), date(2031, 2, 28), language="vi") == original
    assert draft_in_work(act) is None


def test_who_drafted_the_text_does_not_publish_it(act, amending, unit):
    both = officer(Role.LEADER, unit)
    make_draft(act, MARCH, orders_of(act), by=both)
    act.refresh_from_db()
    with pytest.raises(SamePersonError):
        act.latest_revision.publish(user=both)
    assert act.expressions.count() == 1


def test_a_second_publication_writes_nothing_twice(act, amending, drafter, unit):
    make_draft(act, MARCH, orders_of(act), by=drafter)
    publish_draft(act, officer(Role.LEADER, unit))
    expression = act.expressions.get(kind="consolidated")
    keys = list(act.amendments.values_list("pk", flat=True))
    act.amendments.record_applied(expression, keys[:3])
    assert ValidityEvent.objects.filter(document=act).exclude(eid="").count() == 3


def test_two_amendments_of_one_day_follow_the_order_that_the_editor_chose(
    act, amending, also_amending, drafter
):
    one, other = act.amendments.get(position=1, amending=amending), also_amending.instructions.get()
    tried = make_draft(act, MARCH, [other, one], by=drafter)
    assert not tried.outcomes[other.pk].is_done
    tried = make_draft(act, MARCH, [one, other], by=drafter)
    assert tried.outcomes[other.pk].after == "1. Hòa giải thành: 450.000 đồng một vụ."
    assert [row.pk for row in orders_of(act)][:2] == [one.pk, other.pk]


def test_the_draft_is_discarded_before_publication(act, amending, drafter):
    make_draft(act, MARCH, orders_of(act), by=drafter)
    assert discard_draft(act, by=drafter)
    act.refresh_from_db()
    assert draft_in_work(act) is None
    assert not discard_draft(act, by=drafter)


def test_words_written_into_the_draft_are_not_lost_unasked(act, amending, drafter):
    orders = orders_of(act)
    make_draft(act, MARCH, orders, by=drafter)
    act.refresh_from_db()
    draft = act.get_latest_revision_as_object()
    draft.draft_tree["bodies"][0]["nodes"][0]["heading"] = "NHỮNG QUY ĐỊNH CHUNG"
    draft.save_revision(user=drafter)
    act.refresh_from_db()
    with pytest.raises(CannotDraft) as refusal:
        make_draft(act, MARCH, orders, by=drafter)
    assert refusal.value.why == CannotDraft.WRITTEN_ON
    assert make_draft(act, MARCH, orders, by=drafter, replace_written=True)


def test_orders_of_a_day_before_the_first_text_change_the_first_text(act, amending):
    tried = try_orders(act, date(1999, 1, 1), orders_of(act)[:1])
    assert tried.base == act.expressions.get()


def test_nothing_that_can_be_done_makes_no_draft(act, amending, drafter):
    with pytest.raises(CannotDraft) as refusal:
        make_draft(act, MARCH, orders_of(act)[3:], by=drafter)
    assert refusal.value.why == CannotDraft.NOTHING


def test_a_refused_order_is_not_applied_by_a_draft_that_held_it(act, amending, drafter, unit):
    make_draft(act, MARCH, orders_of(act), by=drafter)
    refuse(act.amendments.get(position=3), reason="Trùng.", by=drafter)
    publish_draft(act, officer(Role.LEADER, unit))
    assert act.amendments.get(position=3).state == State.REFUSED


def test_mending_a_consolidated_text_makes_no_original(act, amending, drafter, unit):
    from legal_library.reviewing.beginning import begin_from_draft, text_reviewed
    from legal_library.reviewing.sessions import finish

    make_draft(act, MARCH, orders_of(act), by=drafter)
    publish_draft(act, officer(Role.LEADER, unit))
    review = begin_from_draft(act, by=drafter)
    assert text_reviewed(act).kind == "consolidated"
    finish(review.pk, version=review.version, by=drafter)
    act.refresh_from_db()
    text = text_of_draft(act.get_latest_revision_as_object().draft_tree)
    assert (text.kind, text.valid_on) == ("consolidated", MARCH)


def test_the_note_says_which_order_of_which_act_changed_what(act, amending):
    clause, article = amending.instructions.order_by("position")[:2]
    assert note_of(clause) == (
        "Khoản 1 Điều này được sửa đổi, bổ sung theo khoản 1 Điều 1 "
        "Nghị quyết số 2/2031/NQ-HĐND, có hiệu lực từ ngày 01/03/2031."
    )
    assert note_of(article).startswith("Điều này được bổ sung theo khoản 2 Điều 1")
