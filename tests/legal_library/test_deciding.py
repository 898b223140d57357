"""Editors decide what a machine read; events, dates, details and contradictions follow."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command

from audit.models import AuditEvent
from legal_library.models import Expression, LegalDocument, Relation, StatusOverride
from legal_library.parsing import parse
from legal_library.relating import relate, resolve_waiting
from legal_library.validity.contradictions import CHECKS, circle, contradictions
from legal_library.validity.deciding import decide, write
from legal_library.validity.recomputing import recompute
from legal_library.vocabulary import document_type, issuer
from tests.factories.accounts import UserFactory
from tests.factories.departments import UnitFactory
from tests.factories.legal_library import LegalDocumentFactory

pytestmark = pytest.mark.django_db

DAY = date(2030, 8, 1)
CONFIRMED, REFUSED, PROPOSED = Relation.State.CONFIRMED, Relation.State.REFUSED, "proposed"
ACT = (
    "NGHỊ ĐỊNH\nVề hòa giải\n\nĐiều 1. Phạm vi\nMột.\nĐiều 2. Hiệu lực thi hành\n"
    "Nghị định này thay thế Nghị định số 12/2020/NĐ-CP; bãi bỏ Điều 5 Thông tư số 5/2020/TT-BTP.\n"
)


def decree(number, **fields) -> LegalDocument:
    return LegalDocumentFactory(number=number, type=document_type("Nghị định"), **fields)


@pytest.fixture
def editor():
    return UserFactory()


@pytest.fixture
def new():
    return decree("7/2030/NĐ-CP", effective_from=DAY, issued_on=date(2030, 6, 1))


@pytest.fixture
def old():
    return decree("12/2020/NĐ-CP", stated_status="in_force", issued_on=date(2020, 3, 5))


@pytest.fixture
def replaces(new, old):
    relate(new, parse(ACT))
    return new.relations.get(kind="replaces")


def test_what_is_read_is_proposed_and_changes_no_validity(replaces, old):
    assert (replaces.state, replaces.confidence) == (PROPOSED, "sure")
    assert "thay thế Nghị định số 12/2020/NĐ-CP" in replaces.sentence
    assert replaces.target == old
    assert old.status_on(DAY) == "in_force"


def test_a_confirmed_end_takes_effect_with_the_acting_document(replaces, old, editor):
    assert decide([replaces], CONFIRMED, by=editor) == 1
    old.refresh_from_db()
    assert old.effective_to == DAY
    assert old.status_on(DAY - timedelta(days=1)) == "in_force"
    assert old.status_on(DAY) == "expired"
    event = old.validity_events.get(kind="expires")
    assert (event.cause, event.relation) == (replaces.source, replaces)
    assert AuditEvent.objects.filter(detail__what="relation").count() == 1
    assert decide([replaces], CONFIRMED, by=editor) == 0


@pytest.mark.parametrize("state", [REFUSED, PROPOSED])
def test_a_decision_can_be_taken_back(replaces, old, editor, state):
    decide([replaces], CONFIRMED, by=editor)
    decide([replaces], state, by=editor)
    old.refresh_from_db()
    assert old.effective_to is None
    assert old.status_on(DAY) == "in_force"
    assert not old.validity_events.exists()


def test_reading_again_keeps_what_was_decided_and_forgets_what_is_gone(replaces, new, editor):
    decide([replaces], REFUSED, by=editor)
    relate(new, parse(ACT.split("; bãi bỏ")[0] + ".\n"))
    assert list(new.relations.values_list("kind", "state")) == [("replaces", "refused")]


def test_a_part_that_ends_leaves_the_rest_in_force(new, editor):
    circular = LegalDocumentFactory(number="5/2020/TT-BTP", stated_status="in_force")
    relate(new, parse(ACT))
    decide(new.relations.filter(kind="repeals"), CONFIRMED, by=editor)
    assert circular.status_on(DAY) == "partly_expired"
    assert circular.validity_events.get().eid == "art_5"


def test_a_target_that_arrives_late_is_ended_at_once(new, editor):
    relate(new, parse(ACT))
    relation = new.relations.get(kind="replaces")
    assert relation.target is None
    decide([relation], CONFIRMED, by=editor)
    late = decree("12/2020/NĐ-CP")
    assert resolve_waiting(late) == 1
    late.refresh_from_db()
    assert late.effective_to == DAY


def test_a_number_that_two_issuers_share_is_left_to_the_editor(new):
    for name in ("Ủy ban nhân dân tỉnh An Lạc", "Ủy ban nhân dân tỉnh Bình Yên"):
        late = LegalDocumentFactory(number="12/2020/NĐ-CP", issuer=issuer(name))
        if name.endswith("Yên"):
            resolve_waiting(late)
    relate(new, parse(ACT))
    assert new.relations.get(kind="replaces").target is None
    found = {check.name: number for check, number in contradictions(DAY).counts() if number}
    assert found["ambiguous"] == 1


def test_a_pause_begins_and_ends(new, old, editor):
    pause = Relation(
        source=new,
        kind="pauses",
        target=old,
        citation="Nghị định số 12/2020/NĐ-CP",
        happens_on=DAY,
        ends_on=DAY + timedelta(days=9),
    )
    write(pause, by=editor)
    days = [DAY - timedelta(days=1), DAY, DAY + timedelta(days=9), DAY + timedelta(days=10)]
    assert [old.status_on(day) for day in days] == [
        "in_force",
        "suspended",
        "suspended",
        "in_force",
    ]


def test_detailing_acts_are_proposed_to_end_with_their_parent(replaces, old, editor):
    detail = decree("13/2020/NĐ-CP")
    goes_on = decree("14/2020/NĐ-CP")
    for source in (detail, goes_on):
        Relation.objects.create(source=source, kind="details", target=old, citation="NĐ 12")
    replaces.source.expressions.write(
        replaces.source,
        parse("Điều 1. Chuyển tiếp\nNghị định số 14/2020/NĐ-CP tiếp tục có hiệu lực.\n"),
    )
    decide([replaces], CONFIRMED, by=editor)
    derived = Relation.objects.get(is_derived=True)
    assert (derived.target, derived.state, derived.confidence) == (detail, PROPOSED, "likely")
    assert detail.status_on(DAY) == "unknown"
    decide([replaces], PROPOSED, by=editor)
    assert not Relation.objects.filter(is_derived=True).exists()


def test_a_unit_has_the_last_word_for_as_long_as_it_says(old):
    unit = UnitFactory(name="Sở Tư pháp tỉnh An Lạc")
    StatusOverride.objects.create(
        document=old,
        status="no_longer_suitable",
        reason="Công văn mẫu",
        holds_from=DAY,
        holds_until=DAY + timedelta(days=5),
        unit=unit,
    )
    spans = (-1, 0, 5, 6)
    assert [old.status_on(DAY + timedelta(days=step)) for step in spans] == [
        "in_force",
        "no_longer_suitable",
        "no_longer_suitable",
        "in_force",
    ]


# -- every night -----------------------------------------------------------------------


def test_recomputing_notes_what_time_changed_and_is_quiet_the_second_time(old, capsys):
    old.effective_to = DAY
    old.save()
    assert [str(change.document) for change in recompute(DAY - timedelta(days=1))] == []
    old.refresh_from_db()
    assert old.noted_status == "in_force"
    assert old.validity_events.get().happens_on == DAY
    assert [change.words for change in recompute(DAY, dry_run=True)] == [
        "Còn hiệu lực → Hết hiệu lực toàn bộ"
    ]
    call_command("recompute_validity", "--day", DAY.isoformat())
    assert "Nghị định 12/2020/NĐ-CP: Còn hiệu lực → Hết hiệu lực toàn bộ" in capsys.readouterr().out
    call_command("recompute_validity", "--day", DAY.isoformat())
    assert capsys.readouterr().out.startswith("0 changes")


def test_recomputing_catches_up_with_a_day_that_became_known(replaces, old, new, editor):
    LegalDocument.objects.filter(pk=new.pk).update(effective_from=None)
    replaces.refresh_from_db()
    decide([replaces], CONFIRMED, by=editor)
    assert not old.validity_events.exists()
    LegalDocument.objects.filter(pk=new.pk).update(effective_from=DAY)
    recompute(DAY)
    old.refresh_from_db()
    assert old.effective_to == DAY


# -- contradictions --------------------------------------------------------------------


def found_on(day=DAY) -> dict:
    return {check.name: number for check, number in contradictions(day).counts() if number}


def test_a_sound_library_has_no_contradictions(replaces, old, new, editor):
    decide([replaces], CONFIRMED, by=editor)
    assert found_on(DAY - timedelta(days=40)) == {}


def test_each_contradiction_is_found(new, old):
    relation = {"citation": "mẫu", "confidence": "sure", "state": "proposed"}
    Relation.objects.create(source=new, kind="replaces", target=old, **relation)
    assert found_on() == {"replaced_but_standing": 1}
    LegalDocument.objects.filter(pk=old.pk).update(stated_status="expired")
    assert found_on(DAY - timedelta(days=1)) == {"ended_too_soon": 1}
    LegalDocument.objects.filter(pk=old.pk).update(
        stated_status="in_force", effective_from=date(2020, 1, 1), effective_to=date(2029, 1, 1)
    )
    assert found_on() == {"early_effect": 1, "stated_after_end": 1}
    Relation.objects.create(source=old, kind="amends", target=new, **relation)
    assert found_on().keys() >= {"changed_by_earlier", "in_a_circle"}
    Relation.objects.create(source=new, kind="amends", target=new, **relation)
    old.validity_events.create(kind="expires", happens_on=date(2019, 1, 1))
    Expression.objects.write(new, parse("Điều 1. Một\nHai.\n"))
    new.validity_events.create(kind="expires", eid="art_9", happens_on=DAY)
    found = found_on()
    assert (found["changes_itself"], found["ends_before_it_begins"], found["vanished"]) == (1, 1, 1)
    decree("7/2030/NĐ-CP")
    assert found_on()["namesakes"] == 2
    assert len({check.name for check in CHECKS}) == len(CHECKS)
    assert contradictions(DAY).documents().count() == 3


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        ({1: {2}, 2: {3}}, set()),
        ({1: {2}, 2: {1}}, {1, 2}),
        ({1: {2}, 2: {3}, 3: {1}, 4: {1}, 3.5: {4}}, {1, 2, 3}),
        ({1: {2}, 2: {1, 3}, 3: {4}, 4: {5}, 5: {4}}, {1, 2, 4, 5}),
    ],
)
def test_circles(edges, expected):
    assert circle(edges) == expected
