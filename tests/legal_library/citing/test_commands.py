"""The commands print what is found, in the forms that other programs read."""

import io
import json
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from legal_library.citing.evaluating import read_gold
from legal_library.vocabulary import document_type
from tests.factories.legal_library import LegalDocumentFactory, write_text

GOLD = Path(__file__).parents[2] / "data" / "citations"


@pytest.fixture
def find(monkeypatch):
    def run(text: str | bytes, **options) -> str:
        data = text if isinstance(text, bytes) else text.encode()
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        output = io.StringIO()
        call_command("find_citations", stdout=output, **options)
        return output.getvalue()

    return run


def test_one_entry_for_each_place_with_what_it_leads_to(find, db):
    decree = LegalDocumentFactory(number="10/2020/NĐ-CP", type=document_type("Nghị định"))
    write_text(decree, "Điều 5. A\n1. Một.\n2. Hai.", valid_on=date(2020, 2, 1))
    first, second, own = json.loads(
        find("Theo khoản 1, 3 Điều 5 Nghị định số 10/2020/NĐ-CP và Luật này.")
    )
    assert first["text"] == "khoản 1"
    assert first["act"] == {
        "type": "Nghị định",
        "number": "10/2020/NĐ-CP",
        "name": None,
        "year": 2020,
    }
    assert first["provision"] == {"article": "5", "clause": "1"}
    assert first["resolved"] == {
        "document": str(decree.uuid),
        "number": "10/2020/NĐ-CP",
        "slug": decree.slug,
        "expression_date": "2020-02-01",
        "eid": "art_5__para_1",
    }
    assert (second["resolved"], second["reason"]) == (None, "no_such_provision")
    assert (own["self"], own["resolved"]) == (True, None)


def test_the_day_of_the_text_chooses_the_law(find):
    for day, number in (("2012-01-01", "13/2003/QH11"), ("2026-01-01", "31/2024/QH15")):
        (found,) = json.loads(find("Luật Đất đai", as_of=date.fromisoformat(day), no_library=True))
        assert found["meant"] == number


def test_lines_in_and_lines_out(find):
    lines = [
        {"id": "a", "text": "Điều 5 Luật Đất đai", "as_of": "2012-01-01"},
        {"id": 7, "text": "không có gì"},
    ]
    text = "\n".join(json.dumps(line) for line in lines)
    first, second = map(json.loads, find(text, jsonl=True, no_library=True).splitlines())
    assert (first["id"], first["citations"][0]["meant"]) == ("a", "13/2003/QH11")
    assert second == {"id": 7, "citations": []}


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"id": 1}', '{"text": 5}', '{"text": "a", "as_of": "31/12/2020"}']
)
def test_a_broken_line_is_named(find, line):
    with pytest.raises(CommandError, match="Dòng 2"):
        find('{"text": ""}\n' + line, jsonl=True, no_library=True)


def test_what_is_not_utf8_is_refused(find):
    with pytest.raises(CommandError, match="UTF-8"):
        find(b"\xff\xfe\x00", no_library=True)


def test_the_gold_set_is_large_and_its_words_are_in_its_texts():
    records = [record for path in sorted(GOLD.glob("*.jsonl")) for record in read_gold(path)]
    assert sum(len(record["citations"]) for record in records) >= 600
    assert sum(not record["citations"] for record in records) >= 50
    assert len({record["id"] for record in records}) == len(records)
    for record in records:
        for citation in record["citations"]:
            assert record["text"][citation["start"] : citation["end"]] == citation["text"]


def test_the_gold_set_is_found():
    output = io.StringIO()
    call_command("evaluate_citations", stdout=output)
    assert output.getvalue().splitlines()[-1].startswith("total")


def test_a_score_below_the_floor_fails(tmp_path):
    path = tmp_path / "hard.jsonl"
    wanted = {"start": 0, "end": 3, "text": "abc", "act": None, "provision": {}}
    path.write_text(json.dumps({"id": "1", "text": "abc", "citations": [wanted]}))
    with pytest.raises(CommandError, match="recall"):
        call_command("evaluate_citations", path, stdout=io.StringIO())
