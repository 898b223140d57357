"""Files that the library wrote come in again as the text they were made from."""

import io
from datetime import date

import docx
import pytest
from django.core.management import CommandError, call_command

from legal_library.exports import export
from legal_library.models import LegalDocument
from legal_library.structure import reassemble
from tests.factories.legal_library import sample_document

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    settings.EXPORTS_DIR = tmp_path / "exports"


@pytest.fixture
def document(db):
    """A text as of a later day, whose title an editor has mended."""
    document = sample_document(title="Tên do biên tập viên sửa", effective_from=date(2025, 8, 1))
    document.expressions.update(valid_on=date(2026, 1, 1), kind="consolidated")
    return document


def taken_out(document, tmp_path, name):
    """The file of *document*, which is no longer in the library."""
    text = document.expressions.get()
    tree = reassemble(text.provisions.order_by("position"))
    path = tmp_path / f"van-ban.{name}"
    path.write_bytes(export(document, text, name).make().read_bytes())
    document.delete()
    return path, tree


def bring_in(path):
    call_command("import_documents", str(path), verbosity=0)
    return LegalDocument.objects.get()


@pytest.mark.parametrize("name", ["docx", "xml", "json"])
def test_a_file_of_the_library_gives_the_same_text(document, tmp_path, name):
    path, tree = taken_out(document, tmp_path, name)
    found = bring_in(path)
    text = found.expressions.get()
    assert reassemble(text.provisions.order_by("position")) == tree
    assert (text.valid_on, text.kind) == (date(2026, 1, 1), "consolidated")
    assert found.title == "Tên do biên tập viên sửa"
    assert (found.number, found.issued_on) == ("12/2025/NQ-HĐND", date(2025, 7, 10))
    assert (found.type.name, found.effective_from) == ("Nghị quyết", date(2025, 8, 1))
    assert found.issuer.name == "Hội đồng nhân dân tỉnh An Lạc"


def test_a_word_file_changed_since_is_read_as_its_words(document, tmp_path):
    path, _tree = taken_out(document, tmp_path, "docx")
    file = docx.Document(io.BytesIO(path.read_bytes()))
    runs = [run for paragraph in file.paragraphs for run in paragraph.runs]
    run = next(run for run in runs if "400.000" in run.text)
    run.text = run.text.replace("400.000", "900.000")
    file.save(path)
    text = bring_in(path).expressions.get()
    assert text.provisions.filter(text__contains="900.000").exists()
    assert not text.provisions.filter(text__contains="400.000").exists()


@pytest.mark.parametrize("name", ["la.xml", "la.json"])
def test_other_xml_and_json_is_refused_in_words(tmp_path, name, capsys):
    path = tmp_path / name
    path.write_text("<a/>" if name.endswith("xml") else "{}")
    with pytest.raises(CommandError):
        call_command("import_documents", str(path), verbosity=0)
    assert "Tệp" in capsys.readouterr().err
    assert not LegalDocument.objects.exists()
