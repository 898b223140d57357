from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from departments.models import Unit, UnitSuccession

pytestmark = pytest.mark.django_db

DAY = date(2025, 7, 1)


def unit(code, **fields):
    return Unit.objects.create(code=code, name=fields.pop("name", code), kind="commune", **fields)


def test_as_of_excludes_the_day_of_abolition():
    merged = unit("old", valid_from=date(2000, 1, 1), valid_to=date(2025, 7, 1))
    assert merged in Unit.objects.as_of(date(2025, 6, 30))
    assert merged not in Unit.objects.as_of(date(2025, 7, 1))
    assert merged not in Unit.objects.as_of(date(1999, 12, 31))
    assert merged.exists_on(date(2025, 6, 30))
    assert not merged.exists_on(date(2025, 7, 1))


def test_a_unit_does_not_end_before_it_begins():
    with pytest.raises(IntegrityError), transaction.atomic():
        unit("x", valid_from=date(2025, 7, 1), valid_to=date(2025, 6, 30))


def test_parents_in_a_circle_are_refused():
    parent = unit("a")
    child = unit("b", parent=parent)
    parent.parent = child
    with pytest.raises(ValidationError, match="đang thuộc đơn vị này"):
        parent.full_clean()


def test_successors_are_found_from_both_ends():
    old, new = unit("old"), unit("new")
    UnitSuccession.objects.create(predecessor=old, successor=new, happened_on=date(2025, 7, 1))
    assert list(old.successors.all()) == [new]
    assert list(new.predecessors.all()) == [old]
    with pytest.raises(IntegrityError), transaction.atomic():
        UnitSuccession.objects.create(predecessor=new, successor=new)


def test_a_unit_is_found_without_diacritics_by_the_start_of_each_word():
    unit("a", name="Phường Đống Đa")
    unit("b", name="Xã Đông Đa", short_name="Đa Đông")
    unit("c", name="Xã Bắc Đan")
    assert [found.code for found in Unit.objects.named("dong da")] == ["a", "b"]
    assert [found.code for found in Unit.objects.named("ĐỐNG đ").order_by("code")] == ["a", "b"]
    assert not Unit.objects.named("ong da").exists()
    assert not Unit.objects.named("").exists()
    assert not Unit.objects.named("%_'\"").exists()


def test_the_very_name_comes_first_and_former_units_last():
    unit("a", name="Xã Hòa Bình Mới")
    unit("b", name="Xã Hoà Bình", valid_to=date(2025, 7, 1))
    unit("c", name="Phường Yên Hòa Bình")
    unit("d", name="Xã Hoà Bình")
    found = Unit.objects.named("hòa bình").best_named_first("hòa bình")
    assert [each.code for each in found] == ["d", "c", "a", "b"]


def test_a_former_commune_is_told_from_its_namesakes_by_its_district():
    district = unit("h", name="Huyện Cũ")
    assert unit("x", name="Xã Tân", parent=district, valid_to=DAY).full_name == "Xã Tân (Huyện Cũ)"
    assert unit("y", name="Xã Tân", parent=district).full_name == "Xã Tân"


@pytest.mark.parametrize(
    ("begins", "ends", "words"),
    [
        (date(2025, 7, 2), None, "chưa có vào ngày"),
        (None, date(2025, 7, 1), "hết tồn tại trước"),
        (None, date(2025, 6, 1), "hết tồn tại trước"),
    ],
)
def test_a_successor_exists_on_the_day_its_predecessor_is_gone(begins, ends, words):
    old = unit("old", valid_to=DAY)
    new = unit("new", valid_from=begins, valid_to=ends)
    with pytest.raises(ValidationError, match=words):
        UnitSuccession(predecessor=old, successor=new).full_clean()
