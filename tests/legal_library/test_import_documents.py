import json

import pypdfium2
import pytest
from django.core.management import CommandError, call_command
from docx import Document
from openpyxl import load_workbook

from legal_library.models import LegalDocument

pytestmark = pytest.mark.django_db


@pytest.fixture
def corpus(tmp_path):
    """A corpus of three documents, the second of them broken."""
    lines = [
        json.dumps(
            {
                "file": f"{number}.html",
                "title": f"Luật Mẫu {number}",
                "number": f"{number}/2025/QH15",
                "type": "Luật",
                "issuer": "Quốc hội",
                "issued": "20/11/2025",
                "text": "Điều 1. Phạm vi\nLuật này quy định về mẫu.",
            }
        )
        for number in (1, 2, 3)
    ]
    lines[1] = lines[1][:40]
    path = tmp_path / "mau.jsonl"
    path.write_text("\n".join(lines))
    return path


def numbers():
    return sorted(LegalDocument.objects.values_list("number", flat=True))


def test_a_broken_record_is_named_and_the_others_are_imported(corpus, capsys):
    with pytest.raises(CommandError, match="1 records skipped"):
        call_command("import_documents", corpus, verbosity=0)
    assert "dòng 2" in capsys.readouterr().err
    assert numbers() == ["1/2025/QH15", "3/2025/QH15"]


@pytest.mark.parametrize("verbosity", [0, 1])
def test_the_limit_holds_with_and_without_a_progress_bar(corpus, verbosity):
    call_command("import_documents", corpus, limit=1, verbosity=verbosity)
    assert numbers() == ["1/2025/QH15"]


def test_a_dry_run_writes_nothing(corpus):
    call_command("import_documents", corpus, limit=1, dry_run=True, verbosity=0)
    assert numbers() == []


def test_what_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match="khong-co"):
        call_command("import_documents", tmp_path / "khong-co.txt", verbosity=0)


HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH SÔNG TRẦM\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Độc lập - Tự do - Hạnh phúc\nSố: {number}/2026/QĐ-UBND\n"
    "Sông Trầm, ngày 12 tháng 3 năm 2026\nQUYẾT ĐỊNH\nVề hoa mẫu\n"
    "Căn cứ Luật Vườn hoa mẫu;\nQUYẾT ĐỊNH:\nĐiều 1. Phạm vi\nHoa.\nĐiều 3. Hiệu lực\nNgay.\n"
)


@pytest.fixture
def folder(tmp_path, settings):
    """A folder as an office has it: Word, text, a broken PDF, the same act in two parts."""
    settings.MEDIA_ROOT = tmp_path / "media"
    files = tmp_path / "van-ban"
    (files / "2026").mkdir(parents=True)
    word = Document()
    for line in HEAD.format(number="01").splitlines():
        word.add_paragraph(line)
    word.save(files / "2026" / "quyet-dinh.docx")
    head, tail = HEAD.format(number="02").split("Điều 3.")
    (files / "qd-part-1.txt").write_text(head)
    (files / "qd-part-2.txt").write_text(f"Điều 3.{tail}")
    (files / "hong.pdf").write_bytes(b"%PDF-1.7 cut")
    return files


def report_of(path):
    head, *rows = load_workbook(path).active.iter_rows(values_only=True)
    return head, {row[0]: row for row in rows}


def test_a_folder_goes_in_whole_and_the_report_says_what_to_check(folder, tmp_path):
    path = tmp_path / "bao-cao.xlsx"
    with pytest.raises(CommandError, match="1 records skipped"):
        call_command("import_documents", folder, report=path, verbosity=0)
    assert numbers() == ["01/2026/QĐ-UBND", "02/2026/QĐ-UBND"]
    head, rows = report_of(path)
    assert len(head) == 11
    word = rows["2026/quyet-dinh.docx"]
    assert word[3] == "01/2026/QĐ-UBND"
    assert word[7] == 2
    assert "Sau Điều 1 là Điều 3" in word[9]
    document = LegalDocument.objects.get(number="01/2026/QĐ-UBND")
    assert f"/{document.pk}/" in word[10]
    assert "PDF hỏng" in rows["hong.pdf"][9]
    assert rows["qd-part-1.txt"][3] == "02/2026/QĐ-UBND"


def test_the_file_is_kept_as_the_original(folder):
    with pytest.raises(CommandError):
        call_command("import_documents", folder, verbosity=0, report=folder / "r.xlsx")
    document = LegalDocument.objects.get(number="01/2026/QĐ-UBND")
    assert document.source_file.name.endswith(".docx")
    assert document.source_file.read() == (folder / "2026" / "quyet-dinh.docx").read_bytes()


def test_a_second_run_reads_nothing_again_that_has_not_changed(folder, tmp_path, capsys):
    (folder / "hong.pdf").unlink()
    options = {"report": tmp_path / "r.xlsx", "verbosity": 0}
    call_command("import_documents", folder, limit=1, **options)
    call_command("import_documents", folder, **options)
    assert "1 created, 0 updated, 1 unchanged" in capsys.readouterr().out
    _head, rows = report_of(tmp_path / "r.xlsx")
    assert rows["2026/quyet-dinh.docx"][1] == "không đổi"


def test_the_report_is_written_also_when_the_run_is_stopped(folder, tmp_path, monkeypatch):
    def stop(*args, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr("legal_library.management.commands.import_documents.import_record", stop)
    with pytest.raises(KeyboardInterrupt):
        call_command("import_documents", folder, report=tmp_path / "r.xlsx", verbosity=0)
    assert (tmp_path / "r.xlsx").exists()


def test_a_dry_run_of_files_stores_neither_documents_nor_originals(folder, tmp_path):
    (folder / "hong.pdf").unlink()
    path = tmp_path / "r.xlsx"
    call_command("import_documents", folder, dry_run=True, report=path, verbosity=0)
    assert numbers() == []
    assert not (tmp_path / "media").exists()
    assert len(report_of(path)[1]) == 2


def test_a_scan_is_kept_with_its_file_and_waits_for_its_attributes(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    scan = pypdfium2.PdfDocument.new()
    scan.new_page(595, 842)
    scan.save(tmp_path / "cong-van-12.pdf")
    options = {"ocr": False, "report": tmp_path / "r.xlsx", "verbosity": 0}
    call_command("import_documents", tmp_path / "cong-van-12.pdf", **options)
    document = LegalDocument.objects.get()
    assert (document.title, document.live, document.needs_review) == ("Cong-van-12", False, True)
    assert document.source_file
    assert not document.expressions.exists()
    assert "chưa có toàn văn" in document.review_notes
