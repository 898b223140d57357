"""The command that makes files ahead and tidies up."""

import pytest
from django.core.management import CommandError, call_command

from legal_library import exports
from legal_library.exporting import pdf
from tests.factories.legal_library import LegalDocumentFactory, sample_document

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.EXPORTS_DIR = tmp_path / "exports"
    return settings.EXPORTS_DIR


def run(*arguments, **options):
    call_command("export_documents", *arguments, verbosity=0, **options)


def files(folder):
    return sorted(path.suffix for path in folder.glob("*/*"))


def test_missing_files_of_public_documents_are_made_once(folder, capsys):
    sample_document()
    sample_document(number="99/2026/NQ-HĐND", live=False)
    LegalDocumentFactory(number="1/2026/QĐ-UBND")  # without a text
    run("--formats", "docx", "json")
    assert files(folder) == [".docx", ".json"]
    run("--formats", "docx", "json")
    assert capsys.readouterr().out.splitlines()[-1].startswith("0 files made")


def test_files_of_texts_that_are_gone_are_removed(folder):
    document = sample_document()
    run("--formats", "txt")
    document.expressions.all().delete()
    run("--formats", "txt")
    assert files(folder) == []


def test_a_dry_run_writes_nothing(folder, capsys):
    sample_document()
    run("--formats", "txt", "--dry-run")
    assert not folder.exists()
    assert "1 files made" in capsys.readouterr().out


def test_one_text_that_fails_does_not_stop_the_others(folder, monkeypatch):
    first, _second = sample_document(), sample_document(number="77/2025/NQ-HĐND")
    make = exports.Export.make

    def fail_once(self):
        if self.expression.document_id == first.pk:
            raise ValueError("hỏng")
        return make(self)

    monkeypatch.setattr(exports.Export, "make", fail_once)
    with pytest.raises(CommandError, match="1 files"):
        run("--formats", "txt")
    assert files(folder) == [".txt"]


def test_pdf_without_pango_is_refused_in_words(monkeypatch):
    monkeypatch.setattr(pdf, "is_available", lambda: False)
    with pytest.raises(CommandError, match="Pango"):
        run("--formats", "pdf")
