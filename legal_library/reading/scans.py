"""Scanned PDF: recognised by Tesseract where it is installed, and marked as machine-read."""

import io
import shutil
import subprocess
import time
from dataclasses import replace
from functools import cache

from django.utils.translation import gettext as _

from ..parsing import Furniture, Line, split_lines
from .printed import open_pdf
from .stream import Reading

_LANGUAGE = "vie"
_SECONDS_A_PAGE = 60
_DOTS_PER_INCH = 250
_MOST_SECONDS = 600  # a file; what is not read by then is said


@cache
def ocr_program() -> str:
    """The path of Tesseract; empty when it, or its Vietnamese, is not installed."""
    program = shutil.which("tesseract") or ""
    if program:
        known = subprocess.run(  # noqa: S603
            [program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False
        )
        if _LANGUAGE not in known.stdout.split():
            return ""
    return program


def recognise(data: bytes, reading: Reading) -> Reading:
    """*reading* of a scan with the text that Tesseract sees, or with a word on why not."""
    program = ocr_program()
    if not program:
        return without_text(reading)
    lines: list[Line] = []
    document = open_pdf(data)
    try:
        stop, done = time.monotonic() + _MOST_SECONDS, 0
        while done < len(document) and time.monotonic() < stop:
            for line in split_lines(_text_of_page(program, document[done])):
                lines.append(replace(line, number=len(lines) + 1, page=done + 1))
            done += 1
        unread = len(document) - done
    finally:
        document.close()
    messages = [_("Máy đọc từ ảnh trang: phải soát lại toàn bộ với bản gốc.")]
    if not lines:
        messages = [_("Tệp chỉ có ảnh trang và máy không đọc được chữ nào: chưa có toàn văn.")]
    if unread > 0:
        messages.append(_("Chưa đọc %d trang cuối.") % unread)
    # What the file has as text are stamps; the machine has read them once more.
    stamps = tuple(Furniture(line.page, line.text) for line in reading.lines)
    return replace(
        reading,
        lines=tuple(lines),
        furniture=(*reading.furniture, *stamps),
        machine_read=True,
        wrapped=None,
        messages=tuple(messages),
    )


def without_text(reading: Reading) -> Reading:
    """*reading* of a scan as it is, and what to do about that."""
    message = _(
        "Tệp chỉ có ảnh trang, chưa có toàn văn. Văn bản được giữ cùng bản gốc và thuộc tính; "
        "muốn có toàn văn, hãy tải bản Word hoặc nhờ quản trị cài Tesseract."
    )
    return replace(reading, messages=(*reading.messages, message))


def _text_of_page(program: str, page) -> str:
    """What Tesseract reads on *page*; nothing when it fails or takes too long."""
    image = page.render(scale=_DOTS_PER_INCH / 72, grayscale=True).to_pil()
    page.close()
    picture = io.BytesIO()
    image.save(picture, "PNG")
    command = [program, "stdin", "stdout", "-l", _LANGUAGE, "--psm", "4"]
    command += ["--dpi", str(_DOTS_PER_INCH)]
    try:
        done = subprocess.run(  # noqa: S603
            command,
            input=picture.getvalue(),
            capture_output=True,
            timeout=_SECONDS_A_PAGE,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode("utf-8", "replace")
