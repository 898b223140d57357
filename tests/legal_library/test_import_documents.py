import json

import pytest
from django.core.management import CommandError, call_command

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
