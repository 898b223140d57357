import pytest

from legal_library.parsing import UnreadableText, decode

TEXT = "Điều 1. Phạm vi điều chỉnh\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_with_or_without_a_byte_order_mark(encoding):
    assert decode(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7 ...", "tệp PDF"),
        (b"PK\x03\x04 word/document.xml", "DOCX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word 97"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"\n<!DOCTYPE html><html>", "HTML"),
        ("Điều 1".encode("cp1258", errors="replace") + b"\xff\xfd", "bảng mã cũ"),
        (b"abc\x00defghijklmnopqrstuvw", "nhị phân"),
    ],
)
def test_other_files_are_refused_with_what_can_be_read(data, message):
    with pytest.raises(UnreadableText, match=message) as refusal:
        decode(data)
    assert "UTF-8" in str(refusal.value)


def test_an_empty_file_is_an_empty_text():
    assert decode(b"") == ""
