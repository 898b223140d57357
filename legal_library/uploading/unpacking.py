"""The files in a ZIP that somebody sent. Names lead nowhere: only their last part is kept."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from content.text import compose

from ..reading import UnreadableFile
from ..reading.kinds import BROKEN_PACKAGE, names_in_package

_LONGEST_NAME = 120  # characters; at most 240 bytes of the 255 that a folder takes
_ENCRYPTED = 0x1
_UTF8 = 0x800
_HIDDEN = ("__MACOSX/", ".", "~$")


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A file inside a ZIP; `read` opens it."""

    name: str
    size: int
    package: zipfile.ZipFile
    entry: zipfile.ZipInfo

    def read(self) -> bytes:
        try:
            return self.package.read(self.entry)
        except BROKEN_PACKAGE as error:
            raise UnreadableFile(_("Tệp trong gói nén bị hỏng. Hãy nén lại rồi thử.")) from error


def is_plain_package(data: bytes) -> bool:
    """Whether *data* is a ZIP of files and no Word, Excel or OpenDocument file."""
    if not data.startswith(b"PK"):
        return False
    names = names_in_package(data)
    return "[Content_Types].xml" not in names and "mimetype" not in names


def unpack(data: bytes, *, most_files: int, most_bytes: int) -> Iterator[PackedFile]:
    """The files in *data*, in its order; UnreadableFile when there are too many or they are large.

    Nothing is read before all has been counted.
    """
    names_in_package(data)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        entries = [entry for entry in package.infolist() if _is_wanted(entry)]
        if not entries:
            raise UnreadableFile(_("Gói nén không có tệp nào."))
        if len(entries) > most_files:
            message = _(
                "Gói nén có %(count)d tệp, mỗi lượt nhận nhiều nhất %(most)d. Hãy chia gói."
            )
            raise UnreadableFile(message % {"count": len(entries), "most": most_files})
        if sum(entry.file_size for entry in entries) > most_bytes:
            message = _("Gói nén bung ra quá %d MB. Hãy chia thành nhiều gói.")
            raise UnreadableFile(message % (most_bytes // 1024**2))
        if any(entry.flag_bits & _ENCRYPTED for entry in entries):
            raise UnreadableFile(_("Gói nén có mật khẩu. Hãy bỏ mật khẩu rồi tải lại."))
        for entry in entries:
            yield PackedFile(safe_name(_name_of(entry)), entry.file_size, package, entry)


def safe_name(name: str) -> str:
    """The last part of *name* without what a folder, a header or a page would trip over."""
    last = PurePosixPath(compose(name).replace("\\", "/")).name
    printable = "".join(letter for letter in last if letter.isprintable()).strip(" .")
    stem, dot, suffix = printable.rpartition(".")
    if len(printable) > _LONGEST_NAME:
        keep = _LONGEST_NAME - len(suffix[:10]) - 1
        printable = f"{stem[:keep]}{dot}{suffix[:10]}" if stem else printable[:_LONGEST_NAME]
    return printable or "tep"


def _is_wanted(entry: zipfile.ZipInfo) -> bool:
    last = entry.filename.replace("\\", "/").rpartition("/")[2]
    return (
        not entry.is_dir()
        and not entry.filename.startswith(_HIDDEN[0])
        and not (last.startswith(_HIDDEN[1:]))
    )


def _name_of(entry: zipfile.ZipInfo) -> str:
    """The name as it was meant: programs often write UTF-8 without saying so."""
    if entry.flag_bits & _UTF8:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return entry.filename
