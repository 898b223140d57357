import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from legal_library.parsing import characters, from_json, nonblank

DATA = Path(__file__).parents[1] / "data" / "parsing"


def run(*names, **options) -> str:
    output = io.StringIO()
    call_command("parse_document", *map(str, names), stdout=output, **options)
    return output.getvalue()


@pytest.mark.parametrize("path", sorted(DATA.glob("*.txt")), ids=lambda path: path.stem)
def test_json_holds_every_character_of_the_file(path):
    document = from_json(json.loads(run(path, format="json")))
    assert characters(document) == nonblank(path.read_text(encoding="utf-8"))


def test_text_is_an_outline_with_addresses_and_warnings(tmp_path):
    path = tmp_path / "luat.txt"
    path.write_text("Điều 1. A\n1. Một.\nĐiều 3. C\n", encoding="utf-16")
    assert run(path) == (
        "[preface]\n[body 0]\n"
        "  Điều 1. A  <art_1>\n"
        "    1. Một.  <art_1__para_1>\n"
        "  Điều 3. C  <art_3>\n"
        "! 3: Sau Điều 1 là Điều 3: kiểm tra có thiếu điều không.\n"
    )


def test_several_files_are_one_document(tmp_path):
    for name, text in (("a.txt", "Điều 1. A\n1. Một"), ("b.txt", "hai ba.\n2. Hai.")):
        (tmp_path / name).write_text(text, encoding="utf-8-sig")
    assert "2. Hai.  <art_1__para_2>" in run(tmp_path / "a.txt", tmp_path / "b.txt")


def test_a_dash_reads_standard_input(monkeypatch):
    class Stdin:
        buffer = io.BytesIO("Điều 1. A\n".encode())

    monkeypatch.setattr("sys.stdin", Stdin)
    assert "<art_1>" in run("-")


def test_an_empty_file_is_answered_with_a_warning(tmp_path):
    (tmp_path / "trong.txt").write_bytes(b"")
    assert "! 1: Văn bản trống" in run(tmp_path / "trong.txt")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"%PDF-1.4", "PDF hỏng"),
        (b"\xff\x00\xff", "Không đọc được"),
        (None, "Không tìm thấy"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(tmp_path, content, message):
    path = tmp_path / "hong.txt"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CommandError, match=message) as refusal:
        run(path)
    assert path.name in str(refusal.value)


def test_a_folder_is_refused_in_words(tmp_path):
    with pytest.raises(CommandError, match="Đây là thư mục"):
        run(tmp_path)
