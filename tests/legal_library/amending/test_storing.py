"""Orders as records: led to their target, kept on a second reading, told when in circles."""

from datetime import date

import pytest

from legal_library.amending.following import follow
from legal_library.amending.storing import OrderStore, lead_to
from legal_library.models import AmendmentInstruction
from tests.factories.legal_library import write_text

from .conftest import ACT, AMENDS, MARCH, publish

State = AmendmentInstruction.State


def test_the_orders_of_a_published_act_are_records_in_their_order(act, amending):
    rows = [(row.action, row.target_eid, row.target) for row in amending.instructions.in_order()]
    assert rows == [
        ("replace", "art_2__para_1", act),
        ("insert", "art_2a", act),
        ("repeal", "art_2__para_3", act),
        ("replace", "art_2__para_9", act),
    ]
    assert {row.effective_on for row in amending.instructions.all()} == {MARCH}


def test_read_again_nothing_changes_and_decisions_stay(amending):
    refused = amending.instructions.get(position=3)
    refused.state, refused.reason = State.REFUSED, "Đã có bản hợp nhất khác."
    refused.save()
    before = list(amending.instructions.values_list("pk", "position", "state"))
    stored = OrderStore().store(amending)
    assert (stored.added, stored.removed) == (0, 0)
    assert list(amending.instructions.values_list("pk", "position", "state")) == before


def test_what_a_corrected_text_no_longer_orders_goes_unless_somebody_decided(amending):
    kept = amending.instructions.get(target_eid="art_2a")
    kept.state = State.APPLIED
    kept.save()
    write_text(amending, AMENDS.replace("khoản 3 Điều 2", "khoản 2 Điều 2").replace("2a", "2b"))
    OrderStore().store(amending)
    left = list(amending.instructions.order_by("position").values_list("target_eid", flat=True))
    assert left == ["art_2__para_1", "art_2b", "art_2__para_2", "art_2__para_9", "art_2a"]


def test_orders_wait_for_an_act_that_arrives_later(unit):
    amending = publish("2/2031/NQ-HĐND", AMENDS, date(2031, 2, 6), unit)
    follow([amending.pk])
    assert not amending.instructions.exclude(target=None).exists()
    act = publish("12/2030/NQ-HĐND", ACT, date(2030, 7, 10), unit)
    follow([act.pk])
    assert act.amendments.count() == 4
    assert lead_to(act) == 0


def test_of_two_acts_with_one_number_the_issuers_own_is_meant(act, unit):
    from legal_library.vocabulary import issuer

    twin = publish("12/2030/NQ-HĐND", ACT, date(2030, 7, 11), unit)
    twin.issuer = issuer("Hội đồng nhân dân tỉnh Bình Minh")
    twin.save()
    amending = publish("2/2031/NQ-HĐND", AMENDS, date(2031, 2, 6), unit)
    OrderStore().store(amending)
    assert {row.target for row in amending.instructions.all()} == {act}


def test_an_act_that_amends_itself_is_kept_and_told(unit):
    text = AMENDS.replace("12/2030", "2/2031")
    document = publish("2/2031/NQ-HĐND", text, date(2031, 2, 6), unit)
    OrderStore().store(document)
    row = document.instructions.first()
    assert row.is_of_itself
    assert "chính nó" in row.doubt


def test_acts_that_amend_each_other_are_told_and_reading_ends(act, amending):
    write_text(act, ACT + AMENDS.replace("12/2030", "2/2031").partition("NQ-HĐND\n\n")[2])
    OrderStore().store(act)
    assert act.instructions.exists()
    assert all("lẫn nhau" in row.doubt for row in act.instructions.all())


@pytest.mark.parametrize("live", [True, False])
def test_only_published_acts_are_read(unit, live):
    document = publish("2/2031/NQ-HĐND", AMENDS, date(2031, 2, 6), unit, live=live)
    follow([document.pk])
    assert document.instructions.exists() is live
