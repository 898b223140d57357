from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from departments.importing import UnitFileError, import_units, read_rows
from departments.models import Unit, UnitSuccession

pytestmark = pytest.mark.django_db

HEADER = "code,name,kind,parent_code\n"
ROWS = HEADER + "99,Tỉnh An Lạc,tỉnh,\n99001,Phường Đống Đa,phường,99\n99002,Xã An Bình,xã,99\n"


def write(folder, text, name="units.csv", encoding="utf-8"):
    path = folder / name
    path.write_text(text, encoding=encoding)
    return path


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


def test_import_makes_units_in_dictionary_order_and_runs_twice(tmp_path):
    rows = read_rows(write(tmp_path, ROWS))
    assert import_units(rows, valid_from=date(2025, 7, 1)).created == 3
    assert import_units(rows).updated == 3
    names = list(Unit.objects.communes().in_dictionary_order().values_list("name", flat=True))
    assert names == ["Phường Đống Đa", "Xã An Bình"]
    assert Unit.objects.get(code="99001").parent.name == "Tỉnh An Lạc"
    assert Unit.objects.get(code="99001").valid_from == date(2025, 7, 1)


def test_import_reports_rows_it_cannot_read_and_keeps_the_others(tmp_path):
    text = (
        ROWS + "99002,Xã Trùng,xã,99\n99003,Xã Lạ,quận,99\n99004,Xã Mồ Côi,xã,77\n,Xã Trống,xã,99\n"
    )
    result = import_units(read_rows(write(tmp_path, text)))
    assert result.created == 3
    assert [problem.split(":")[0] for problem in result.problems] == [
        "Dòng 5",
        "Dòng 6",
        "Dòng 7",
        "Dòng 8",
    ]


def test_import_takes_one_province(tmp_path):
    text = ROWS + "98,Tỉnh Bình Mẫu,tỉnh,\n98001,Xã Khác,xã,98\n"
    import_units(read_rows(write(tmp_path, text)), province="98")
    assert set(Unit.objects.values_list("code", flat=True)) == {"98", "98001"}


@pytest.mark.parametrize(
    ("text", "encoding", "words"),
    [
        (ROWS, "utf-16", "UTF-8"),
        ("ma,ten\n1,x\n", "utf-8", "Thiếu cột"),
        ("", "utf-8", "Thiếu cột"),
    ],
    ids=["wrong-encoding", "wrong-columns", "empty"],
)
def test_a_file_of_another_kind_is_answered_in_words(tmp_path, text, encoding, words):
    with pytest.raises(UnitFileError, match=words):
        read_rows(write(tmp_path, text, encoding=encoding))


def test_the_command_writes_nothing_on_a_dry_run_and_says_so_when_rows_are_skipped(tmp_path):
    call_command("import_units", write(tmp_path, ROWS), "--dry-run", verbosity=0)
    assert not Unit.objects.exists()
    with pytest.raises(CommandError, match="1 rows skipped"):
        call_command("import_units", write(tmp_path, ROWS + "x,y,z,\n", "more.csv"), verbosity=0)


def test_the_province_of_2025_is_loaded_whole(shared_data):
    rows = read_rows(shared_data / "units" / "units_2025.csv")
    result = import_units(rows, province="86", valid_from=date(2025, 7, 1))
    assert result.problems == []
    assert Unit.objects.communes().count() == 124
