"""Two spellings of one query: what counts as finding the same."""

import json

import pytest
from django.core.management import CommandError, call_command

from search.evaluation import UnreadableFile
from search.models import SynonymSet
from search.pairs import Pair, differing, read_pairs

CORPUS = [
    {
        "law_id": "1/2026/LUAT",
        "ordinal_in_law": 1,
        "text": "Điều 1. Thu hồi đất\nNhà nước thu hồi.",
    },
    {"law_id": "1/2026/LUAT", "ordinal_in_law": 2, "text": "Điều 2. Kết hôn\nĐăng ký kết hôn."},
]


def written(path, *rows: str):
    path.write_text("\n".join(["kind,one,other", *rows]), encoding="utf-8")
    return path


def test_only_what_finds_something_else_or_nothing_differs():
    found = {"a": "1", "b": "1", "c": "2", "d": None, "e": None}
    pairs = [Pair("kind", "a", "b"), Pair("kind", "a", "c"), Pair("kind", "d", "e")]
    assert [pair.other for pair, *_ in differing(iter(pairs), first_of=found.get)] == ["c", "e"]


def test_a_file_without_its_columns_is_refused(tmp_path):
    path = tmp_path / "pairs.csv"
    path.write_text("query,other\na,b\n")
    with pytest.raises(UnreadableFile, match="kind"):
        list(read_pairs(path))


@pytest.mark.django_db
def test_the_command_fails_when_too_few_find_the_same(tmp_path, capsys):
    SynonymSet.objects.create(terms="sổ đỏ", meanings="giấy chứng nhận quyền sử dụng đất")
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text("\n".join(json.dumps(row) for row in CORPUS))
    same = written(tmp_path / "same.csv", "diacritics,kết hôn,ket hon", "telex,thu hồi,thu hooif")
    call_command("evaluate_pairs", same, corpus=corpus)
    other = written(tmp_path / "other.csv", "diacritics,kết hôn,thu hoi")
    with pytest.raises(CommandError):
        call_command("evaluate_pairs", other, corpus=corpus)
