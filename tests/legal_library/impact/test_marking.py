"""Bases follow what is published, marks follow what happens to the law, however often."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from content.models import ContentRecord
from legal_library.impact.bases import keep_bases
from legal_library.impact.marking import documents_to_mark, mark, mark_documents
from legal_library.models import Citation, LegalBasis, ValidityEvent
from tests.factories.departments import UnitFactory
from tests.factories.impact import STATED_ON, basis_of, happens, resting_question, stated
from tests.factories.legal_library import LegalDocumentFactory

pytestmark = pytest.mark.django_db
Kind = ValidityEvent.Kind
PLACE = "art_3__para_1"


@pytest.fixture
def question(document, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return resting_question(document, PLACE)


def record_of(item) -> ContentRecord:
    return ContentRecord.objects.get(pk=item.uuid)


def mark_all() -> int:
    return mark_documents(documents_to_mark())


def test_what_an_editor_states_is_a_basis_once_published(question, document):
    basis = basis_of(question)

    assert (basis.document, basis.eid, basis.as_of) == (document, PLACE, STATED_ON)
    assert basis.origin == LegalBasis.Origin.STATED
    assert keep_bases([question.uuid]) == 0


def test_citations_are_bases_and_what_is_stated_counts_before(question, document):
    record = record_of(question)
    for position, eid in enumerate((PLACE, "art_4")):
        Citation.objects.create(
            record=record,
            position=position,
            start=0,
            end=5,
            text="Điều 4",
            as_of=date(2026, 2, 2),
            target=document,
            target_eid=eid,
            reason="number",
        )
    keep_bases([question.uuid])

    assert set(LegalBasis.objects.values_list("eid", "origin", "as_of")) == {
        (PLACE, "stated", STATED_ON),
        ("art_4", "cited", date(2026, 2, 2)),
    }
    Citation.objects.all().delete()
    keep_bases([question.uuid])
    assert basis_of(question).eid == PLACE


def test_bases_of_documents_are_kept_for_those_of_the_province_only(document):
    for unit in (None, UnitFactory()):
        LegalBasis.objects.all().delete()
        citing = LegalDocumentFactory(owner_unit=unit, issued_on=date(2026, 2, 1))
        citing.save_revision().publish()
        Citation.objects.create(
            record=record_of(citing),
            source=citing,
            position=0,
            start=0,
            end=5,
            as_of=date(2026, 2, 1),
            target=document,
            reason="number",
        )
        keep_bases([citing.uuid])
        assert LegalBasis.objects.count() == (1 if unit else 0)


def test_an_event_marks_as_soon_as_it_is_known(
    question, document, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        event = happens(document, PLACE)

    basis = basis_of(question)
    assert (basis.stale_event, basis.stale_since) == (event, date(2026, 3, 1))
    assert record_of(question).basis_changed_on == date(2026, 3, 1)
    flagged_at = basis.flagged_at
    assert mark_all() == 0
    assert basis_of(question).flagged_at == flagged_at
    with django_capture_on_commit_callbacks(execute=True):
        event.delete()
    assert basis_of(question).stale_since is None
    assert record_of(question).basis_changed_on is None


def test_of_several_changes_the_earliest_counts_and_none_before_the_day_of_the_basis(
    question, document
):
    happens(document, PLACE, day=STATED_ON)
    happens(document, PLACE, day=date(2026, 5, 1))
    happens(document, "art_3", day=date(2026, 4, 1))
    mark_all()

    assert basis_of(question).stale_since == date(2026, 4, 1)


def test_what_is_to_come_marks_on_its_day(question, document):
    tomorrow = timezone.localdate() + timedelta(days=1)
    happens(document, PLACE, day=tomorrow)
    bases = LegalBasis.objects.all()

    assert mark_all() == 0
    assert mark(bases, today=tomorrow) == 1


def test_a_suspension_that_is_over_marks_nothing(question, document):
    happens(document, PLACE, Kind.SUSPENDED)
    mark_all()
    assert basis_of(question).stale_since
    happens(document, PLACE, Kind.RESUMED, day=date(2026, 6, 1))
    mark_all()

    assert basis_of(question).stale_since is None


def test_what_an_act_has_changed_itself_does_not_mark_it(document):
    amending = LegalDocumentFactory(owner_unit=UnitFactory(), issued_on=STATED_ON)
    amending.save_revision().publish()
    LegalBasis.objects.create(
        record=record_of(amending), document=document, eid=PLACE, as_of=STATED_ON, origin="cited"
    )
    happens(document, PLACE, cause=amending)

    assert mark_all() == 0


def test_publishing_anew_as_of_now_clears_the_mark(
    question, document, django_capture_on_commit_callbacks
):
    happens(document, PLACE)
    mark_all()
    question.legal_bases = stated(document, PLACE, as_of=timezone.localdate())
    with django_capture_on_commit_callbacks(execute=True):
        question.save_revision().publish()

    assert basis_of(question).stale_since is None
    assert record_of(question).basis_changed_on is None


def test_documents_that_were_deleted_and_items_without_an_object_are_passed_over(
    question, document
):
    record = record_of(question)
    ContentRecord.objects.filter(pk=record.pk).update(object_id=999_999)
    assert keep_bases([record.pk]) == 1  # the statement is gone with the object
    assert keep_bases([record.pk]) == 0
    document.delete()
    assert mark_all() == 0


def test_two_acts_that_rest_on_each_other_come_to_an_end(document):
    other = LegalDocumentFactory(owner_unit=UnitFactory(), issued_on=STATED_ON)
    document.owner_unit = other.owner_unit
    document.save_revision().publish()
    other.save_revision().publish()
    for one, target in ((document, other), (other, document)):
        LegalBasis.objects.create(
            record=record_of(one), document=target, as_of=STATED_ON, origin="cited"
        )
        happens(target, kind=Kind.EXPIRES)

    assert mark_all() == 2
    assert mark_all() == 0


def test_the_command_of_the_night_looks_at_what_is_recent(question, document, capsys):
    happens(document, PLACE)
    ValidityEvent.objects.update(recorded_at=timezone.now() - timedelta(days=90))
    call_command("mark_stale", verbosity=0)
    assert "0 marks changed" in capsys.readouterr().out
    call_command("mark_stale", "--all", verbosity=0)
    assert "1 marks changed" in capsys.readouterr().out
    call_command("mark_stale", "--all", verbosity=0)
    assert "0 marks changed" in capsys.readouterr().out
