import io
import json
import lzma

import pytest
from django.core.management import CommandError, call_command

from legal_library import evaluation
from legal_library.evaluation import corpora
from legal_library.evaluation.outlines import OutlineReport

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

    monkeypatch.setattr(corpora, "characters", lambda document: "")
    with pytest.raises(CommandError, match="lost characters or order, documents: 1"):
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
    # Four number their articles wrong; nobody can order them.
    assert len(report.unordered) <= 4
    assert report.attributes["number right"] >= 455
    assert report.attributes["effective_from right"] >= 400


PROVISIONS = [
    {
        "level": "article",
        "location": "Điều 1",
        "number": "1",
        "heading": "Phạm vi điều chỉnh của quy định",
        "text": "Điều 1. Phạm vi điều chỉnh của quy định\nvề hoa\n1. Một.\n2. Hai.\n"
        "[[SOURCE mau PAGE 2]]\nChương II\nCÂY CẢNH",
    },
    {"level": "clause", "location": "Điều 1 khoản 1", "number": "1", "text": "1. Một."},
    {"level": "clause", "location": "Điều 1 khoản 2", "number": "2", "text": "2. Không."},
    {"level": "clause", "location": "Điều 1 khoản 3", "number": "3", "text": "3. Ba."},
    {"level": "clause", "location": "Điều 1 khoản 1 (ứng viên xuất hiện 2)", "text": ""},
    {"level": "point", "location": "Điều 1 khoản 1 điểm a", "text": ""},
]


def test_an_outline_is_compared_by_place_heading_and_text(tmp_path):
    folder = tmp_path / "mau"
    folder.mkdir()
    (folder / "full-text.txt").write_text(
        "Điều 1. Phạm vi điều chỉnh của quy định về hoa\n1. Một.\n2. Hai.\nChương II\nCÂY CẢNH\n"
    )
    (folder / "source-pack.json").write_text(json.dumps({"provisions": PROVISIONS}))
    report = evaluation.evaluate_outlines([folder])
    assert report.missing == ["mau: Điều 1 khoản 3"]
    assert (report.f1("article"), report.f1("article", with_text=True)) == (1.0, 1.0)
    assert report.f1("clause") == pytest.approx(4 / 5)
    assert report.f1("clause", with_text=True) == pytest.approx(2 / 5)


def test_what_cannot_be_read_is_counted_with_its_message(tmp_path):
    (tmp_path / "a.txt").write_text("Điều 1. Hoa\nĐiều 2. Lá\n")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.4 hong")
    report = evaluation.evaluate_files(sorted(tmp_path.iterdir()))
    assert (report.files, report.read, report.crashed, report.lost) == (2, 1, {}, [])
    assert "PDF hỏng" in report.refused["b.pdf"]


def test_a_row_below_its_floor_is_not_reached():
    report = OutlineReport(documents=1)
    report.expected["article"] = report.found["article"] = report.same["article"] = 100
    report.expected["clause"] = report.found["clause"] = 100
    report.same["clause"] = 97
    articles, clauses = evaluation.table_of(outlines=report)
    assert (articles.reached, clauses.reached, clauses.value) == (True, False, "0.9700")
