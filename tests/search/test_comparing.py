"""Two evaluations side by side."""

import pytest
from django.core.management import CommandError, call_command

from search.comparing import compare, save
from search.evaluation import Outcome, Scores, UnreadableFile


def saved(path, *ranks: int):
    found = tuple(
        Outcome(f"câu {n}", rank, float(rank == 1), float(0 < rank <= 10))
        for n, rank in enumerate(ranks)
    )
    at = {k: sum(0 < rank <= k for rank in ranks) / len(ranks) for k in (1, 10)}
    save(Scores(len(ranks), at, 0.5, 1.0, 2.0, found), path)
    return path


def test_questions_that_moved_are_told_apart(tmp_path):
    change = compare(saved(tmp_path / "old", 1, 3, 0, 5), saved(tmp_path / "new", 1, 1, 40, 0))
    assert [text for text, *_ in change.better] == ["câu 1", "câu 2"]
    assert [text for text, *_ in change.worse] == ["câu 3"]
    assert change.figures["R@1"] == (0.25, 0.5)
    assert change.is_worse  # R@10 fell
    assert change.chance == 1.0


def test_an_uneven_split_is_unlikely_to_be_chance(tmp_path):
    change = compare(saved(tmp_path / "old", *[2] * 12), saved(tmp_path / "new", *[1] * 12))
    assert change.chance < 0.001
    assert not change.is_worse


def test_the_command_fails_when_search_got_worse(tmp_path, capsys):
    good, bad = saved(tmp_path / "good", 1, 1), saved(tmp_path / "bad", 1, 20)
    call_command("evaluate_search", compare=[bad, good])
    assert "+ 20 → 1 câu 1" in " ".join(capsys.readouterr().out.split())
    with pytest.raises(CommandError, match="Kém hơn"):
        call_command("evaluate_search", compare=[good, bad])


def test_another_file_is_refused_in_words(tmp_path):
    path = tmp_path / "other"
    path.write_text("{}")
    with pytest.raises(UnreadableFile):
        compare(path, path)
    with pytest.raises(CommandError, match="Không đọc được tệp"):
        call_command("evaluate_search", compare=[path, path])
