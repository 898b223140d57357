"""The pages of uploads: what an officer sends, sees and does, and what nobody else does."""

import io
import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from accounts.background import is_background
from departments.roles import Role
from legal_library.models import LegalDocument, TextReview, UploadBatch, UploadState
from legal_library.parsing import from_json
from legal_library.uploading import processing, views
from legal_library.views.review_base import review_url
from tests.factories.accounts import officer
from tests.factories.departments import UnitFactory

from .conftest import ROW, act, read_all, sent, table, word

pytestmark = pytest.mark.django_db

NEW = reverse("uploads:new")


@pytest.fixture
def page(client, drafter):
    client.force_login(drafter)
    return client


@pytest.fixture
def post(page, unit, folder):
    """Sends files through the form."""

    def make(files, **fields):
        fields = {"uuid": str(uuid.uuid4()), "unit": unit.pk, "credit": ""} | fields
        return page.post(NEW, fields | {"files": sent(files)})

    return make


def address(batch, name="batch"):
    return reverse(f"uploads:{name}", args=[batch.pk])


def words(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_the_form_says_what_is_taken_before_anything_is_chosen(page):
    text = words(page.get(NEW))
    assert "Nhiều nhất 200 tệp, tổng cộng 300,0 MB" in text
    assert "Không có gì được đăng ngay" in text


def test_files_are_sent_and_read_one_a_request_where_no_worker_is(post, page):
    response = post({"a.txt": act(1), "b.txt": act(2), "c.exe": b"MZ\x90"})
    batch = UploadBatch.objects.get()
    assert response.url == address(batch)
    assert not LegalDocument.objects.exists()
    text = words(page.get(address(batch)))
    assert "1 / 3 tệp" in text
    assert "tệp chương trình" in text
    page.post(address(batch), {"action": "go_on"})
    assert LegalDocument.objects.count() == 1
    step = page.post(address(batch, "upload_progress"))
    assert "3 / 3 tệp" in words(step)
    assert "<html" not in step.content.decode()
    assert 'data-upload-state="done"' in step.content.decode()
    assert not LegalDocument.objects.filter(live=True).exists()


def test_the_page_asks_the_worker_where_there_is_one(post, page, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    post({"a.txt": act()})
    batch = UploadBatch.objects.get()
    page.post(address(batch), {"action": "go_on"})
    markup = page.get(address(batch)).content.decode()
    assert not LegalDocument.objects.exists()
    assert "data-upload-drive" not in markup
    assert '<noscript><meta http-equiv="refresh"' in markup
    assert "data-upload-state" in page.get(address(batch, "upload_progress")).content.decode()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"unit": ""}, "Hãy chọn đơn vị phụ trách"),
        ({"unit": "999999"}, "không phải của bạn"),
        ({"uuid": "x"}, None),
    ],
)
def test_a_wrong_form_is_answered_and_nothing_is_kept(post, folder, change, expected):
    response = post({"a.txt": act()}, **change)
    assert response.status_code == 422
    assert expected is None or expected in words(response)
    assert not UploadBatch.objects.exists()


def test_no_file_and_too_many_are_answered_in_words(post, settings):
    assert "Hãy chọn ít nhất một tệp" in words(post({}))
    settings.UPLOADS = settings.UPLOADS | {"MOST_FILES": 1}
    answer = post({"a.txt": act(1), "b.txt": act(2)})
    assert "mỗi lượt nhận nhiều nhất 1" in words(answer)
    settings.UPLOADS = settings.UPLOADS | {"MOST_FILES": 9, "MOST_BYTES": 10}
    assert "mỗi lượt nhận nhiều nhất 10" in words(post({"a.txt": act(1)}))


def test_the_unit_of_others_is_refused(post, folder):
    response = post({"a.txt": act()}, unit=UnitFactory().pk)
    assert "không phải của bạn" in words(response)
    assert not UploadBatch.objects.exists()


def test_a_form_sent_twice_makes_one_batch(post):
    key = str(uuid.uuid4())
    assert post({"a.txt": act()}, uuid=key).url == post({"a.txt": act()}, uuid=key).url
    assert UploadBatch.objects.count() == 1


def test_sending_without_end_is_slowed_down(post, monkeypatch):
    monkeypatch.setattr(views, "MOST_SENT", {"limit": 1, "seconds": 60})
    post({"a.txt": act(1)})
    response = post({"b.txt": act(2)})
    assert (response.status_code, UploadBatch.objects.count()) == (429, 1)
    assert "Hãy đợi" in words(response)


def test_a_table_is_shown_before_it_is_confirmed(post, page):
    post({"bang.xlsx": table(ROW, ROW | {"number": "", "title": ""})})
    batch = UploadBatch.objects.get()
    text = words(page.get(address(batch)))
    assert "Quyết định 15/2026/QĐ-UBND" in text
    assert "Dòng 3, cột Trích yếu: còn trống" in text
    assert "Tạo 1 bản nháp" in text
    page.post(address(batch), {"action": "confirm"})
    page.post(address(batch), {"action": "go_on"})
    assert LegalDocument.objects.get().title == ROW["title"]
    page.post(address(batch), {"action": "confirm"})
    assert LegalDocument.objects.count() == 1


def test_what_waits_is_cancelled_and_tried_again_from_the_page(post, page):
    post({"a.txt": act()})
    batch = UploadBatch.objects.get()
    page.post(address(batch), {"action": "cancel"})
    assert "Đã hủy" in words(page.get(address(batch)))
    page.post(address(batch), {"action": "retry"})
    assert batch.files.get().state == UploadState.WAITING


def test_files_are_filtered_by_state(post, page):
    post({"a.txt": act(), "b.exe": b"MZ\x90"})
    batch = UploadBatch.objects.get()
    text = words(page.get(address(batch), {"trang-thai": "refused"}))
    assert "b.exe" in text
    assert "a.txt" not in text
    assert page.get(address(batch), {"trang-thai": "' or 1=1"}).status_code == 200


def test_the_report_is_a_spreadsheet_without_formulas(post, page):
    post({"=cmd|'calc'!A1.txt": act(), "b.exe": b"MZ\x90"})
    batch = UploadBatch.objects.get()
    read_all(batch)
    response = page.get(address(batch, "report"))
    rows = list(load_workbook(io.BytesIO(response.content)).active.values)
    assert rows[1][:4] == (
        "'=cmd|'calc'!A1.txt",
        "Đã có bản nháp",
        "Nghị quyết",
        "7/2026/NQ-HĐND",
    )
    assert rows[1][10].endswith(f"/edit/{batch.files.first().document.pk}/")
    assert "tệp chương trình" in rows[2][9]


def test_the_template_is_there_to_download(page):
    response = page.get(reverse("uploads:template"))
    assert load_workbook(io.BytesIO(response.content)).sheetnames[0] == "Văn bản"


def test_names_of_files_are_words_and_no_markup(post, page):
    post({"<img src=x onerror=alert(1)>.txt": act()})
    markup = page.get(address(UploadBatch.objects.get())).content.decode()
    assert "<img src=x" not in markup
    assert "&lt;img src=x" in markup


class TestOthers:
    """People of other units, and roles that only look."""

    @pytest.fixture
    def batch(self, send):
        return send({"a.txt": act(), "b.txt": b"\xd0\xa4\0"})

    def test_another_unit_neither_sees_nor_moves_it(self, client, batch):
        client.force_login(officer(Role.DRAFTER, UnitFactory()))
        for name in ("batch", "upload_progress", "report"):
            assert client.get(address(batch, name)).status_code in (403, 404)
        for action in ("go_on", "cancel", "retry", "confirm"):
            assert client.post(address(batch), {"action": action}).status_code in (403, 404)
        assert batch.files.first().state == UploadState.WAITING
        assert "Chưa có lượt tải nào" in words(client.get(reverse("uploads:list")))

    @pytest.mark.parametrize("role", [Role.CHECKER, Role.LEADER])
    def test_who_checks_sees_it_and_does_not_send(self, client, batch, unit, role):
        client.force_login(officer(role, unit))
        text = words(client.get(address(batch)))
        assert "a.txt" in text
        assert "Hủy những tệp" not in text
        assert client.post(address(batch), {"action": "cancel"}).status_code == 403
        assert client.get(NEW).status_code == 403
        assert client.post(NEW, {}).status_code == 403

    def test_a_document_that_went_to_another_unit_is_not_named(self, client, batch, unit):
        read_all(batch)
        LegalDocument.objects.update(owner_unit=UnitFactory(), title="Bí mật", number="")
        client.force_login(officer(Role.CHECKER, unit))
        assert "Bí mật" not in words(client.get(address(batch)))
        report = client.get(address(batch, "report")).content
        rows = list(load_workbook(io.BytesIO(report)).active.values)
        assert not any("Bí mật" in str(cell) for row in rows for cell in row)

    def test_an_editor_of_the_province_sends_for_any_unit(self, client, folder, unit):
        client.force_login(officer(Role.EDITOR))
        form = {"uuid": str(uuid.uuid4()), "unit": unit.pk, "credit": ""}
        client.post(NEW, form | {"files": SimpleUploadedFile("a.txt", act())})
        assert UploadBatch.objects.get().owner_unit == unit
        form = {"uuid": str(uuid.uuid4()), "unit": "", "credit": ""}
        client.post(NEW, form | {"files": SimpleUploadedFile("a.txt", act(8))})
        assert UploadBatch.objects.latest("pk").owner_unit is None


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow_with_the_files(page, send, number, django_assert_max_num_queries):
    batch = send({f"{at}.txt": act(at) for at in range(number)})
    read_all(batch)
    page.get(address(batch))
    with django_assert_max_num_queries(20):
        page.get(address(batch))
    with django_assert_max_num_queries(14):
        page.get(address(batch, "report"))


@pytest.mark.parametrize("number", [1, 4])
def test_queries_do_not_grow_with_the_batches(page, send, number, django_assert_max_num_queries):
    for at in range(number):
        send({"a.txt": act(at)})
    page.get(reverse("uploads:list"))
    with django_assert_max_num_queries(16):
        page.get(reverse("uploads:list"))


def test_the_list_is_filtered(page, send):
    done, open_ = send({"a.txt": act(1), "x.exe": b"MZ\x90"}), send({"b.txt": act(2)})
    read_all(done)
    listed = reverse("uploads:list")
    for state, shown, hidden in (("unfinished", open_, done), ("with_trouble", done, open_)):
        markup = page.get(listed, {"state": state}).content.decode()
        assert address(shown) in markup
        assert address(hidden) not in markup
    assert address(open_) in page.get(listed, {"mine": "1"}).content.decode()


def test_the_page_reads_no_text_of_drafts(page, send, django_assert_num_queries):
    """Trees are megabytes, and the page shows none of them."""
    batch = send({"a.txt": act()})
    read_all(batch)
    file = batch.files.for_listing().get()
    assert {"draft_text", "draft_tree"} <= file.document.get_deferred_fields()
    assert processing.has_worker() is False


def test_a_page_that_asks_by_itself_is_nobody_at_the_keyboard(page, send, drafter):
    batch = send({"a.txt": act()})
    response = page.get(address(batch, "upload_progress"))
    assert is_background(response.wsgi_request)
    assert not is_background(page.get(address(batch)).wsgi_request)


def test_a_draft_leads_to_its_form_and_to_the_review_of_its_structure(page, send, drafter, unit):
    batch = send({"a.docx": word(), "bang.xlsx": table(ROW)})
    row, file = read_all(batch)
    markup = page.get(address(batch)).content.decode()
    edit = reverse(LegalDocument.snippet_viewset.get_url_name("edit"), args=[file.document.pk])
    assert edit in markup
    assert review_url(file.document.pk) in markup
    assert review_url(row.document.pk) not in markup
    begun = page.post(review_url(file.document.pk), follow=True)
    assert "Phạm vi" in begun.content.decode()
    review = TextReview.objects.get(document=file.document)
    assert review.source_name.endswith(".docx")


def test_saving_the_form_of_a_draft_keeps_the_tree_of_the_file(page, send):
    (file,) = read_all(send({"a.docx": word()}))
    edit = reverse(LegalDocument.snippet_viewset.get_url_name("edit"), args=[file.document.pk])
    form = page.get(edit).context["form"]
    values = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    values |= {"title": "Trích yếu đã sửa", "legal_bases-count": "0"}
    page.post(edit, {name: value for name, value in values.items() if not hasattr(value, "open")})
    draft = LegalDocument.objects.get(pk=file.document.pk).get_latest_revision_as_object()
    assert draft.title == "Trích yếu đã sửa"
    assert len(from_json(draft.draft_tree).articles()) == 2
