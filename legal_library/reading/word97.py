"""Word 97 (.doc), RTF and ODT through LibreOffice, where it is installed."""

import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from django.utils.translation import gettext as _

from .stream import Reading, UnreadableFile
from .word import read_docx

_SECONDS = 120


def office_program() -> str:
    """The path of LibreOffice; empty when it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice") or ""


def read_with_office(data: bytes, kind: str) -> Reading:
    """The text of *data* after LibreOffice has made a DOCX of it."""
    program = office_program()
    if not program:
        message = _(
            "Tệp %s cần LibreOffice trên máy chủ để đọc. Hãy mở bằng Word, chọn Lưu thành "
            "(Save As) dạng .docx rồi tải lại; hoặc nhờ quản trị cài LibreOffice."
        )
        raise UnreadableFile(message % f".{kind}")
    with tempfile.TemporaryDirectory(prefix="doc-") as folder:
        converted = _convert(program, data, kind, Path(folder))
        return replace(read_docx(converted), kind=kind)


def _convert(program: str, data: bytes, kind: str, folder: Path) -> bytes:
    source = folder / f"source.{kind}"
    source.write_bytes(data)
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nolockcheck", "--nodefault"),
        *("--convert-to", "docx", "--outdir", str(folder), str(source)),
    ]
    failure = _("LibreOffice không đọc được tệp. Hãy mở bằng Word, lưu lại dạng .docx rồi thử lại.")
    try:
        subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
        return (folder / "source.docx").read_bytes()
    except (OSError, subprocess.SubprocessError) as error:
        raise UnreadableFile(failure) from error
