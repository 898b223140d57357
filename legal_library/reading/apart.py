"""Reads a file in a process of its own, which ends when it takes too long or too much memory.

For files from people: one built to keep a reader busy for hours costs its sender an answer in
words, and the portal nothing. The child knows neither the database nor the settings, and its
answer is JSON, so a file that breaks a reader's C code can give wrong words at worst.
"""

import json
import os
import resource
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from django.utils.translation import gettext as _

from ..parsing import Furniture, Line
from .stream import Reading, UnreadableFile

MOST_SECONDS = 180
MOST_MEMORY = 2 * 1024**3  # of addresses; the longest codes use a tenth
_ROOT = Path(__file__).resolve().parents[2]
_STARTS = "from legal_library.reading.apart import answer; answer()"


def read_apart(data: bytes, *, ocr: bool = True, seconds: float = MOST_SECONDS) -> Reading:
    """As `read`, within *seconds* and `MOST_MEMORY`; UnreadableFile when that is not enough."""
    command = [sys.executable, "-c", _STARTS, "ocr" if ocr else "no-ocr"]
    process = subprocess.Popen(  # noqa: S603
        command,
        cwd=_ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        written, _errors = process.communicate(data, timeout=seconds)
    except subprocess.TimeoutExpired as error:
        message = _("Đọc tệp quá %d giây nên dừng lại. Hãy chia nhỏ tệp hoặc gửi bản Word.")
        raise UnreadableFile(message % seconds) from error
    finally:
        _end(process)
    return _reading(written)


def _end(process: subprocess.Popen) -> None:
    """End the child and what it started, such as LibreOffice."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def _reading(written: bytes) -> Reading:
    try:
        found = json.loads(written)
        if "refused" in found:
            raise UnreadableFile(found["refused"])
        lines = tuple(Line(**line) for line in found.pop("lines"))
        furniture = tuple(Furniture(**item) for item in found.pop("furniture"))
        messages = tuple(found.pop("messages"))
        return Reading(lines=lines, furniture=furniture, messages=messages, **found)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        if isinstance(error, UnreadableFile):
            raise
        message = _(
            "Tệp làm máy đọc dừng giữa chừng (hỏng hoặc quá lớn). Hãy mở bằng chương trình đã tạo "
            "ra nó, lưu lại rồi thử lần nữa."
        )
        raise UnreadableFile(message) from error


def answer() -> None:
    """What the child does: a file comes in, a Reading or the words of a refusal go out."""
    from django.conf import settings

    # The words of the code are Vietnamese; translations would need the whole portal.
    settings.configure(USE_I18N=False)
    from . import kind_of, read

    data = sys.stdin.buffer.read()
    try:
        if kind_of(data) not in ("doc", "rtf", "odt"):  # LibreOffice needs more and has its own end
            resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        found = asdict(read(data, ocr="ocr" in sys.argv))
    except UnreadableFile as error:
        found = {"refused": str(error)}
    sys.stdout.write(json.dumps(found))
