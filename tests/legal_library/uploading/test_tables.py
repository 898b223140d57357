"""The table of attributes: mistakes by row and column, nothing computed, nothing twice."""

import io
from datetime import date, datetime

import pytest
from openpyxl import Workbook, load_workbook

from legal_library.models import LegalDocument, UploadState
from legal_library.uploading.columns import COLUMNS
from legal_library.uploading.tables import TableError, read_table
from legal_library.uploading.template import write_template
from legal_library.vocabulary import issuer, load_vocabulary
from tests.factories.legal_library import LegalDocumentFactory

from .conftest import ROW, act, read_all, table

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def words(db):
    load_vocabulary()
    issuer("Ủy ban nhân dân tỉnh An Lạc")


def read(*rows, **options):
    return read_table(table(*rows), most_rows=500, **options)


def test_a_row_is_read_whatever_way_its_days_are_written():
    days = ["10/07/2026", "10-7-2026", "2026-07-10", date(2026, 7, 10), datetime(2026, 7, 10, 8)]
    rows = read(
        *({**ROW, "number": f"{n}/2026/QĐ-UBND", "issued_on": day} for n, day in enumerate(days))
    )
    assert {row.attributes["issued_on"] for row in rows} == {"2026-07-10"}
    assert not any(row.mistakes for row in rows)


@pytest.mark.parametrize(
    ("change", "mistake"),
    [
        ({"issued_on": "31/02/2026"}, "cột Ngày ban hành: “31/02/2026” không phải một ngày"),
        ({"issued_on": ""}, "cột Ngày ban hành: còn trống"),
        ({"issued_on": "10/07/1326"}, "năm 1326 không hợp lý"),
        ({"issued_on": "10/07/2031"}, "một ngày chưa tới"),
        ({"title": "  "}, "cột Trích yếu: còn trống"),
        ({"title": "a" * 2001}, "dài quá 2000 ký tự"),
        ({"type_name": "Thần chú"}, "“Thần chú” không có trong danh sách"),
        ({"issuer": "Ông Ba"}, "“Ông Ba” không phải tên cơ quan"),
        ({"url": "javascript:alert(1)"}, "không phải một địa chỉ"),
        (
            {"effective_from": "20/07/2026", "effective_to": "19/07/2026"},
            "đứng trước ngày có hiệu lực",
        ),
    ],
)
def test_a_mistake_names_its_row_and_column(change, mistake):
    good, bad = read(ROW, ROW | {"number": "16/2026/QĐ-UBND"} | change)
    assert not good.mistakes
    assert bad.refusal.startswith("Dòng 3, cột")
    assert mistake in bad.refusal


def test_the_same_act_twice_in_a_table_is_a_mistake():
    _first, second = read(ROW, ROW | {"title": "Khác"})
    assert "với dòng 2" in second.refusal


def test_numbers_of_a_spreadsheet_are_read_as_they_look():
    (row,) = read(ROW | {"number": 15.0})
    assert row.attributes["number"] == "15"


def test_columns_may_stand_in_any_order_below_a_title():
    book = Workbook()
    sheet = book.active
    sheet.append(["Danh sách văn bản năm 2026"])
    columns = list(reversed(COLUMNS))
    sheet.append([str(column.heading).upper() for column in columns])
    sheet.append([ROW.get(column.name) for column in columns])
    file = io.BytesIO()
    book.save(file)
    (row,) = read_table(file.getvalue(), most_rows=500)
    assert (row.number, row.attributes["title"]) == (3, ROW["title"])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (table(), "chưa có dòng nào"),
        (table(*[ROW] * 4), "hơn 3 dòng"),
        (table(ROW, columns=COLUMNS[:2]), "không có các cột của mẫu"),
    ],
)
def test_what_is_no_table_of_ours_says_what_to_do(data, words):
    with pytest.raises(TableError, match=words):
        read_table(data, most_rows=3)


def test_the_template_read_back_is_a_table_and_its_example_is_right():
    book = load_workbook(io.BytesIO(write_template(most_rows=50)))
    sheet = book["Văn bản"]
    for at, cell in enumerate(book["Ví dụ"][2], start=1):
        sheet.cell(2, at, cell.value)
    file = io.BytesIO()
    book.save(file)
    (row,) = read_table(file.getvalue(), most_rows=50)
    assert not row.mistakes
    lists = {str(each.sqref): each.formula1 for each in sheet.data_validations.dataValidation}
    assert lists["A2:A51"].startswith("'Danh mục'!$A$2")
    assert "Quyết định" in [cell.value for cell in book["Danh mục"]["A"]]


def test_no_cell_that_the_portal_writes_is_computed():
    issuer("Ủy ban").__class__.objects.filter(key="uy-ban").update(name="=HYPERLINK(1)")
    book = load_workbook(io.BytesIO(write_template(most_rows=5)))
    cells = [cell for row in book["Danh mục"].iter_rows() for cell in row]
    assert "'=HYPERLINK(1)" in [cell.value for cell in cells]
    assert not any(cell.data_type == "f" for cell in cells)


def test_rows_wait_until_they_are_confirmed_and_are_drafts_without_a_text(send, unit):
    batch = send({"bang.xlsx": table(ROW, ROW | {"number": "", "issued_on": "x"})})
    good, bad = batch.files.all()
    assert (good.state, bad.state) == (UploadState.PROPOSED, UploadState.REFUSED)
    assert not LegalDocument.objects.exists()
    good = read_all(batch)[0]
    document = good.document
    assert (good.state, good.message) == (UploadState.DRAFTED, "Chưa có toàn văn.")
    assert (document.title, document.issued_on) == (ROW["title"], date(2026, 7, 10))
    assert (document.live, document.owner_unit, document.draft_tree) == (False, unit, None)


def test_a_row_takes_the_original_that_it_names(send):
    row = ROW | {"file_name": "QUYET-DINH.txt"}
    batch = send({"quyet-dinh.txt": act(9), "bang.xlsx": table(row), "khac.txt": act(8)})
    assert batch.files.count() == 2
    file = read_all(batch)[0]
    assert (file.name, file.article_count) == ("Dòng 2: quyet-dinh.txt", 2)
    assert (file.document.number, file.document.title) == (ROW["number"], ROW["title"])
    assert any("văn bản ghi 9/2026" in note for note in file.notes)


def test_a_row_without_its_original_and_an_original_with_a_wrong_row_wait_for_mending(send):
    rows = [ROW | {"file_name": "mat.pdf"}, ROW | {"title": "", "file_name": "co.txt"}]
    batch = send({"co.txt": act(), "bang.xlsx": table(*rows)})
    messages = dict(batch.files.values_list("name", "message"))
    assert "không có tệp “mat.pdf”" in messages["Dòng 2"]
    assert "Dòng 3 của bảng" in messages["co.txt"]
    assert set(batch.files.values_list("state", flat=True)) == {UploadState.REFUSED}


def test_a_table_sent_twice_makes_nothing_twice_and_overwrites_nothing(send):
    read_all(send({"bang.xlsx": table(ROW)}))
    LegalDocument.objects.update(title="Đã sửa tay")
    (same,) = read_all(send({"bang.xlsx": table(ROW)}))
    (changed,) = read_all(send({"bang.xlsx": table(ROW | {"signer": "Người Khác"})}))
    assert same.state == changed.state == UploadState.KNOWN
    assert "giữ nguyên" in changed.message
    assert LegalDocument.objects.get().title == "Đã sửa tay"


def test_a_row_of_what_is_public_leaves_it_as_it_is(send, unit):
    document = LegalDocumentFactory(
        title="Đang đăng",
        number=ROW["number"],
        issuer=issuer(ROW["issuer"]),
        issued_on=date(2026, 7, 10),
        owner_unit=unit,
    )
    (file,) = read_all(send({"bang.xlsx": table(ROW)}))
    document.refresh_from_db()
    assert (file.state, file.document) == (UploadState.KNOWN, document)
    assert (document.title, document.has_unpublished_changes) == ("Đang đăng", False)
