"""What is taken and what is refused, each with words on what to do; the good ones go on."""

import io
import uuid
import zipfile

import pytest

from audit.models import Action, AuditEvent
from legal_library.models import UploadBatch, UploadState
from legal_library.reading import kinds
from legal_library.uploading.receiving import NothingToTake
from legal_library.uploading.unpacking import safe_name

from .conftest import ROW, act, packed, read_all, table, word

BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "x">]><a>&b;</a>'


def states(batch):
    return {file.name: UploadState(file.state) for file in batch.files.all()}


def refusals(batch):
    return {file.name: file.message for file in batch.files.filter(state=UploadState.REFUSED)}


def locked_package() -> bytes:
    """A ZIP whose entry says that it is encrypted."""
    data = bytearray(packed({"a.txt": b"x"}))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        at = data.index(mark) + (6 if mark == b"PK\x03\x04" else 8)
        data[at] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("thu.docx", b"MZ\x90\0" + b"\0" * 200, "tệp chương trình"),
        ("quyet-dinh.pdf", b"MZ\x90%PDF-1.7", "tệp chương trình"),
        ("anh.pdf", b"\x89PNG\r\n\x1a\n", "tệp ảnh PNG"),
        ("mau.docm", packed({"word/document.xml": b"<a/>", "word/vbaProject.bin": b"x"}), "macro"),
        ("mau.docx", word()[:-400], "hỏng"),
        ("trong.docx", b"", "Tệp trống"),
        ("kho.jsonl", b'{"title": "a"}', "import_documents"),
        ("bom.zip", packed({"a.txt": b"\0" * 60_000_000}), "bung ra quá lớn"),
        ("khoa.zip", locked_package(), "mật khẩu"),
        ("rong.zip", packed({"__MACOSX/a": b"x", ".DS_Store": b"x", "~$a.docx": b"x"}), "không có"),
        ("hai-lop.zip", packed({"trong.zip": packed({"a.txt": b"x"})}), "trong gói nén"),
        ("bang.xlsx", table(ROW)[:-300], "hỏng"),
        ("bang.xlsx", packed({"xl/workbook.xml": BOMB}), "khai báo XML"),
        ("bang.xlsm", packed({"xl/workbook.xml": b"<a/>", "xl/vbaProject.bin": b"x"}), "macro"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_words_and_the_others_go_on(send, name, data, words):
    batch = send({name: data, "tot.txt": act()})
    (refusal,) = refusals(batch).values()
    assert words in refusal
    assert states(batch)["tot.txt"] == UploadState.WAITING
    assert {path.name for path in batch.folder.rglob("*") if path.is_file()} == {"tot.txt"}


def test_a_package_is_taken_apart_and_its_names_lead_nowhere(send, folder):
    data = packed({"../../etc/mot.txt": act(1), "C:\\hai.txt": act(2), "thu/muc/ba.docx": word()})
    batch = send({"goi.zip": data})
    assert states(batch).keys() == {"mot.txt", "hai.txt", "ba.docx"}
    kept = [path for path in folder.rglob("*") if path.is_file()]
    assert len(kept) == 3
    assert all(path.parent.parent == batch.folder for path in kept)


def test_a_package_of_ten_thousand_files_is_refused_unread(send):
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w") as archive:
        for number in range(10_000):
            archive.writestr(f"{number}.txt", b"x")
    batch = send({"goi.zip": package.getvalue()})
    assert states(batch) == {"goi.zip": UploadState.REFUSED}


def test_a_package_with_more_files_than_a_batch_takes_says_so(send, settings):
    settings.UPLOADS = settings.UPLOADS | {"MOST_FILES": 2}
    batch = send({"goi.zip": packed({f"{number}.txt": act(number) for number in range(3)})})
    assert "có 3 tệp, mỗi lượt nhận nhiều nhất 2" in refusals(batch)["goi.zip"]


def test_packages_together_may_not_unpack_to_more_than_one_may(send, settings):
    settings.UPLOADS = settings.UPLOADS | {"MOST_UNPACKED": len(act(1)) + 10}
    batch = send({"mot.zip": packed({"1.txt": act(1)}), "hai.zip": packed({"2.txt": act(2)})})
    assert states(batch) == {"1.txt": UploadState.WAITING, "hai.zip": UploadState.REFUSED}


def test_more_files_than_a_batch_takes_are_no_batch(send, settings, folder):
    settings.UPLOADS = settings.UPLOADS | {"MOST_FILES": 2}
    with pytest.raises(NothingToTake, match="nhiều nhất 2"):
        send({f"{number}.txt": act(number) for number in range(3)})
    assert not UploadBatch.objects.exists()
    assert not any(folder.rglob("*.txt"))


def test_a_file_too_large_is_refused_before_it_is_read(send, monkeypatch):
    monkeypatch.setattr("legal_library.uploading.receiving.MOST_BYTES", 10)
    assert "lớn quá" in refusals(send({"a.txt": act()}))["a.txt"]


def test_the_same_file_twice_in_a_batch_is_one(send):
    batch = send({"a.txt": act(), "ban-sao.txt": act()})
    assert "“a.txt”" in refusals(batch)["ban-sao.txt"]


def test_the_same_form_twice_is_one_batch_and_a_strangers_form_is_no_way_in(
    send, django_user_model
):
    key = uuid.uuid4()
    batch = send({"a.txt": act()}, uuid=key)
    assert send({"a.txt": act()}, uuid=key) == batch
    stranger = django_user_model.objects.create_user("nguoi-la")
    with pytest.raises(NothingToTake, match="Biểu mẫu đã cũ"):
        send({"b.txt": act()}, uuid=key, by=stranger)
    assert states(batch) == {"a.txt": UploadState.WAITING}


def test_parts_of_one_document_are_put_together_by_their_names(send):
    start, _mark, end = act().decode().partition("Điều 2.")
    files = {"nq phần 2.txt": f"Điều 2.{end}".encode(), "nq phần 1.txt": start.encode()}
    first, second = read_all(send(files))
    assert (first.name, first.state, first.article_count) == ("nq phần 1.txt", "drafted", 2)
    assert (second.part_of, second.state) == (first, UploadState.PART)


def test_sending_is_in_the_log(send, drafter, unit):
    send({"a.txt": act()})
    event = AuditEvent.objects.get(action=Action.IMPORTED)
    assert (event.actor_id, event.unit_code, event.detail) == (drafter.pk, "so-mau", {"number": 1})


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Người dùng\\văn bản.docx", "văn bản.docx"),
        ("a\0b\n.txt", "ab.txt"),
        ("..", "tep"),
        ("", "tep"),
        ("đ" * 300 + ".docx", "đ" * 115 + ".docx"),
        ("Va\u0306n ba\u0309n.docx", "Văn bản.docx"),
    ],
)
def test_a_name_is_its_last_part_and_nothing_that_a_folder_trips_over(name, safe):
    assert safe_name(name) == safe


def test_kinds_know_how_much_a_package_may_hold():
    with pytest.raises(kinds.UnreadableFile, match="bung ra quá lớn"):
        kinds.names_in_package(packed({str(number): b"" for number in range(5001)}))
