"""Editions after each other: what changed, came and went; again, after a stop, with bad input."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from content.models import ContentRecord, Topic
from legal_library.impact.marking import documents_to_mark, mark_documents
from legal_library.models import (
    CodificationImport,
    CodifiedArticle,
    Expression,
    LegalBasis,
    LegalDocument,
    ValidityEvent,
)
from tests.factories.codification import line, write_edition
from tests.factories.impact import resting_question
from tests.factories.legal_library import LegalDocumentFactory, sample_document, write_text

pytestmark = pytest.mark.django_db
FIRST, SECOND = "2024-07-01", "2026-03-01"
ARTICLES = [line(src_article=number) for number in ("1", "2", "3")]
AMENDED = line(
    src_article="2",
    text="1. Lời văn ĐÃ KHÁC của điều 2.\n2. Khoản hai của điều 2.",
    src="( Điều 2 Luật số 57/2020/QH14, có hiệu lực thi hành kể từ ngày 01/01/2021, có nội dung "
    "được sửa đổi bởi Điều 1 Luật số 8/2025/QH15 có hiệu lực thi hành kể từ ngày 01/07/2025)",
)


@pytest.fixture
def take(tmp_path):
    """Imports the lines as the edition of a day; the counts of the run."""

    def run(day, *lines):
        path = write_edition(tmp_path, f"ban-{len(lines)}-{abs(hash(lines))}", *lines)
        call_command("import_codification", path, "--source-date", day, verbosity=0)
        return CodificationImport.objects.get(edition=day).counts

    return run


def events():
    rows = ValidityEvent.objects.exclude(eid="").order_by("eid", "happens_on")
    return list(rows.values_list("eid", "kind", "happens_on"))


def test_an_edition_makes_partial_documents_with_their_topics(take):
    Topic.objects.create(code="36.3", name="Thanh niên")
    take(FIRST, *ARTICLES)

    document = LegalDocument.objects.get()
    text = document.expressions.get()
    assert (document.number, document.issued_on) == ("57/2020/QH14", date(2020, 6, 16))
    assert (text.is_partial, text.article_count, text.valid_on) == (True, 3, date(2024, 7, 1))
    assert [topic.code for topic in document.topics.all()] == ["36.3"]
    assert ContentRecord.objects.get(pk=document.uuid).url == document.get_absolute_url()
    assert events() == []


def test_a_later_edition_tells_what_changed_came_and_went(take, capsys):
    take(FIRST, *ARTICLES)
    restyled = line(text="1.  Lời văn, điều 1;\n2. Khoản hai của điều 1")
    counts = take(SECOND, restyled, AMENDED, line(src_article="4"))

    assert (counts["articles_changed"], counts["articles_added"]) == (1, 1)
    assert (counts["articles_removed"], counts["articles_unchanged"]) == (1, 1)
    assert events() == [
        ("art_2", "amended", date(2025, 7, 1)),
        ("art_3", "uncodified", date(2026, 3, 1)),
        ("art_4", "codified", date(2026, 3, 1)),
    ]
    assert [text.valid_on for text in Expression.objects.order_by("valid_on")] == [
        date(2024, 7, 1),
        date(2026, 3, 1),
    ]


def test_a_second_run_changes_nothing(take, capsys):
    take(FIRST, *ARTICLES)
    before = take(SECOND, ARTICLES[0], AMENDED)
    rows = (events(), list(CodifiedArticle.objects.order_by("pk").values_list()))

    assert take(SECOND, ARTICLES[0], AMENDED) == before
    assert (events(), list(CodifiedArticle.objects.order_by("pk").values_list())) == rows
    assert Expression.objects.count() == 2
    assert "Nothing has changed." in capsys.readouterr().out


def test_an_import_that_was_stopped_goes_on(take, monkeypatch):
    from legal_library.codification import writing

    take(FIRST, *ARTICLES, line(src_number="9/2021/QH15", src_url="ItemID=9"))
    monkeypatch.setattr(writing, "_TOGETHER", 1)
    store, done = writing._Batch.store, []

    def stop_at_the_second(batch, groups):
        if done:
            raise KeyboardInterrupt
        done.append(store(batch, groups))

    lines = (ARTICLES[0], AMENDED, line(src_number="9/2021/QH15", src_url="ItemID=9", text="Mới."))
    monkeypatch.setattr(writing._Batch, "store", stop_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        take(SECOND, *lines)
    monkeypatch.setattr(writing._Batch, "store", store)
    counts = take(SECOND, *lines)

    assert (counts["articles_changed"], counts["articles_removed"]) == (2, 1)


def test_a_full_text_is_never_touched_but_its_changes_are_told(take):
    known = LegalDocumentFactory(number="57/2020/QH14", issued_on=date(2020, 6, 16))
    known.type = LegalDocument._meta.get_field("type").related_model.objects.get(name="Luật")
    known.save()
    write_text(known)
    take(FIRST, *ARTICLES)
    take(SECOND, ARTICLES[0], AMENDED, ARTICLES[2])

    assert LegalDocument.objects.filter(number="57/2020/QH14").get() == known
    assert not known.expressions.get().is_partial
    assert events() == [("art_2", "amended", date(2025, 7, 1))]


def test_a_full_text_that_comes_later_is_what_is_shown(take):
    take(FIRST, *ARTICLES)
    document = LegalDocument.objects.get()
    whole = write_text(document, valid_on=date(2020, 6, 16))
    from legal_library.versions import current_text

    assert current_text(document.expressions.all(), date(2026, 1, 1), language="vi") == whole


def test_a_subject_that_an_edition_lacks_says_nothing_of_its_articles(take):
    take(FIRST, ARTICLES[0], line(src_article="2", demuc="1.1"))
    counts = take(SECOND, line(text="1. Lời khác hẳn."))

    assert counts["articles_removed"] == 0
    assert Expression.objects.get(valid_on=SECOND).article_count == 2


def test_words_that_an_edition_lost_are_no_change(take):
    take(FIRST, *ARTICLES)
    counts = take(SECOND, ARTICLES[0], ARTICLES[1], line(src_article="3", text=""))

    assert (counts["articles_emptied"], counts["articles_changed"]) == (1, 0)
    assert take("2026-04-01", *ARTICLES)["articles_changed"] == 0


def test_what_cannot_be_told_apart_is_reported_and_left(take, capsys):
    for issuer_name in ("một", "hai"):
        sample_document(number="57/2020/QH14", issuer=None, issued_on=None, title=issuer_name)
    LegalDocument.objects.update(type=LegalDocumentFactory().type)
    LegalDocument.objects.filter(number="57/2020/QH14").update(type=_law())
    counts = take(FIRST, *ARTICLES, "hỏng", line(src_number=None))

    assert (counts["documents_ambiguous"], counts["articles_ambiguous"]) == (1, 3)
    assert counts["lines_broken"] == 2
    assert CodifiedArticle.objects.count() == 0


def test_documents_numbered_alike_by_two_bodies_stay_apart(take):
    other = line(
        src="(Điều 1 Luật số 57/2020/QH14 Luật Khác ngày 01/02/2019 của Chính phủ, có hiệu lực "
        "thi hành kể từ ngày 01/03/2019)",
        src_url="ItemID=222",
    )
    take(FIRST, *ARTICLES, other)
    assert LegalDocument.objects.count() == 2
    assert take(SECOND, *ARTICLES, other)["articles_unchanged"] == 4


def test_an_older_edition_and_another_file_of_the_day_are_refused(take):
    take(SECOND, *ARTICLES)
    with pytest.raises(CommandError, match="mới hơn"):
        take(FIRST, *ARTICLES)
    with pytest.raises(CommandError, match="tệp khác"):
        take(SECOND, ARTICLES[0])


def test_a_deleted_document_comes_back_as_new(take):
    take(FIRST, *ARTICLES)
    LegalDocument.objects.all().delete()

    assert take(SECOND, *ARTICLES)["documents_new"] == 1


def test_what_rests_on_a_changed_article_is_marked(take, django_capture_on_commit_callbacks):
    take(FIRST, *ARTICLES)
    document = LegalDocument.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        for eid in ("art_1", "art_2__para_1"):
            question = resting_question(document, eid, slug=eid.replace("_", "-"))
    LegalBasis.objects.update(as_of=date(2024, 9, 1))
    with django_capture_on_commit_callbacks(execute=True):
        take(SECOND, ARTICLES[0], AMENDED, ARTICLES[2])

    stale = LegalBasis.objects.get(stale_since=date(2025, 7, 1))
    assert (stale.record_id, stale.eid) == (question.uuid, "art_2__para_1")
    assert mark_documents(documents_to_mark()) == 0


def _law():
    return LegalDocument._meta.get_field("type").related_model.objects.get(name="Luật")
