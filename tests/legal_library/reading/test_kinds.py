import pypdfium2
import pytest

from legal_library.reading import UnreadableFile, read
from legal_library.reading import kinds as module
from legal_library.reading.kinds import kind_of

from .conftest import package

DOCM = b"<Types><Override ContentType='application/vnd.ms-word.document.macroEnabled'/></Types>"
OLE = b"\xd0\xcf\x11\xe0" + b"\0" * 600


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\xef\xbb\xbf  <!DOCTYPE html><p>Hoa", "html"),
        ("Điều 1. a < b".encode(), "text"),
        (b"<5 hoa", "text"),
        (b"\n\n%PDF-1.4", "pdf"),
        (package(**{"word/document.xml": b"<a/>"}), "docx"),
        (OLE + "WordDocument".encode("utf-16-le"), "doc"),
        (b"{\\rtf1", "rtf"),
        (b"", "text"),
    ],
)
def test_content_tells_the_kind(data, kind):
    assert kind_of(data) == kind


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (package(**{"word/document.xml": b"<a/>", "word/vbaProject.bin": b"x"}), "macro"),
        (package(**{"word/document.xml": b"\0" * 40_000_000}), "bung ra quá lớn"),
        (package(**{"xl/workbook.xml": b"<a/>"}), "không phải văn bản Word"),
        (package(**{"word/document.xml": b"<a/>"})[:-30], "hỏng"),
        (OLE + "WordDocument_VBA_PROJECT".encode("utf-16-le"), "macro"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        (OLE, "không phải văn bản Word"),
        (b"MZ\x90", "tệp chương trình"),
        (b"MZ\x90%PDF-1.7", "tệp chương trình"),
        (package(**{"word/document.xml": b"<a/>", "[Content_Types].xml": DOCM}), "macro"),
        (b"\x89PNG\r\n", "ảnh PNG"),
    ],
    ids=[
        *("macro", "bomb", "excel", "cut", "macro97", "locked", "excel97", "program"),
        *("program-and-pdf", "macros-announced", "image"),
    ],
)
def test_what_must_not_or_cannot_be_opened_is_refused_in_words(data, words):
    with pytest.raises(UnreadableFile, match=words):
        read(data)


def test_a_file_that_is_too_large_is_refused_before_it_is_opened(monkeypatch):
    monkeypatch.setattr(module, "MOST_BYTES", 10)
    with pytest.raises(UnreadableFile, match="lớn quá"):
        kind_of(b"%PDF-1.7 and more")


def test_old_word_without_libreoffice_says_what_to_do(monkeypatch):
    monkeypatch.setattr("legal_library.reading.word97.shutil.which", lambda name: None)
    with pytest.raises(UnreadableFile, match=r"LibreOffice.*dạng \.docx"):
        read(b"{\\rtf1 Hoa}")


def test_a_scan_without_tesseract_is_kept_and_says_that_it_has_no_text(monkeypatch, tmp_path):
    monkeypatch.setattr("legal_library.reading.scans.ocr_program", lambda: "")
    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    document.save(tmp_path / "scan.pdf")
    reading = read((tmp_path / "scan.pdf").read_bytes())
    assert not reading.has_text
    assert "chưa có toàn văn" in reading.messages[0]
