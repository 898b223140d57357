"""Citations of published texts are stored once, and follow every change of text and target."""

from datetime import date

import pytest
from django.core.management import call_command

from content.models import ContentRecord
from content.records import remove_record, sync_record
from legal_library.citing.following import citations_paused, follow
from legal_library.citing.storing import CitationStore, Stored
from legal_library.models import Citation
from legal_library.vocabulary import document_type, issuer
from tests.factories.legal_library import LegalDocumentFactory, write_text
from tests.factories.qa import QuestionFactory

pytestmark = pytest.mark.django_db
LAW = "Điều 1. A\n1. Một:\na) Hai;\nđ) Ba.\nĐiều 2. B\nTheo khoản 1 Điều 1 của Luật này."
DECREE = (
    "Căn cứ Luật Trồng cây ven suối số 05/2024/QH15;\n"
    "Điều 1. Phạm vi\n"
    "1. Chi tiết điểm đ khoản 1 Điều 1 Luật Trồng cây ven suối. Câu sau.\n"
    "2. Theo Điều 9 Luật số 05/2024/QH15 và Nghị định số 7/2019/NĐ-CP.\n"
    "Điều 2. Hiệu lực\n"
    "Nghị định này có hiệu lực. Khoản 1 Điều 1 của Nghị định này giữ nguyên."
)


def make(number, kind, text="", **fields):
    document = LegalDocumentFactory(number=number, type=document_type(kind), **fields)
    if text:
        write_text(document, text)
    sync_record(document)
    return document


@pytest.fixture
def brook():
    return make(
        "05/2024/QH15",
        "Luật",
        LAW,
        title="Luật Trồng cây ven suối",
        issued_on=date(2024, 1, 15),
        effective_from=date(2024, 7, 1),
    )


@pytest.fixture
def decree():
    return make("10/2025/NĐ-CP", "Nghị định", DECREE, issued_on=date(2025, 2, 1))


def stored_of(document):
    return list(Citation.objects.filter(source=document))


def find(*documents):
    return sum(CitationStore().documents([document.pk for document in documents]), Stored())


def test_each_citation_knows_its_place_its_sentence_and_its_target(brook, decree):
    find(decree)
    basis, point, missing, unknown, own = stored_of(decree)
    assert (basis.target, basis.target_eid, basis.reason) == (brook, "", "number")
    assert (point.source_place, point.target_eid, point.target_article) == (
        "art_1__para_1",
        "art_1__para_1__point_dd",
        "art_1",
    )
    assert point.sentence == "Chi tiết điểm đ khoản 1 Điều 1 Luật Trồng cây ven suối."
    words = "Chi tiết điểm đ khoản 1 Điều 1 Luật Trồng cây ven suối. Câu sau."
    assert words[point.start : point.end] == point.text
    assert point.as_of == date(2025, 2, 1)
    assert (missing.target, missing.reason) == (None, "no_such_provision")
    assert (unknown.target, unknown.number_key) == (None, "07/2019/ND-CP")
    assert (own.target, own.target_eid, own.is_self) == (decree, "art_1__para_1", True)


def test_a_second_run_writes_nothing(brook, decree):
    assert find(decree).added == 5
    before = list(Citation.objects.order_by("pk").values())
    assert find(decree) == Stored(texts=1, kept=5)
    assert list(Citation.objects.order_by("pk").values()) == before


def test_rows_that_did_not_change_stay_when_the_text_does(brook, decree):
    find(decree)
    kept = stored_of(decree)[1]
    write_text(decree, DECREE.replace("Khoản 1 Điều 1 của Nghị", "Điều 1 của Nghị"))
    assert find(decree) == Stored(texts=1, kept=4, added=1, removed=1)
    assert Citation.objects.filter(pk=kept.pk).exists()


def test_a_target_that_arrives_is_found(decree):
    follow("documents", [decree.pk])
    assert not any(row.target for row in stored_of(decree) if not row.is_self)
    brook = make(
        "05/2024/QH15",
        "Luật",
        LAW,
        title="Luật Trồng cây ven suối",
        effective_from=date(2024, 7, 1),
    )
    follow("documents", [brook.pk])
    assert [row.target_eid for row in stored_of(decree) if row.target == brook] == [
        "",
        "art_1__para_1__point_dd",
    ]


@pytest.mark.parametrize("change", ["withdrawn", "renumbered", "deleted"])
def test_a_target_that_goes_is_let_go(brook, decree, change):
    follow("documents", [brook.pk, decree.pk])
    key = brook.pk
    if change == "deleted":
        remove_record(brook)
        brook.delete()
    else:
        changed = {"withdrawn": {"live": False}, "renumbered": {"number": "99/2024/QH15"}}
        for name, value in changed[change].items():
            setattr(brook, name, value)
        brook.title = "Luật Khác"
        brook.save()
        sync_record(brook)
    follow("documents", [key])
    first = stored_of(decree)[0]
    assert (first.target, first.reason) == (None, "not_in_library")


def test_a_text_of_the_target_without_the_place_says_so(brook, decree):
    follow("documents", [brook.pk, decree.pk])
    write_text(brook, "Điều 1. A\nChỉ còn thế này.\nĐiều 9. B\nMới.")
    follow("documents", [brook.pk])
    point, ninth = stored_of(decree)[1:3]
    assert (point.target, point.reason) == (None, "no_such_provision")
    assert ninth.target_eid == "art_9"


def test_two_documents_of_one_number_are_not_guessed(decree):
    for name in ("Ủy ban nhân dân tỉnh An Lạc", "Ủy ban nhân dân tỉnh Bình Mẫu"):
        make("15/2025/QĐ-UBND", "Quyết định", issuer=issuer(name))
    write_text(decree, "Điều 1. A\nTheo Quyết định số 15/2025/QĐ-UBND.")
    find(decree)
    (row,) = stored_of(decree)
    assert (row.target, row.reason) == (None, "ambiguous")


def test_an_attached_regulation_means_its_own_articles(brook):
    decision = make(
        "3/2025/QĐ-UBND",
        "Quyết định",
        "Điều 1. Ban hành\nBan hành kèm theo Quyết định này Quy chế hoạt động.\nĐiều 2. Hiệu lực\n"
        "Quyết định này có hiệu lực.\nTM. ỦY BAN NHÂN DÂN\n\nQUY CHẾ\nHoạt động của tổ\n"
        "(Ban hành kèm theo Quyết định số 3/2025/QĐ-UBND)\n"
        "Điều 1. Phạm vi\nMột.\nĐiều 2. Hồ sơ\nTheo Điều 1 Quy chế này và Điều 2 Quyết định này.",
    )
    find(decision)
    rows = Citation.objects.filter(source=decision, source_place__startswith="att_1")
    assert [row.target_eid for row in rows] == ["att_1__art_1", "art_2"]


def test_content_is_read_field_by_field_as_of_its_day(brook):
    question = QuestionFactory(
        summary="Có, theo Điều 2 Luật Trồng cây ven suối.", answered_on=date(2026, 1, 5)
    )
    record = sync_record(question)
    follow("questions", [question.pk])
    (row,) = Citation.objects.filter(record=record)
    assert (row.source, row.source_place, row.as_of) == (None, "summary", date(2026, 1, 5))
    assert (row.target, row.target_eid) == (brook, "art_2")


def test_publishing_finds_citations_when_the_transaction_is_done(
    brook, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        question = QuestionFactory(summary="Theo Điều 2 Luật Trồng cây ven suối.")
        record = sync_record(question)
    assert record.citations.count() == 1
    with django_capture_on_commit_callbacks(execute=True), citations_paused():
        question.summary = "Không."
        question.save()
        sync_record(question)
        assert record.citations.count() == 1
    # Collected changes are handed over when the import ends.
    with django_capture_on_commit_callbacks(execute=True):
        follow("questions", [question.pk])
    assert record.citations.count() == 0


def test_the_command_stores_everything_once(brook, decree, capsys):
    QuestionFactory(summary="Theo Điều 2 Luật Trồng cây ven suối.")
    for record in ContentRecord.objects.all():
        assert record.citations.count() == 0
    call_command("store_citations", dry_run=True, verbosity=0)
    assert not Citation.objects.exists()
    call_command("store_citations", verbosity=0)
    number = Citation.objects.count()
    assert number == 6
    call_command("store_citations", verbosity=0)
    assert f"{number} citations kept, 0 new, 0 removed" in capsys.readouterr().out
