"""The two files of administrative units: read, planned, written; wrong files answered in words."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import Action, AuditEvent
from departments.history import current_successors
from departments.importing import UnitFileError, import_units, read_successions, read_units
from departments.models import Unit, UnitEvent, UnitSuccession

DAY = date(2025, 7, 1)
UNITS = """code,name,kind,parent_code
91,Tỉnh An Lạc,tỉnh,
98,Bình Mẫu,tỉnh,
91001,Phường Đống Đa,phường,91
91002,Xã  An Bình,xã,91
98001,Xã Cư M’gar,xã,98
"""
HEADER = "old_province,old_district,old_commune,old_code"
SUCCESSIONS = f"""{HEADER},new_province,new_commune,new_code,extent
Tỉnh An Lạc,Huyện Một,Xã Đống Đa,91001,Tỉnh An Lạc,Phường Đống Đa,91001,whole
Tỉnh An Lạc,Huyện Một,Xã Chia,91005,Tỉnh An Lạc,Phường Đống Đa,91001,main part
Tỉnh An Lạc,Huyện Một,Xã Chia,91005,Tỉnh An Lạc,Xã An Bình,77777,part
Tỉnh An Lạc,Huyện Đảo,,,Tỉnh An Lạc,Xã An Bình,91002,whole
Tỉnh Trà Mẫu,Huyện Hai,Thị trấn M'gar,98009,Tỉnh Bình Mẫu,Xã Cư M'gar,98001,whole
Tỉnh Bình Mẫu,Huyện Ba,Xã Xa,98010,Tỉnh Bình Mẫu,Xã Cư M'gar,98001,whole
"""


@pytest.fixture
def write(tmp_path):
    def write(text, name="units.csv", encoding="utf-8"):
        path = tmp_path / name
        path.write_text(text, encoding=encoding)
        return path

    return write


@pytest.fixture
def files(write):
    return write(UNITS), write(SUCCESSIONS, "successions.csv")


def load(files, **options):
    return import_units(read_units(files[0]), read_successions(files[1]), day=DAY, **options)


@pytest.mark.django_db
def test_former_units_end_and_lead_to_their_heirs(files):
    result = load(files, legal_basis="1/NQ-MAU")
    assert (result.created, result.successions) == (15, 8)
    divided = Unit.objects.get(code="91005-den-2025")
    assert (divided.name, divided.kind, divided.valid_to) == ("Xã Chia", "commune", DAY)
    assert divided.parent.name == "Huyện Một"
    assert divided.parent.valid_to == DAY
    assert divided.parent.parent.code == "91"
    assert {(row.successor.code, row.extent) for row in divided.succeeded_by.all()} == {
        ("91001", "main_part"),
        ("91002", "part"),
    }
    assert set(divided.succeeded_by.values_list("happened_on", "legal_basis")) == {
        (DAY, "1/NQ-MAU")
    }
    assert [unit.code for unit in current_successors(divided, DAY)] == ["91001", "91002"]


@pytest.mark.django_db
def test_old_and_new_may_share_their_number_but_not_their_address(files):
    load(files)
    same = Unit.objects.filter(statistics_code="91001").order_by("code")
    assert [(unit.code, unit.name) for unit in same] == [
        ("91001", "Phường Đống Đa"),
        ("91001-den-2025", "Xã Đống Đa"),
    ]


@pytest.mark.django_db
def test_a_district_without_communes_is_succeeded_itself(files):
    load(files)
    island = Unit.objects.get(name="Huyện Đảo")
    assert [row.successor.code for row in island.succeeded_by.all()] == ["91002"]


@pytest.mark.django_db
def test_provinces_that_joined_lead_to_the_new_one_and_keep_their_past(files):
    load(files)
    assert [u.code for u in current_successors(Unit.objects.get(code="tinh-tra-mau"), DAY)] == [
        "98"
    ]
    assert Unit.objects.get(code="tinh-binh-mau-den-2025").valid_to == DAY
    assert Unit.objects.get(code="98").valid_from == DAY
    # Nothing joined An Lạc: it is what it was.
    assert Unit.objects.get(code="91").valid_from is None


@pytest.mark.django_db
def test_names_are_spelt_alike_whatever_the_file(files):
    load(files)
    assert Unit.objects.get(code="98").name == "Tỉnh Bình Mẫu"
    assert Unit.objects.get(code="91002").name == "Xã An Bình"
    assert UnitSuccession.objects.filter(successor__code="98001").count() == 2


@pytest.mark.django_db
def test_a_second_run_changes_nothing_and_a_corrected_name_is_taken_over(files, write):
    load(files)
    before = list(Unit.objects.order_by("pk").values())
    again = load(files)
    assert (again.created, again.updated, again.new_successions) == (0, 0, 0)
    assert list(Unit.objects.order_by("pk").values()) == before
    assert AuditEvent.objects.filter(action=Action.UNIT_CHANGED).count() == 1
    mended = write(UNITS.replace("Xã  An Bình", "Xã An Bình Đông"), "mended.csv")
    assert import_units(read_units(mended), day=DAY).updated == 1
    assert Unit.objects.named("binh dong").get().code == "91002"


@pytest.mark.django_db
def test_what_an_event_changed_since_is_left_alone(files):
    load(files)
    renamed = Unit.objects.get(code="91002")
    renamed.name = "Xã Tên Mới"
    renamed.save()
    event = UnitEvent.objects.create(kind="rename", happened_on=DAY, legal_basis="x")
    event.units.add(renamed)
    result = load(files)
    renamed.refresh_from_db()
    assert renamed.name == "Xã Tên Mới"
    assert "1 đơn vị đã có thay đổi" in result.notes[-1]


@pytest.mark.django_db
@pytest.mark.parametrize("province", ["98", "Bình Mẫu", "tinh binh mau"])
def test_one_province_is_imported_by_code_or_name(files, province):
    load(files, province=province)
    assert set(Unit.objects.filter(valid_to=None).values_list("code", flat=True)) == {"98", "98001"}
    assert not Unit.objects.filter(name="Xã Chia").exists()


@pytest.mark.django_db
def test_codes_that_differ_between_the_files_are_followed_by_name_and_reported(files):
    result = load(files)
    assert any("mã khác nhau" in note for note in result.notes)
    assert UnitSuccession.objects.filter(
        predecessor__name="Xã Chia", successor__code="91002"
    ).exists()


@pytest.mark.parametrize(
    ("text", "encoding", "words"),
    [
        (UNITS, "utf-16", "units.csv, dòng 1: không phải UTF-8"),
        ("code,name,kind,parent_code\n1,Hà,x,\n", "latin-1", "dòng 2: không phải UTF-8"),
        ("ma,ten\n1,x\n", "utf-8", "thiếu cột code, name, kind, parent_code"),
        ("", "utf-8", "tệp trống"),
        ("code,name,kind,parent_code\n", "utf-8", "không có dòng dữ liệu"),
        (UNITS + "91002,Xã Trùng,xã,91\n", "utf-8", "dòng 7: mã 91002 đã có ở dòng 5"),
        (UNITS + "91003,Xã Lạ,quận,91\n", "utf-8", "dòng 7: loại đơn vị “quận”"),
        (UNITS + ",Xã Trống,xã,91\n", "utf-8", "dòng 7: thiếu mã"),
        (UNITS + "9/1,Xã Trống,xã,91\n", "utf-8", "dòng 7: mã “9/1”"),
        (UNITS + "91004,Xã Thiếu ô\n", "utf-8", "dòng 7: số ô không khớp"),
        (UNITS + "91004,Xã,xã,91,thừa\n", "utf-8", "dòng 7: số ô không khớp"),
        (UNITS + '91004,"Xã\n', "utf-8", "không đọc được như CSV"),
        (UNITS + "91004,Xã \0,xã,91\n", "utf-8", "dòng 7: có ký tự rỗng"),
    ],
)
def test_a_wrong_list_of_units_is_answered_with_the_line(write, text, encoding, words):
    with pytest.raises(UnitFileError, match=words):
        read_units(write(text, encoding=encoding))


LINE = "Tỉnh An Lạc,Huyện Một,Xã Nữa,91099,Tỉnh An Lạc,Xã An Bình,91002,whole\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (SUCCESSIONS + LINE.replace("whole", "all"), "dòng 8: phạm vi “all”"),
        (SUCCESSIONS + LINE.replace("91099", "91005"), "mã cũ 91005 đã dùng cho Xã Chia"),
        (SUCCESSIONS + LINE.replace("91099", ""), "“Xã Nữa” thiếu mã"),
        (SUCCESSIONS + LINE.replace("Xã Nữa", "Làng Nữa"), "không nhận ra loại đơn vị"),
        (SUCCESSIONS + LINE.replace("Huyện Một", ""), "thiếu tên tỉnh cũ"),
        (SUCCESSIONS + LINE + LINE, "dòng 9: lặp lại dòng 8"),
    ],
)
def test_a_wrong_list_of_successions_is_answered_with_the_line(write, text, words):
    with pytest.raises(UnitFileError, match=words):
        read_successions(write(text))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("units", "successions", "words"),
    [
        (UNITS, LINE.replace("Xã An Bình,91002", "Xã Không,91001"), "Mã 91001 là của Phường Đống"),
        (UNITS, LINE.replace("Tỉnh An Lạc,Xã An", "Tỉnh Không,Xã An"), "không có Xã An Bình, Tỉnh"),
        (UNITS + "91009,Xã Mồ Côi,xã,55\n", "", "cấp trên 55 của Xã Mồ Côi"),
        (UNITS + "a,Xã A,xã,b\nb,Xã B,xã,a\n", "", "thành vòng"),
    ],
)
def test_rows_that_lead_nowhere_leave_nothing_half_done(write, units, successions, words):
    history = read_successions(write(SUCCESSIONS + successions, "s.csv"))
    with pytest.raises(UnitFileError, match=words):
        import_units(read_units(write(units)), history, day=DAY)
    assert not Unit.objects.exists()


@pytest.mark.django_db
def test_the_command_reports_and_a_dry_run_writes_nothing(files, capsys):
    call_command("import_units", *files, "--dry-run", verbosity=1)
    assert "15 units created" in capsys.readouterr().out
    assert not Unit.objects.exists()
    call_command("import_units", *files, verbosity=0)
    assert Unit.objects.count() == 15


@pytest.mark.django_db
def test_the_command_refuses_in_words(files, write, tmp_path):
    with pytest.raises(CommandError, match="dòng 7: mã 91002 đã có"):
        call_command("import_units", write(UNITS + "91002,Xã,xã,91\n", "u.csv"), verbosity=0)
    with pytest.raises(CommandError, match="Không có tỉnh “Sao Hỏa”"):
        call_command("import_units", *files, province="Sao Hỏa", verbosity=0)
    with pytest.raises(CommandError, match=r"khong-co\.csv"):
        call_command("import_units", tmp_path / "khong-co.csv", verbosity=0)
    assert not Unit.objects.exists()


@pytest.fixture
def real_files(shared_data):
    folder = shared_data / "units"
    return folder / "units_2025.csv", folder / "successions_2025.csv"


@pytest.mark.django_db
def test_the_reorganisation_of_2025_is_loaded_whole_in_few_statements(real_files):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        result = load(real_files)
    # Batches of rows: nothing is asked or written for each unit.
    assert len(queries) < 600
    assert Unit.objects.communes().as_of(DAY).count() == 3321
    below_provinces = UnitSuccession.objects.exclude(
        predecessor__kind__in=[Unit.Kind.PROVINCE, Unit.Kind.CITY]
    )
    assert below_provinces.count() == 10_602
    assert load(real_files).new_successions == 0
    assert result.new_successions == UnitSuccession.objects.count()


@pytest.mark.django_db
def test_one_province_of_2025_finds_its_old_names(real_files):
    load(real_files, province="Cần Thơ")
    assert Unit.objects.communes().as_of(DAY).count() == 103
    [former] = Unit.objects.named("thi tran co do")
    assert [heir.name for heir in current_successors(former, DAY)] == ["Xã Cờ Đỏ"]
    # Its code in the list of successions is another ward's.
    ward = Unit.objects.get(name="Phường Thốt Nốt", valid_to=None)
    assert ward.code == "31212"
    assert ward.predecessors.exists()
