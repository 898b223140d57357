"""Texts as files: their addresses, names, what they cost, and what is said where there is none."""

import io
import json
from datetime import date

import docx
import pytest
from django_tasks import task_backends

from legal_library import exports
from legal_library.exporting import pdf
from legal_library.exporting.reading_back import read_akoma_ntoso, read_json, read_word
from legal_library.models import Expression, Provision
from legal_library.structure import reassemble
from tests.factories.legal_library import LegalDocumentFactory, write_text

pytestmark = pytest.mark.django_db

READERS = {"docx": read_word, "xml": read_akoma_ntoso, "json": read_json}


@pytest.fixture(autouse=True)
def exports_folder(settings, tmp_path):
    settings.EXPORTS_DIR = tmp_path
    return tmp_path


@pytest.fixture
def file_of(document):
    """The address of the sample document as a file."""
    return lambda ending, day="": (
        document.get_absolute_url().rstrip("/") + (f"/@{day}.{ending}" if day else f".{ending}")
    )


def body(response) -> bytes:
    return b"".join(response)


@pytest.mark.parametrize("ending", READERS)
def test_a_file_holds_the_tree_of_the_text(client, document, file_of, ending):
    response = client.get(file_of(ending))
    assert response.status_code == 200
    copy = READERS[ending](body(response))
    stored = reassemble(Provision.objects.filter(expression__document=document))
    assert copy.parsed == stored
    assert copy.facts.number == "12/2025/NQ-HĐND"
    assert copy.facts.issuers == ("Hội đồng nhân dân tỉnh An Lạc",)
    assert copy.facts.url.endswith(document.get_absolute_url())


def test_plain_text_is_in_utf_8(client, file_of):
    response = client.get(file_of("txt"))
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "đ) Vụ, việc ở xã đặc biệt khó khăn" in body(response).decode()


def test_a_file_has_a_name_in_vietnamese_and_one_in_ascii(client, document, file_of):
    disposition = client.get(file_of("docx"))["Content-Disposition"]
    assert disposition.isascii()
    assert f'filename="{document.slug}.docx"' in disposition
    assert "filename*=UTF-8''Ngh%E1%BB%8B%20quy%E1%BA%BFt%2012%202025%20NQ-H%C4%90ND" in disposition


def test_a_file_is_made_once(client, file_of, monkeypatch):
    first = client.get(file_of("docx"))
    content = body(first)
    monkeypatch.setattr(exports.Export, "make", None)  # would fail
    again = client.get(file_of("docx"))
    assert body(again) == content
    assert client.get(file_of("docx"), headers={"if-none-match": first["ETag"]}).status_code == 304


def test_a_corrected_text_is_a_new_file_and_the_old_one_goes(
    client, document, file_of, exports_folder
):
    first = client.get(file_of("txt"))
    body(first)
    document.title = "Quy định mức khác"
    document.save()
    second = client.get(file_of("json"))
    assert json.loads(body(second))["document"]["title"] == "Quy định mức khác"
    body(client.get(file_of("txt")))
    folder = exports_folder / str(document.expressions.get().pk)
    assert len(list(folder.glob("*.txt"))) == 1
    assert not list(folder.glob("*.part"))


@pytest.mark.parametrize(("ending", "most"), [("docx", 3), ("txt", 3)])
def test_a_kept_file_costs_three_queries(client, file_of, django_assert_num_queries, ending, most):
    body(client.get(file_of(ending)))
    with django_assert_num_queries(most):
        body(client.get(file_of(ending)))


def test_a_file_as_of_a_day_is_the_text_of_that_day(client, document, file_of):
    write_text(document, "Điều 1. Tên mới\nNội dung mới.", valid_on=date(2026, 1, 1))
    assert "400.000" in body(client.get(file_of("txt", "2025-08-01"))).decode()
    assert "Nội dung mới" in body(client.get(file_of("txt", "2026-02-01"))).decode()
    assert client.get(file_of("txt", "2020-01-01")).status_code == 404
    assert client.get(file_of("txt", "2020-13-01")).status_code == 404


@pytest.mark.parametrize("ending", ["DOCX", "Docx"])
def test_other_spellings_lead_to_the_one_address(client, file_of, ending):
    assert client.get(file_of(ending))["Location"] == file_of("docx")


def test_a_format_that_does_not_exist_is_answered_with_those_that_do(client, file_of):
    response = client.get(file_of("html"))
    assert response.status_code == 404
    assert file_of("docx") in response.content.decode()


def test_drafts_and_documents_without_text_have_no_file(client, draft):
    assert client.get(f"/van-ban/{draft.slug}.docx").status_code == 404
    empty = LegalDocumentFactory(number="1/2026/QĐ-UBND")
    response = client.get(f"/van-ban/{empty.slug}.docx")
    assert response.status_code == 404
    assert "chưa có toàn văn" in response.content.decode()
    assert "download-menu" not in client.get(empty.get_absolute_url()).content.decode()


def test_the_page_offers_every_file(client, document, file_of):
    html = client.get(document.get_absolute_url()).content.decode()
    for item in exports.available_formats():
        assert f'href="{file_of(item.name)}"' in html


def test_a_dated_page_offers_the_files_of_its_day(client, document, file_of):
    html = client.get(f"{document.get_absolute_url()}@2025-08-01/").content.decode()
    assert f'href="{file_of("docx", "2025-08-01")}"' in html


def test_files_set_no_cookie_and_name_the_page_as_canonical(client, document, file_of):
    response = client.get(file_of("json"))
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert response["Link"] == f'<http://testserver{document.get_absolute_url()}>; rel="canonical"'


def test_search_engines_are_told_of_the_files(client, document, file_of):
    html = client.get(document.get_absolute_url()).content.decode()
    data = json.loads(html.partition('<script type="application/ld+json">')[2].partition("<")[0])
    assert data["@type"] == "Legislation"
    assert f"http://testserver{file_of('xml')}" in [
        encoding["contentUrl"] for encoding in data["encoding"]
    ]


# -- PDF -------------------------------------------------------------------------------


@pytest.fixture
def without_pango(monkeypatch):
    monkeypatch.setattr(pdf, "is_available", lambda: False)


def test_without_pango_the_pdf_is_not_offered_and_its_address_says_why(
    client, document, file_of, without_pango
):
    assert file_of("pdf") not in client.get(document.get_absolute_url()).content.decode()
    response = client.get(file_of("pdf"))
    assert response.status_code == 501
    assert "Hãy tải bản Word" in response.content.decode()


@pytest.fixture
def instead_of_pango(monkeypatch):
    """The printer itself is tested beside its code; here it only has to be slow or quick."""
    monkeypatch.setattr(pdf, "is_available", lambda: True)
    made = exports.FORMATS["pdf"]
    quick = exports.Format(made.name, made.label, made.media_type, lambda copy: b"%PDF-1.7")
    monkeypatch.setitem(exports.FORMATS, "pdf", quick)


def test_a_short_pdf_is_made_while_the_reader_waits(client, file_of, instead_of_pango):
    response = client.get(file_of("pdf"))
    assert body(response) == b"%PDF-1.7"
    assert response["Content-Type"] == "application/pdf"


def test_a_long_pdf_is_made_beside_the_request(
    client, document, file_of, instead_of_pango, monkeypatch, settings
):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    monkeypatch.setattr(exports, "LONGEST_AT_ONCE", 10)
    for _attempt in range(3):
        response = client.get(file_of("pdf"))
        assert response.status_code == 503
        assert response["Retry-After"]
        assert "đang được tạo" in response.content.decode()
    (asked,) = task_backends["default"].results
    assert asked.args == [document.expressions.get().pk, "pdf"]
    exports.make_export.func(*asked.args)
    assert body(client.get(file_of("pdf"))) == b"%PDF-1.7"


def test_a_portal_without_a_worker_makes_a_long_pdf_at_once(
    client, file_of, instead_of_pango, monkeypatch
):
    monkeypatch.setattr(exports, "LONGEST_AT_ONCE", 10)
    assert client.get(file_of("pdf")).status_code == 200


def test_a_text_that_was_replaced_before_its_turn_is_forgotten(document, exports_folder):
    pk = document.expressions.get().pk
    Expression.objects.all().delete()
    exports.make_export.func(pk, "txt")
    assert not (exports_folder / str(pk)).exists()


def test_the_word_file_opens(client, file_of):
    file = docx.Document(io.BytesIO(body(client.get(file_of("docx")))))
    assert "NGHỊ QUYẾT" in [paragraph.text for paragraph in file.paragraphs]
