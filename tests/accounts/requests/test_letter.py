"""The letter in the form of the annex."""

from io import BytesIO

import pytest
from docx import Document

from accounts.request_document import place_of, request_document, superior, writer_of
from tests.accounts.requests.building import row, sent
from tests.factories.departments import UnitFactory

pytestmark = pytest.mark.django_db


def test_the_letter_has_the_form_of_the_annex(ward, leader):
    request = sent(ward, leader, row(email="dam@example.invalid"))
    document = Document(BytesIO(request_document(request)))
    head, table, foot = document.tables
    assert [cell.text.split("\n")[0] for cell in head.rows[0].cells] == [
        "ỦY BAN NHÂN DÂN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    ]
    assert "Độc lập - Tự do - Hạnh phúc" in head.rows[0].cells[1].text
    assert "PHƯỜNG ĐỐNG ĐA(1)" in head.rows[0].cells[0].text
    assert [cell.text for cell in table.rows[0].cells] == [
        "STT",
        "Họ và tên",
        "Chức vụ",
        "Điện thoại",
        "Thư điện tử",
        "Vai trò sử dụng",
        "Lý do cấp mới",
    ]
    assert [cell.text for cell in table.rows[1].cells] == [
        "1",
        "Đặng Thị Đậm",
        "Công chức",
        "0000 000 000",
        "dam@example.invalid",
        "Chuyên viên",
        "Nhân sự mới",
    ]
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Kính gửi: Sở Tư pháp tỉnh An Lạc(2)" in text
    assert "đề nghị Sở Tư pháp tỉnh An Lạc(2) cấp mới tài khoản" in text
    assert "1. Ghi tên cơ quan" in text
    assert "2. Ghi Sở Tư pháp" in text
    assert foot.rows[0].cells[0].text.startswith("Nơi nhận:")
    assert "THỦ TRƯỞNG" in foot.rows[0].cells[1].text
    assert document.styles["Normal"].font.name == "Times New Roman"
    assert document.sections[0].page_width.cm == pytest.approx(21, abs=0.01)
    raised = {run.text for part in document.paragraphs for run in part.runs if run.font.superscript}
    assert raised == {"(1)", "(2)"}
    assert "người dùng của Ủy ban nhân dân phường Đống Đa(1)" in text


def test_the_letter_names_the_body_above_the_writer(province, ward):
    office = UnitFactory(name="Sở Xây dựng", parent=province)
    assert (superior(office), writer_of(office)) == ("Ủy ban nhân dân tỉnh An Lạc", "Sở Xây dựng")
    centre = UnitFactory(name="Trung tâm", parent=office)
    assert superior(centre) == "Sở Xây dựng"
    assert superior(UnitFactory(name="Sở Mồ côi")) == ""


def test_the_letter_is_dated_where_the_unit_is(province, ward):
    assert place_of(ward) == "Đống Đa"
    assert place_of(UnitFactory(name="Sở Xây dựng", parent=province)) == "An Lạc"
    assert place_of(UnitFactory(name="Sở Mồ côi")) == "………."
