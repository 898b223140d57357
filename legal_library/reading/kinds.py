"""What a file is, by its content, and whether it is safe to open."""

import io
import re
import zipfile
import zlib

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .stream import UnreadableFile

MOST_BYTES = 100 * 1024 * 1024
MOST_UNPACKED = 400 * 1024 * 1024
MOST_ENTRIES = 5000
MOST_TIMES_LARGER = 200  # a document of words packs 20 times smaller, a bomb a thousand times
_SMALL = 10 * 1024 * 1024

_LARGEST_LIST = 1024 * 1024

_DOCX, _ODT, _TYPES = "word/document.xml", "content.xml", "[Content_Types].xml"
_MACROS = re.compile(r"vbaProject\.bin$|vbaData\.xml$", re.IGNORECASE)
_OLE_MACROS = tuple(name.encode("utf-16-le") for name in ("_VBA_PROJECT", "Macros"))
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORD_STREAM = "WordDocument".encode("utf-16-le")
_HTML = re.compile(
    rb"<!doctype\s+html|<html|<head\b|<body\b|<meta\b|<(?:p|div|table|span|h[1-6]|article)[\s>]",
    re.IGNORECASE,
)
_OTHERS = (
    (b"\x89PNG", gettext_lazy("tệp ảnh PNG")),
    (b"\xff\xd8\xff", gettext_lazy("tệp ảnh JPEG")),
    (b"II*\0", gettext_lazy("tệp ảnh TIFF")),
    (b"MM\0*", gettext_lazy("tệp ảnh TIFF")),
    (b"\xfd7zXZ", gettext_lazy("tệp nén XZ")),
    (b"\x1f\x8b", gettext_lazy("tệp nén GZIP")),
    (b"Rar!", gettext_lazy("tệp nén RAR")),
    (b"7z\xbc\xaf", gettext_lazy("tệp nén 7z")),
    (b"MZ", gettext_lazy("tệp chương trình")),
    (b"\x7fELF", gettext_lazy("tệp chương trình")),
)
BROKEN_PACKAGE = (
    *(zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError),
    *(NotImplementedError, RuntimeError),  # packed in an unknown way, or with a password
)
READABLE = ("docx", "pdf", "html", "text", "doc", "rtf", "odt")


def kind_of(data: bytes) -> str:
    """One of READABLE; UnreadableFile, with a word on what to do, for anything else.

    A name is not asked: files are often called what they are not.
    """
    if len(data) > MOST_BYTES:
        size = MOST_BYTES // (1024 * 1024)
        raise UnreadableFile(_("Tệp lớn quá %d MB. Hãy chia nhỏ hoặc giảm cỡ ảnh.") % size)
    for signature, name in _OTHERS:
        # Before PDF, whose mark may stand behind a program's.
        if data.startswith(signature):
            message = _("Đây là %s. Chỉ đọc được Word (.docx, .doc), PDF, HTML và văn bản thuần.")
            raise UnreadableFile(message % name)
    if data.startswith(b"PK"):
        return _kind_of_package(data)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return _kind_of_ole(data)
    if data.startswith(b"{\\rtf"):
        return "rtf"
    return "html" if _is_html(data) else "text"


def _is_html(data: bytes) -> bool:
    start = data[:2048]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = start.replace(b"\0", b"")
    start = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.startswith(b"<") and bool(_HTML.search(start))


def names_in_package(data: bytes) -> set[str]:
    """The names of the parts of a ZIP, DOCX, XLSX …; UnreadableFile for a bomb or a broken one.

    Sizes are those that the package states; Python's zipfile reads no byte beyond them.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            _check_size(entries, len(data))
            types = package.getinfo(_TYPES) if _TYPES in package.NameToInfo else None
            has_macros = bool(types) and _says_macros(package, types)
    except BROKEN_PACKAGE as error:
        if isinstance(error, UnreadableFile):
            raise
        message = _("Tệp nén hoặc tệp Office hỏng, có thể tải về chưa hết. Hãy lấy lại từ nơi gửi.")
        raise UnreadableFile(message) from error
    names = {entry.filename for entry in entries}
    if has_macros or any(_MACROS.search(name) for name in names):
        raise UnreadableFile(_with_macros())
    return names


def _says_macros(package: zipfile.ZipFile, types: zipfile.ZipInfo) -> bool:
    """Whether the list of contents calls the file one with macros, as that of .docm does."""
    return types.file_size < _LARGEST_LIST and b"macroEnabled" in package.read(types)


def _kind_of_package(data: bytes) -> str:
    names = names_in_package(data)
    if _DOCX in names:
        return "docx"
    if _ODT in names and "mimetype" in names:
        return "odt"
    message = _("Tệp nén không phải văn bản Word. Hãy giải nén và tải từng văn bản.")
    raise UnreadableFile(message)


def _check_size(entries: list[zipfile.ZipInfo], packed: int) -> None:
    total = sum(entry.file_size for entry in entries)
    is_bomb = total > _SMALL and total > packed * MOST_TIMES_LARGER
    if is_bomb or total > MOST_UNPACKED or len(entries) > MOST_ENTRIES:
        message = _(
            "Tệp nén bung ra quá lớn nên không mở. Hãy lưu lại bằng Word, hoặc nén lại ít tệp hơn."
        )
        raise UnreadableFile(message)


def _kind_of_ole(data: bytes) -> str:
    if _ENCRYPTED in data:
        raise UnreadableFile(_("Tệp Word có mật khẩu. Hãy bỏ mật khẩu rồi tải lại."))
    if _WORD_STREAM not in data:
        message = _("Tệp Office 97 này không phải văn bản Word. Hãy lưu lại dạng .docx.")
        raise UnreadableFile(message)
    if any(name in data for name in _OLE_MACROS):
        raise UnreadableFile(_with_macros())
    return "doc"


def _with_macros() -> str:
    return _("Tệp có macro nên không mở. Hãy lưu lại dạng .docx, .xlsx (không macro) rồi tải lên.")
