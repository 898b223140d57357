import json
import lzma

import pypdfium2
import pytest

from legal_library.sources import (
    BrokenRecord,
    KnownRecord,
    SourceError,
    SourceFile,
    SourceRecord,
    find_files,
)

LINE = {
    "file": "1.html",
    "title": "Luật Mẫu",
    "number": "1/2025/QH15",
    "type": "Luật",
    "issuer": "Quốc hội",
    "issued": "20/11/2025",
    "text": "Điều 1. Phạm vi\nLuật này quy định về mẫu.",
}


def corpus(folder, *lines, name="mau.jsonl.xz"):
    path = folder / name
    with lzma.open(path, "wt", encoding="utf-8") as file:
        file.writelines(line + "\n" for line in lines)
    return SourceFile(path)


def test_a_broken_line_is_reported_with_its_place_and_the_others_are_read(tmp_path):
    good = json.dumps(LINE, ensure_ascii=False)
    file = corpus(tmp_path, good, '{"title": ', "[1, 2]", '{"title": 7}', "{}", good)
    kinds = [type(record) for record in file.records()]
    assert kinds == [SourceRecord, *[BrokenRecord] * 4, SourceRecord]
    assert "dòng 2" in list(file.records())[1].place


def test_a_truncated_archive_ends_with_a_message(tmp_path):
    file = corpus(tmp_path, *[json.dumps(LINE | {"file": str(n)}) for n in range(2000)])
    file.path.write_bytes(file.path.read_bytes()[:-40])
    assert isinstance(list(file.records())[-1], BrokenRecord)
    assert file.count() > 0


@pytest.mark.parametrize(
    "content", [b"no archive", b"", b"\xff\xfe"], ids=["text", "none", "bytes"]
)
@pytest.mark.parametrize("name", ["mau.jsonl", "mau.jsonl.xz"])
def test_what_is_no_corpus_is_reported_and_counts_no_records(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    (file,) = find_files([tmp_path / name])
    assert file.count() == (content == b"no archive" and name == "mau.jsonl")
    assert [type(record) for record in file.records()] == [BrokenRecord]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("[" * 100_000, "JSON hỏng"),
        ('{"number": ' + "9" * 5_000 + "}", "JSON hỏng"),
        (json.dumps(LINE | {"issued": ["20", "11", "2025"]}), "trường issued phải là chữ"),
        (json.dumps(LINE | {"dates": ["20/11/2025"]}), "trường dates phải là một đối tượng"),
        (json.dumps(LINE | {"text": "Điều 1\0"}), "trường text có ký tự hỏng"),
        (json.dumps(LINE | {"title": "\ud800"}), "trường title có ký tự hỏng"),
        (json.dumps(LINE | {"number": "9" * 121}), "trường number dài quá mức"),
    ],
    ids=["deep", "long-number", "list", "dates", "nul", "surrogate", "too-long"],
)
def test_a_line_of_the_wrong_kind_is_answered_in_words(tmp_path, line, words):
    (record,) = corpus(tmp_path, line).records()
    assert isinstance(record, BrokenRecord)
    assert words in record.message


def test_files_of_one_name_in_two_folders_are_two_records(tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "nq.txt").write_text("Điều 1. Phạm vi")
    keys = [record.key for file in find_files([tmp_path]) for record in file.records()]
    assert keys == ["a/nq.txt", "b/nq.txt"]


def test_navigation_of_a_page_without_full_text_is_no_text(tmp_path):
    line = json.dumps(LINE | {"has_full_text": False, "text": "TRANG CHỦ\nGIỚI THIỆU"})
    (record,) = corpus(tmp_path, line).records()
    assert record.text == ""


def test_attributes_of_the_national_database_are_read(tmp_path):
    line = json.dumps(
        {
            "file": "2.html",
            "title": "Nghị định  số 2/2025/NĐ-CP\nQuy định mẫu",
            "number": "2/2025/NĐ-CP",
            "status": "Còn hiệu lực",
            "dates": {"Ngày có hiệu lực": "01/02/2026", "Ngày cập nhật": "07/04/2026"},
        }
    )
    (record,) = corpus(tmp_path, line).records()
    assert record.title == "Nghị định số 2/2025/NĐ-CP Quy định mẫu"
    assert record.stated_status == "in_force"
    assert record.effective_from.isoformat() == "2026-02-01"
    assert record.issued_on is None


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "trống"),
        (b"  \n\t ", "trống"),
        (b"%PDF-1.7\n\xe2\xe3\xcf\xd3", "PDF hỏng"),
        ("Luật\0Mẫu".encode(), "nhị phân"),
        (b"a" * 5_000_001, "5 triệu"),
    ],
    ids=["empty", "blank", "pdf", "binary", "too-long"],
)
def test_what_cannot_be_read_is_answered_in_words(tmp_path, data, words):
    (tmp_path / "mau.txt").write_bytes(data)
    (record,) = SourceFile(tmp_path / "mau.txt").records()
    assert isinstance(record, BrokenRecord)
    assert words in record.message


def test_what_was_imported_and_has_not_changed_is_not_read_again(tmp_path):
    (tmp_path / "mau.txt").write_text("Điều 1. Hoa")
    file = SourceFile(tmp_path / "mau.txt")
    (record,) = file.records()
    assert list(file.records(known={(record.key, record.sha256)})) == [
        KnownRecord("mau.txt", record.sha256)
    ]
    (tmp_path / "mau.txt").write_text("Điều 1. Lá")
    assert isinstance(next(file.records(known={(record.key, record.sha256)})), SourceRecord)


def test_the_parts_of_a_document_are_one_record_with_its_files_packed(tmp_path):
    parts = ("nd-1-part-1.txt", "nd-1-part-2.txt", "nd-2-part-2.txt", "~$nd.docx")
    for name in parts:
        (tmp_path / name).write_text(f"{name[-5]}. Hoa")
    assert [(file.name, len(file.more)) for file in find_files([tmp_path])] == [
        ("nd-1-part-1.txt", 1),
        ("nd-2-part-2.txt", 0),
    ]
    (record,) = next(find_files([tmp_path])).records()
    assert record.text == "1. Hoa\n2. Hoa"


def test_a_missing_path_is_named(tmp_path):
    with pytest.raises(SourceError, match="khong-co"):
        list(find_files([tmp_path / "khong-co.txt"]))


def test_a_folder_without_readable_files_is_named(tmp_path):
    (tmp_path / "anh.png").write_bytes(b"x")
    with pytest.raises(SourceError, match="không có tệp nào đọc được"):
        list(find_files([tmp_path]))


def test_an_empty_corpus_is_reported(tmp_path):
    (record,) = corpus(tmp_path).records()
    assert isinstance(record, BrokenRecord)
    assert "trống" in record.message


def test_the_original_is_kept_under_an_ending_that_tells_what_it_holds(tmp_path):
    document = pypdfium2.PdfDocument.new()
    document.new_page(595, 842)
    document.save(tmp_path / "trang.html")
    record = SourceFile(tmp_path / "trang.html").record_apart(ocr=False, seconds=60)
    assert record.original[0] == "trang.html.pdf"
