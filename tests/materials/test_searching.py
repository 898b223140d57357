"""What search is told about materials."""

import pytest
from django.utils import timezone

from content.registration import search_sources
from tests.factories.departments import UnitFactory
from tests.factories.materials import (
    MaterialIndexPageFactory,
    MaterialKindFactory,
    MaterialPageFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    return MaterialIndexPageFactory()


@pytest.fixture
def source():
    return next(source for source in search_sources() if source.name == "materials")


def test_a_record_names_the_kind_and_holds_the_words(index, source):
    page = MaterialPageFactory(
        parent=index,
        title="Hàng xóm tranh chấp",
        summary="Gọi ai?",
        kind=MaterialKindFactory(code="to-gap", name="Tờ gấp"),
        owner_unit=UnitFactory(code="so-tu-phap"),
        body=[("text", "<p>Gọi tổ hòa giải</p>")],
    )
    page.save_revision().publish()
    (record,) = source.records()
    assert (record.type_code, record.type_label) == ("to-gap", "Tờ gấp")
    assert record.body == "Gọi ai?\nGọi tổ hòa giải"
    assert record.unit == "so-tu-phap"
    assert record.published_on == timezone.localdate()


def test_a_page_that_was_made_live_without_a_date_is_still_found(index, source):
    MaterialPageFactory(parent=index, first_published_at=None)
    assert [record.year for record in source.records()] == [None]


def test_drafts_are_not_found(index, source):
    draft = MaterialPageFactory(parent=index, live=False)
    assert list(source.records()) == list(source.records_of([draft.pk])) == []
    assert source.count() == 0
