"""What search is told about news."""

from datetime import date

import pytest
from wagtail.models import PageViewRestriction

from content.registration import search_sources
from tests.factories.content import TopicFactory
from tests.factories.departments import UnitFactory
from tests.factories.news import NewsIndexPageFactory, NewsPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    return NewsIndexPageFactory()


@pytest.fixture
def source():
    return next(source for source in search_sources() if source.name == "news")


def test_a_record_holds_all_that_can_be_searched_and_filtered(index, source):
    unit = UnitFactory(code="so-tu-phap", name="Sở Tư pháp")
    page = NewsPageFactory(
        parent=index,
        title="Đề án đậm nét",
        summary="Tóm tắt.",
        date=date(2026, 11, 9),
        owner_unit=unit,
        body=[("text", "<p>Bà con <b>được hỏi</b></p>")],
    )
    page.topics = [TopicFactory(code="44.8")]
    page.save()
    (record,) = source.records()
    assert record.key == f"{page.pk}/"
    assert record.title == "Đề án đậm nét"
    assert record.body == "Tóm tắt.\nBà con được hỏi"
    assert record.url == page.url
    assert record.topics == ("44.8",)
    assert (record.unit, record.unit_label) == ("so-tu-phap", "Sở Tư pháp")
    assert record.provincial
    assert (record.year, record.published_on) == (2026, date(2026, 11, 9))


def test_only_what_everybody_may_read_is_found(index, source):
    NewsPageFactory(parent=index, live=False)
    closed = NewsPageFactory(parent=index)
    PageViewRestriction.objects.create(
        page=closed.page_ptr, restriction_type=PageViewRestriction.LOGIN
    )
    shown = NewsPageFactory(parent=index)
    assert [record.key for record in source.records()] == [f"{shown.pk}/"]
    assert list(source.records_of([closed.pk])) == []
    assert source.count() == 1


def test_reading_all_records_takes_a_fixed_number_of_queries(
    index, source, django_assert_max_num_queries
):
    list(source.records())
    for _ in range(5):
        page = NewsPageFactory(parent=index, owner_unit=UnitFactory())
        page.topics = [TopicFactory()]
        page.save()
    with django_assert_max_num_queries(5):
        assert len(list(source.records())) == 5
