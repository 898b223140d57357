"""An officer sends files from a browser: no error, no barrier, no page too wide for a telephone."""

import pytest

from legal_library.models import LegalDocument, UploadBatch

from .conftest import ROW, act, table

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def look(person) -> None:
    assert person.last_status == 200, person.path
    assert person.problems == [], person.path
    assert not person.scrolls_sideways(), person.path
    assert person.violations("main") == [], person.path


def test_files_are_chosen_sent_and_followed_to_their_drafts(sit_down, drafter, folder):
    person = sit_down(drafter, width=390)
    person.open("/admin/nhap-van-ban/moi/")
    files = {
        "nghi-quyet.txt": act(),
        "chuong-trinh.docx": b"MZ\x90 no document",
        "bang.xlsx": table(ROW, {**ROW, "number": "16/2026/QĐ-UBND", "issued_on": "31/02/2026"}),
    }
    person.page.locator("[data-file-drop-input]").set_input_files(
        [{"name": name, "mimeType": "", "buffer": data} for name, data in files.items()]
    )
    assert person.says("Đã chọn 3 tệp")
    look(person)
    person.press("Tải lên")
    assert person.says("Dòng 3, cột Ngày ban hành")
    look(person)
    person.press("Tạo 2 bản nháp")
    person.page.wait_for_selector("[data-upload-state=done]")
    person.settle()
    assert person.says("4 / 4 tệp")
    person.page.set_viewport_size({"width": 1280, "height": 900})
    look(person)
    batch = UploadBatch.objects.get()
    assert person.path == f"/admin/nhap-van-ban/{batch.pk}/"
    assert LegalDocument.objects.filter(live=False).count() == 2
    person.open("/admin/nhap-van-ban/")
    look(person)
    assert person.says("2 tệp không nhập được")
