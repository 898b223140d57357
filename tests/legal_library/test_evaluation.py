import io
import json
import lzma

import pytest
from django.core.management import CommandError, call_command

from legal_library import evaluation

LAW = {
    "number": "99/2099/QH99",
    "issuer": "Quốc hội",
    "issued": "01/06/2099",
    "text": "QUỐC HỘI\nLuật số: 99/2099/QH99\nHà Nội, ngày 01 tháng 6 năm 2099\nLUẬT\nVƯỜN HOA\n"
    "Điều 1. Phạm vi điều chỉnh\nLuật này quy định về hoa.\n"
    "Điều 2. Hiệu lực thi hành\nLuật này có hiệu lực từ ngày 01 tháng 01 năm 2100.\n",
}


def codified(number: str, heading: str, source: str = "") -> dict:
    return {
        "src_number": "99/2099/QH99",
        "src_article": number,
        "heading": f"Điều 1.1.LQ.{number}. {heading}",
        "src": source,
    }


def write(path, records) -> str:
    with lzma.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    return str(path)


def evaluate(tmp_path, *articles):
    write(tmp_path / "codified.jsonl.xz", articles)
    acts = evaluation.read_codification(tmp_path / "codified.jsonl.xz")
    return evaluation.evaluate([LAW], acts)


def test_a_law_that_agrees_with_the_codification(tmp_path):
    report = evaluate(
        tmp_path, codified("1", "Phạm vi điều chỉnh"), codified("2", "Hiệu lực thi hành")
    )
    assert (report.documents, report.lost, report.unordered) == (1, [], [])
    assert (report.codified, report.same_articles) == (1, 1)
    assert (report.headings, report.same_headings) == (2, 2)
    assert report.attributes["number right"] == report.attributes["issued_on right"] == 1


def test_each_difference_is_listed_with_its_reason(tmp_path):
    report = evaluate(
        tmp_path, codified("1", "Phạm vi"), codified("1a", "Mới", "được bổ sung bởi Luật")
    )
    assert report.differences == [
        "99/2099/QH99: not codified, a final provision: 2; "
        "codified only, inserted by a later act: 1a"
    ]
    assert report.other_headings == ["99/2099/QH99, Điều 1: “Phạm vi điều chỉnh” / “Phạm vi”"]


def test_a_lost_character_is_counted_and_fails_the_command(tmp_path, monkeypatch):
    corpus = write(tmp_path / "corpus.jsonl.xz", [LAW])
    codification = write(tmp_path / "codified.jsonl.xz", [codified("1", "Phạm vi điều chỉnh")])
    output = io.StringIO()
    arguments = ("evaluate_parser", corpus, "--codification", codification, "-v0")
    call_command(*arguments, "--json", stdout=output)
    figures = json.loads(output.getvalue())["corpus.jsonl.xz"]
    assert figures["documents_with_lost_characters"] == []
    assert figures["same_headings"] == 1

    monkeypatch.setattr(evaluation, "characters", lambda document: "")
    with pytest.raises(CommandError, match="Mất ký tự trong 1 văn bản: 99/2099/QH99"):
        call_command(*arguments, stdout=io.StringIO())


def test_a_missing_corpus_is_answered_in_words(tmp_path):
    with pytest.raises(CommandError, match="Không tìm thấy tệp"):
        call_command("evaluate_parser", str(tmp_path / "none.jsonl"))


@pytest.mark.shared_data
def test_real_laws_reach_the_promised_figures(shared_data):
    folder = shared_data / "corpus"
    acts = evaluation.read_codification(folder / "codified_articles_2026.jsonl.xz")
    report = evaluation.evaluate(evaluation.read_records(folder / "laws_full.jsonl.xz"), acts)
    assert (report.documents, report.lost, report.unordered) == (255, [], [])
    assert report.codified == 175
    assert report.same_articles >= 133
    assert report.same_headings / report.headings >= 0.995
    assert report.attributes["number right"] == 255
    assert report.attributes["issued_on right"] >= 253
    assert report.attributes["issued_on wrong"] == report.attributes["issuer wrong"] == 0


@pytest.mark.shared_data
def test_documents_of_the_national_database_lose_nothing(shared_data):
    path = shared_data / "corpus" / "vbpl_documents.jsonl.xz"
    report = evaluation.evaluate(evaluation.read_records(path), {})
    assert (report.documents, report.lost) == (654, [])
    assert len(report.unordered) <= 10
    assert report.attributes["effective_from right"] >= 400
