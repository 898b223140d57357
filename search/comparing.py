"""Two evaluations side by side: did a change of weights help, and by more than chance?"""

import json
import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from .evaluation import Outcome, Scores, UnreadableFile

_WORSE = 0.01  # of a share: what several questions in a hundred, not one, must lose


@dataclass(frozen=True, slots=True)
class Change:
    """How the questions of a set fare against an earlier evaluation."""

    figures: dict[str, tuple[float, float]]  # name → before, now
    better: tuple[tuple[str, int, int], ...]  # question, rank before, rank now
    worse: tuple[tuple[str, int, int], ...]

    @property
    def chance(self) -> float:
        """How likely as uneven a split is if the change did nothing (sign test, two-sided)."""
        many, few = sorted((len(self.better), len(self.worse)), reverse=True)
        total = many + few
        tail = sum(math.comb(total, k) for k in range(few + 1)) / 2**total
        return min(1.0, 2 * tail)

    @property
    def is_worse(self) -> bool:
        return any(now < before - _WORSE for before, now in self.figures.values())


def save(scores: Scores, path: Path) -> None:
    values = {**scores.as_dict(), "outcomes": [asdict(outcome) for outcome in scores.found]}
    path.write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")


def compare(old: Path, new: Path) -> Change:
    """What changed from *old* to *new*, both saved by `save`, over the questions of both."""
    (figures_before, before), (figures_now, now) = _read(old), _read(new)
    moved = [
        (text, before[text].first, outcome.first)
        for text, outcome in now.items()
        if text in before and before[text].first != outcome.first
    ]
    return Change(
        figures={
            name: (figures_before[name], value)
            for name, value in figures_now.items()
            if name in figures_before
        },
        better=_moves(moved, up=True),
        worse=_moves(moved, up=False),
    )


def _moves(moved: Sequence[tuple[str, int, int]], *, up: bool) -> tuple[tuple[str, int, int], ...]:
    never = 1_000_000  # a rank of 0 is none
    return tuple(move for move in moved if ((move[2] or never) < (move[1] or never)) == up)


def _read(path: Path) -> tuple[dict[str, float], dict[str, Outcome]]:
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        outcomes = {row["question"]: Outcome(**row) for row in values["outcomes"]}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UnreadableFile(f"{path.name}: not saved by evaluate_search: {error!r}") from error
    figures = {name: value for name, value in values.items() if name.startswith(("R@", "MRR"))}
    return figures, outcomes
