"""What search is told about answered questions."""

from datetime import date

import pytest

from content.registration import search_sources
from tests.factories.content import TopicFactory
from tests.factories.departments import UnitFactory
from tests.factories.qa import QuestionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def source():
    return next(source for source in search_sources() if source.name == "questions")


def test_a_record_holds_question_short_answer_and_full_answer(source):
    question = QuestionFactory(
        title="Đất ở có được tách thửa không?",
        details="Thửa 120 m2.",
        summary="Chưa được.",
        answer=[("callout", {"tone": "info", "heading": "Đợi", "text": "<p>Hợp thửa trước</p>"})],
        owner_unit=UnitFactory(code="so-nnmt", name="Sở Nông nghiệp và Môi trường"),
        answered_on=date(2026, 10, 20),
    )
    question.topics = [TopicFactory(code="11")]
    question.save()
    (record,) = source.records()
    assert record.key == f"{question.pk}/"
    assert record.title == "Đất ở có được tách thửa không?"
    assert record.body == "Thửa 120 m2.\nChưa được.\nĐợi\nHợp thửa trước"
    assert record.url == "/hoi-dap/dat-o-co-duoc-tach-thua-khong/"
    assert [(passage.anchor, passage.text) for passage in record.passages] == [
        ("tra-loi-ngan", "Chưa được.")
    ]
    assert (record.topics, record.unit, record.year) == (("11",), "so-nnmt", 2026)


def test_drafts_are_not_found(source):
    draft, shown = QuestionFactory(live=False), QuestionFactory()
    assert [record.key for record in source.records()] == [f"{shown.pk}/"]
    assert list(source.records_of([draft.pk])) == []
    assert source.count() == 1


def test_reading_all_records_takes_two_queries(source, django_assert_num_queries):
    for _ in range(5):
        question = QuestionFactory(owner_unit=UnitFactory())
        question.topics = [TopicFactory()]
        question.save()
    with django_assert_num_queries(2):
        assert len(list(source.records())) == 5
