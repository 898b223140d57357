"""The bytes of a file as text, or in plain words why they are none."""

import codecs

_SIGNATURES = (
    (b"%PDF", "tệp PDF"),
    (b"PK\x03\x04", "tệp nén hoặc tệp Office (DOCX, XLSX, ODT)"),
    (b"\xd0\xcf\x11\xe0", "tệp Word 97 (DOC)"),
    (b"{\\rtf", "tệp RTF"),
    (b"\x89PNG", "tệp ảnh PNG"),
    (b"\xff\xd8\xff", "tệp ảnh JPEG"),
    (b"\xfd7zXZ", "tệp nén XZ"),
    (b"\x1f\x8b", "tệp nén GZIP"),
)
_READABLE = "Hiện chỉ đọc được văn bản thuần (.txt), bảng mã UTF-8 hoặc UTF-16."
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class UnreadableText(ValueError):
    """The bytes are no text that can be read; the message says in Vietnamese what to do."""


def decode(data: bytes) -> str:
    """*data* as text: UTF-8 with or without a byte order mark, or UTF-16."""
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableText(f"Đây là {name}. {_READABLE}")
    start = data[:512].lstrip().lower()
    if start.startswith((b"<!doctype html", b"<html")):
        raise UnreadableText(f"Đây là trang HTML. {_READABLE}")
    encoding = _encoding_of(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableText(
            f"Không đọc được ký tự ở byte {error.start}: có thể tệp dùng bảng mã cũ (TCVN3, VNI). "
            "Hãy lưu lại tệp dạng văn bản thuần, bảng mã UTF-8."
        ) from error
    if "\0" in text:
        raise UnreadableText(f"Đây là tệp nhị phân. {_READABLE}")
    return text


def _encoding_of(data: bytes) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding
    # Without a mark UTF-16 shows in its zeros: the high bytes of blanks and plain letters.
    sample = data[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 8 > len(sample) and min(even, odd) * 8 < max(even, odd):
        return "utf-16-be" if even > odd else "utf-16-le"
    return "utf-8"
