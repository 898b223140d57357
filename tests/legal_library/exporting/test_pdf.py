"""The PDF, where WeasyPrint finds Pango."""

import os

import pytest

from legal_library.exporting.layout import lay_out
from legal_library.exporting.pdf import as_html, is_available, write_pdf
from tests.factories.copies import copy_of, odd_copy
from tests.factories.legal_library import SAMPLE_ACT


@pytest.fixture
def pango():
    if not is_available():
        if os.environ.get("REQUIRE_SERVICES"):
            pytest.fail("WeasyPrint finds no Pango, and REQUIRE_SERVICES is set")
        pytest.skip("needs Pango")


@pytest.fixture
def read_pdf():
    return pytest.importorskip("pypdfium2").PdfDocument


def test_the_pdf_has_the_words_a_title_tags_and_bookmarks(pango, read_pdf):
    file = read_pdf(write_pdf(copy_of(SAMPLE_ACT)))
    words = file[0].get_textpage().get_text_range()
    assert "Quy định mức hỗ trợ người trực tiếp tham gia hòa giải ở cơ sở" in words
    assert "đ) Vụ, việc ở xã đặc biệt khó khăn: thêm 150.000 đồng." in words
    assert file.get_metadata_dict()["Title"].startswith("Quy định mức hỗ trợ")
    assert file.is_tagged()
    marks = [(mark.level, mark.get_title()) for mark in file.get_toc()]
    assert marks[:2] == [(0, "Chương I QUY ĐỊNH CHUNG"), (1, "Điều 1. Phạm vi điều chỉnh")]


def test_pages_are_numbered_but_not_the_first(pango, read_pdf):
    file = read_pdf(write_pdf(copy_of(SAMPLE_ACT)))
    first, second = (file[page].get_textpage().get_text_range().splitlines() for page in (0, 1))
    assert "1" not in first
    assert "2" in second


def test_a_text_cannot_make_the_printer_fetch_anything(pango):
    """What looks like markup in a law is its words."""
    copy = copy_of('Điều 1. Tên\n<img src="file:///etc/passwd"> <link rel=stylesheet href=//x>')
    html = as_html(copy.facts, lay_out(copy.parsed))
    assert "<img" not in html
    assert "<link" not in html
    assert write_pdf(copy).startswith(b"%PDF")


def test_tables_are_printed(pango, read_pdf):
    file = read_pdf(write_pdf(odd_copy()))
    words = "".join(page.get_textpage().get_text_range() for page in file)
    assert "400.000" in words
