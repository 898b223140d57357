"""Units in the search: present and former names, and where the former ones lead."""

from datetime import date

import pytest

from content.filter_words import filter_words
from content.registration import search_sources
from departments.models import Unit, UnitSuccession
from tests.factories.departments import UnitFactory

pytestmark = pytest.mark.django_db

DAY = date(2025, 7, 1)


@pytest.fixture
def source():
    return next(source for source in search_sources() if source.name == "units")


@pytest.fixture
def units():
    district = UnitFactory(name="Huyện Cũ", kind=Unit.Kind.DISTRICT, valid_to=DAY)
    old = UnitFactory(
        code="cu", name="Xã Bến Gốm", kind=Unit.Kind.COMMUNE, parent=district, valid_to=DAY
    )
    new = UnitFactory(code="moi", name="Phường Bến Đò", kind=Unit.Kind.WARD)
    UnitSuccession.objects.create(predecessor=old, successor=new, happened_on=DAY)
    UnitFactory(code="bo", name="Bộ Mẫu", kind=Unit.Kind.CENTRAL)
    return old, new


def test_a_present_unit_is_found_by_former_names_too(source, units):
    _old, new = units
    (record,) = source.records_of([new.pk])
    assert record.title == "Phường Bến Đò"
    assert "Tên cũ: Xã Bến Gốm." in record.body
    assert record.url == "/don-vi/moi/"


def test_a_former_unit_is_marked_and_names_its_successor(source, units):
    old, _new = units
    (record,) = source.records_of([old.pk])
    assert record.title == "Xã Bến Gốm (Huyện Cũ)"
    assert record.context == "Tên cũ, đến hết 30/06/2025"
    assert "Nay thuộc Phường Bến Đò." in record.body


def test_bodies_of_the_state_are_not_units_of_the_province(source, units):
    titles = {record.title for record in source.records()}
    assert "Bộ Mẫu" not in titles
    assert len(titles) == source.count() == 3


def test_all_units_are_read_in_few_queries(source, units, django_assert_max_num_queries):
    for number in range(40):
        old = UnitFactory(name=f"Xã Cũ {number}", kind=Unit.Kind.COMMUNE, valid_to=DAY)
        UnitSuccession.objects.create(predecessor=old, successor=units[1], happened_on=DAY)
    with django_assert_max_num_queries(7):
        assert len(list(source.records())) == 43


def test_a_former_name_filters_by_the_unit_and_its_successor(units):
    words = {word.name: word for word in filter_words() if word.facet == "unit"}
    assert words["Xã Bến Gốm"].values == {"cu", "moi"}
    assert words["Phường Bến Đò"].values == {"moi"}
