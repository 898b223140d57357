"""Every file becomes a draft of the unit; nothing is public, and nothing public changes."""

from datetime import date

import pytest
from django.core.management import call_command

from content.two_people import SamePersonError
from departments.roles import Role
from legal_library.models import DocumentSource, LegalDocument, Relation, UploadState
from legal_library.parsing import from_json, parse, to_json
from legal_library.vocabulary import issuer
from tests.factories.accounts import officer
from tests.factories.departments import UnitFactory
from tests.factories.legal_library import LegalDocumentFactory, write_text

from .conftest import ACT, act, read_all, word

pytestmark = pytest.mark.django_db

FACTS = {"number": "7/2026/NQ-HĐND", "issued_on": date(2026, 7, 10)}


@pytest.fixture
def existing(unit):
    """The act of `act()`, public, with a text of one article."""
    document = LegalDocumentFactory(
        title="Quy định mức hỗ trợ",
        issuer=issuer("Hội đồng nhân dân tỉnh An Lạc"),
        owner_unit=unit,
        **FACTS,
    )
    write_text(document, "Điều 1. Phạm vi\nChỉ một điều.\n")
    return document


def text_of(document):
    return document.get_latest_revision_as_object().draft_tree


def test_a_file_is_a_draft_of_the_unit_written_by_who_sent_it(send, unit, drafter):
    (file,) = read_all(send({"nghi-quyet.docx": word()}, credit="Công báo tỉnh"))
    document = file.document
    assert (file.state, file.article_count) == (UploadState.DRAFTED, 2)
    assert (document.live, document.has_unpublished_changes) == (False, True)
    assert document.owner_unit == unit
    assert document.source_credit == "Công báo tỉnh"
    assert document.number == "7/2026/NQ-HĐND"
    assert document.latest_revision.user == drafter
    assert from_json(text_of(document)).articles()[0].heading == "Phạm vi"
    assert document.source_file.name.endswith("/nghi-quyet.docx")
    assert (document.draft_text, bool(document.draft_tree)) == ("", True)
    assert not document.expressions.exists()


def test_who_sent_it_does_not_publish_it_and_somebody_else_does(send, unit, drafter):
    (file,) = read_all(send({"a.txt": act()}))
    revision = file.document.latest_revision
    with pytest.raises(SamePersonError):
        revision.publish(user=drafter)
    revision.publish(user=officer(Role.LEADER, unit))
    document = LegalDocument.objects.get(pk=file.document.pk)
    assert document.live
    assert document.expressions.get().article_count == 2


def test_what_a_text_rests_on_is_known_when_it_is_public(send, unit):
    title = "Quy định mức hỗ trợ đối với đội hòa giải 8"
    basis = "Căn cứ Nghị quyết số 7/2026/NQ-HĐND về đội hòa giải;"
    text = act(8).decode().replace(title, f"{title}\n{basis}")
    (later,) = read_all(send({"8.txt": text.encode()}))
    assert not Relation.objects.exists()
    leader = officer(Role.LEADER, unit)
    later.document.latest_revision.publish(user=leader)
    assert Relation.objects.get().target is None
    (earlier,) = read_all(send({"7.txt": act()}))
    earlier.document.latest_revision.publish(user=leader)
    assert Relation.objects.get().target == earlier.document


def test_what_names_no_number_is_for_review(send):
    (file,) = read_all(send({"thu.txt": "Điều 1. Phạm vi\nMột.\n".encode()}))
    assert file.state == UploadState.FOR_REVIEW
    assert file.document.needs_review
    assert any("Không đọc được số" in note for note in file.notes)


def test_a_text_that_differs_is_a_new_draft_of_what_is_public(send, existing, drafter):
    before = existing.expressions.get()
    (file,) = read_all(send({"a.docx": word()}))
    existing.refresh_from_db()
    assert (file.state, file.document) == (UploadState.NEW_TEXT, existing)
    assert not existing.source_file
    assert existing.get_latest_revision_as_object().source_file.name.endswith("/a.docx")
    assert (existing.live, existing.title, existing.draft_text) == (True, "Quy định mức hỗ trợ", "")
    assert existing.has_unpublished_changes
    assert list(existing.expressions.all()) == [before]
    assert not Relation.objects.exists()
    assert len(from_json(text_of(existing)).articles()) == 2
    assert existing.latest_revision.user == drafter


def test_the_same_text_of_what_is_public_changes_nothing(send, existing):
    write_text(existing, ACT.format(number=7))
    (file,) = read_all(send({"a.txt": act()}))
    assert file.state == UploadState.KNOWN
    assert not existing.has_unpublished_changes
    assert existing.latest_revision is None


def test_a_draft_with_another_text_is_not_written_over(send, existing, drafter):
    existing.draft_text = "Người khác đang soạn."
    existing.draft_tree = to_json(parse("Điều 1. Khác\nKhác.\n"))
    existing.save_revision()
    (file,) = read_all(send({"a.txt": act()}))
    assert file.state == UploadState.FAILED
    assert "đang có một bản nháp" in file.message
    assert existing.get_latest_revision_as_object().draft_text == "Người khác đang soạn."


def test_what_is_locked_is_left_and_can_be_tried_again(send, existing):
    existing.locked = True
    existing.save()
    (file,) = read_all(send({"a.txt": act()}))
    assert (file.state, "đang khóa" in file.message) == (UploadState.FAILED, True)


def test_the_public_act_of_another_unit_stays_and_is_named(send, existing):
    LegalDocument.objects.update(owner_unit=UnitFactory())
    (file,) = read_all(send({"a.txt": act()}))
    assert (file.state, file.document) == (UploadState.KNOWN, existing)
    assert "đơn vị khác phụ trách" in file.message
    existing.refresh_from_db()
    assert not existing.has_unpublished_changes


def test_the_draft_of_another_unit_is_not_shown(send, existing):
    LegalDocument.objects.update(owner_unit=UnitFactory(), live=False)
    (file,) = read_all(send({"a.txt": act()}))
    assert (file.state, file.document) == (UploadState.KNOWN, None)
    assert "Đơn vị khác đang soạn" in file.message
    assert LegalDocument.objects.count() == 1


def test_sent_again_or_imported_again_it_is_the_same_document(send, tmp_path):
    read_all(send({"a.txt": act()}))
    (again,) = read_all(send({"ten-khac.txt": act()}))
    assert again.state == UploadState.KNOWN
    (tmp_path / "a.txt").write_bytes(act())
    call_command(
        "import_documents", str(tmp_path), "--report", str(tmp_path / "r.xlsx"), verbosity=0
    )
    assert LegalDocument.objects.count() == DocumentSource.objects.count() == 1
    assert not LegalDocument.objects.get().live


def test_files_of_one_name_from_two_units_are_two_documents(send, folder):
    other = UnitFactory()
    read_all(send({"quyet-dinh.txt": "Điều 1. Một\nMột.\n".encode()}))
    stranger = officer(Role.DRAFTER, other)
    (file,) = read_all(
        send({"quyet-dinh.txt": "Điều 1. Hai\nHai.\n".encode()}, unit=other, by=stranger)
    )
    assert LegalDocument.objects.count() == 2
    assert file.document.owner_unit == other


def test_a_draft_is_known_again_whatever_order_a_database_keeps_names_in(send, existing):
    (first,) = read_all(send({"a.txt": act()}))
    revision = first.document.latest_revision
    assert first.document == existing
    tree = revision.content["draft_tree"]
    revision.content["draft_tree"] = dict(reversed(tree.items())) | {
        "bodies": [dict(reversed(body.items())) for body in tree["bodies"]]
    }
    revision.save()
    (again,) = read_all(send({"b.txt": act() + b"\n"}))
    assert again.state == UploadState.KNOWN
