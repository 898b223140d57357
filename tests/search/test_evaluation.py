"""The measuring itself: files as they come, shares as they are defined, the promised figures."""

import json
import lzma

import pytest
from django.core.management import CommandError, call_command

from search.evaluation import clauses, read_corpus, read_questions


def write(path, value) -> str:
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return path


def write_lines(path, rows):
    with lzma.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return path


def measure(capsys, questions, corpus, *options) -> dict:
    call_command(
        "evaluate_search",
        f"--questions={questions}",
        f"--corpus={corpus}",
        "--json",
        *options,
        verbosity=0,
    )
    return json.loads(capsys.readouterr().out)


ARTICLES = [
    {
        "aid": 1,
        "law_id": "1/2020/QH14",
        "ordinal_in_law": 1,
        "text": "1. Thu hồi đất.\n\n2. Giao đất.",
    },
    {"aid": 2, "law_id": "1/2020/QH14", "ordinal_in_law": 2, "text": "Đăng ký kết hôn tại phường."},
    {"aid": 3, "law_id": "2/2020/QH14", "ordinal_in_law": 1, "text": "Đăng ký khai sinh."},
]


def test_clauses_are_cut_at_their_numbers_and_nothing_is_lost():
    text = "Trong Luật này:\n1. Một là 2. không\n\n2. Hai:\na) điểm a;\n12a. Ba"
    found = clauses(text)
    assert [passage.label for passage in found] == ["", "Khoản 1", "Khoản 2", "Khoản 12a"]
    assert "".join(passage.text for passage in found) == text
    assert clauses("Không có khoản.") == ()


def test_shares_are_means_over_questions(tmp_path, capsys):
    corpus = write_lines(tmp_path / "corpus.jsonl.xz", ARTICLES)
    questions = write(
        tmp_path / "questions.json",
        [
            {
                "question": "thu hồi đất",
                "relevant": [
                    {"law_id": "1/2020/QH14", "ordinal_in_law": 1},
                    {"law_id": "9/9999/QH9", "ordinal_in_law": 1},
                ],
            },
            {
                "question": "đăng ký kết hôn",
                "relevant": [{"law_id": "1/2020/QH14", "ordinal_in_law": 2}],
            },
        ],
    )
    report = measure(capsys, questions, corpus)
    assert (report["articles"], report["questions"]) == (3, 2)
    assert report["R@1"] == report["R@100"] == 0.75
    assert report["MRR@10"] == 1
    assert report["p50_ms"] <= report["p95_ms"]
    assert measure(capsys, questions, corpus, "--strip-diacritics")["R@1"] == 0.75


def test_questions_about_one_law_are_searched_in_that_law_only(tmp_path, capsys):
    corpus = write_lines(tmp_path / "corpus.jsonl.xz", ARTICLES)
    questions = write(
        tmp_path / "questions.json",
        [{"question": "đăng ký", "law_id": "2/2020/QH14", "expected_articles": [1]}],
    )
    report = measure(capsys, questions, corpus)
    assert (report["articles"], report["R@1"]) == (1, 1)


def test_questions_without_answers_are_timed_only(tmp_path, capsys):
    corpus = write_lines(tmp_path / "corpus.jsonl.xz", ARTICLES)
    questions = write(tmp_path / "questions.json", [{"question": "đăng ký"}])
    report = measure(capsys, questions, corpus)
    assert report["questions"] == 1
    assert "R@1" not in report


@pytest.mark.parametrize(
    ("row", "article", "title"),
    [
        (ARTICLES[0], ("1/2020/QH14", "1"), ""),
        (
            {"law_id": "Luật Cư trú", "article_id": "3", "text": "Tiêu đề\n\nNội dung"},
            ("Luật Cư trú", "3"),
            "Tiêu đề",
        ),
        (
            {
                "src_number": "57/2020/QH14",
                "src_article": "1",
                "heading": "Điều 36.3.LQ.1. Thanh niên",
                "text": "Nội dung",
            },
            ("57/2020/QH14", "1"),
            "Thanh niên",
        ),
    ],
)
def test_the_three_formats_of_a_corpus(tmp_path, row, article, title):
    [(found, record)] = read_corpus(write_lines(tmp_path / "corpus.jsonl.xz", [row]))
    assert (found, record.title) == (article, title)


@pytest.mark.parametrize(
    ("questions", "corpus"),
    [
        ("{", ARTICLES),
        ('{"a": 1}', ARTICLES),
        ('[{"no": "question"}]', ARTICLES),
        ('[{"question": "x"}]', [{"no": "law"}]),
    ],
)
def test_a_file_of_another_kind_is_refused_in_words(tmp_path, questions, corpus):
    path = tmp_path / "questions.json"
    path.write_text(questions)
    rows = write_lines(tmp_path / "corpus.jsonl.xz", corpus)
    with pytest.raises(CommandError, match="Không đọc được tệp"):
        call_command("evaluate_search", f"--questions={path}", f"--corpus={rows}", verbosity=0)
    with pytest.raises(CommandError, match="Không đọc được tệp"):
        call_command("evaluate_search", "--questions=/none", f"--corpus={rows}", verbosity=0)


@pytest.mark.shared_data
@pytest.mark.parametrize(
    ("questions", "corpus", "least"),
    [
        ("A_drill_dev.json", "A_drill_corpus.jsonl.xz", {"R@1": 0.45, "R@10": 0.78}),
        ("B_alqac_dev.json", "B_alqac_corpus.jsonl.xz", {"R@1": 0.87, "R@10": 0.96}),
        ("D_enterprise_dev.json", "A_drill_corpus.jsonl.xz", {"R@10": 0.52}),
    ],
)
def test_public_questions_are_answered_as_promised(shared_data, capsys, questions, corpus, least):
    folder = shared_data / "retrieval"
    report = measure(capsys, folder / questions, folder / corpus)
    plain = measure(capsys, folder / questions, folder / corpus, "--strip-diacritics")
    for name, share in least.items():
        assert report[name] >= share
        assert plain[name] >= report[name] - 0.02


def test_reading_questions_says_which_law_they_are_about(tmp_path):
    rows = [{"question": "x", "law_id": "1", "expected_articles": [2, 3]}]
    questions, law = read_questions(write(tmp_path / "questions.json", rows))
    assert law == "1"
    assert questions[0].relevant == {("1", "2"), ("1", "3")}
