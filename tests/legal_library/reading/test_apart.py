"""Reading in a process apart: the same lines, and an end to what has none."""

from pathlib import Path

import pytest

from legal_library.reading import UnreadableFile, apart, read
from legal_library.reading.apart import read_apart

from .conftest import package

TEXT = "Điều 1. Phạm vi\n1. Một.\x02\nĐiều 2. Hiệu lực\n".encode()


def test_a_file_reads_apart_as_it_reads_here():
    assert read_apart(TEXT) == read(TEXT)


def test_a_refusal_comes_back_in_its_own_words():
    with pytest.raises(UnreadableFile, match="macro"):
        read_apart(package(**{"word/document.xml": b"<a/>", "word/vbaProject.bin": b"x"}))


def test_a_file_that_takes_too_long_is_given_up():
    with pytest.raises(UnreadableFile, match="nên dừng lại"):
        read_apart(TEXT, seconds=0.001)


@pytest.mark.parametrize("code", ["import os; os.abort()", "print('no JSON')", "print('[1]')"])
def test_a_reader_that_breaks_down_is_answered_in_words(monkeypatch, code):
    monkeypatch.setattr(apart, "_STARTS", code)
    with pytest.raises(UnreadableFile, match="dừng giữa chừng"):
        read_apart(TEXT)


def test_what_the_reader_has_started_ends_with_it(monkeypatch, tmp_path):
    mark = tmp_path / "pid"
    child = f"child = subprocess.Popen(['sleep', '60']); open({str(mark)!r}, 'w').write"
    code = f"import subprocess, time; {child}(str(child.pid)); time.sleep(60)"
    monkeypatch.setattr(apart, "_STARTS", code)
    with pytest.raises(UnreadableFile, match="nên dừng lại"):
        read_apart(TEXT, seconds=1.5)
    assert _has_ended(int(mark.read_text()))


def _has_ended(pid: int) -> bool:
    """Whether the process is gone, or dead and waited for by nobody yet."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return True
    return state.rpartition(")")[2].split()[0] == "Z"
