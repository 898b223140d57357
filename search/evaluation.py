"""How well the engine answers judged questions over a corpus of articles.

Reads the files of public question sets as they are; docs/search.md says what they look like.
The engine is the site's own, over a throw-away index; nothing touches the database.
"""

import json
import lzma
import re
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from content.registration import Passage, SearchRecord
from content.text import fold

from .analysis import QueryTerms, query_terms
from .engines.base import SearchEngine

SOURCE = "provisions"
RANKS = (1, 5, 10, 100)
FIRST_PAGE = 20
_CLAUSE_START = re.compile(r"^[ \t]*(?P<number>\d+[a-zđ]?)[ \t]*\.\s", re.MULTILINE)
# The codification's own numbering before a heading: “Điều 36.3.LQ.1. Thanh niên”.
_CODIFIED_NUMBER = re.compile(r"^Điều\s+\S+\s*")

Article = tuple[str, str]  # (law, number within the law)


class UnreadableFile(Exception):
    """The file is none of the known formats; says what was expected."""


@dataclass(frozen=True, slots=True)
class Question:
    text: str
    relevant: frozenset[Article]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one question, for a comparison with another day's."""

    question: str
    first: int  # rank of the first relevant article, 0 when it is not among the first hundred
    at_1: float
    at_10: float


@dataclass(frozen=True, slots=True)
class Scores:
    """Shares of relevant articles among the first k, and times of a first page in ms."""

    questions: int
    r_at: dict[int, float]  # empty, as is the next, when no question has an answer
    mrr_at_10: float | None
    p50_ms: float
    p95_ms: float
    found: tuple["Outcome", ...] = ()

    def as_dict(self) -> dict:
        values = {f"R@{rank}": share for rank, share in self.r_at.items()}
        if self.mrr_at_10 is not None:
            values["MRR@10"] = self.mrr_at_10
        rounded = {name: round(share, 4) for name, share in values.items()}
        times = {"p50_ms": round(self.p50_ms, 2), "p95_ms": round(self.p95_ms, 2)}
        return {"questions": self.questions, **rounded, **times}


def read_questions(path: Path) -> tuple[list[Question], str]:
    """The questions of a file, and the one law that they are about or the empty string."""
    with _open(path) as file:
        try:
            rows = json.load(file)
        except ValueError as error:
            raise UnreadableFile(f"{path.name}: no JSON: {error}") from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise UnreadableFile(f"{path.name}: expected a list of questions")
    questions = [Question(_question_text(row, path), _relevant(row)) for row in rows]
    laws = {row["law_id"] for row in rows if "expected_articles" in row}
    return questions, laws.pop() if len(laws) == 1 else ""


def read_corpus(path: Path, *, only_law: str = "") -> Iterator[tuple[Article, SearchRecord]]:
    """Each article of a corpus as a record with its clauses, in a line of JSON each."""
    with _open(path) as lines:
        for position, line in enumerate(lines):
            try:
                article, heading, text = _article(json.loads(line))
            except (ValueError, KeyError) as error:
                raise UnreadableFile(f"{path.name}, line {position + 1}: {error!r}") from error
            if only_law and article[0] != only_law:
                continue
            yield (
                article,
                SearchRecord(
                    key=f"{position}/art_{article[1]}",
                    title=heading,
                    body=text,
                    url="",
                    number=article[0],
                    document=f"documents:{article[0]}",
                    passages=clauses(text),
                ),
            )


def clauses(text: str) -> tuple[Passage, ...]:
    """The clauses of an article's text, and the words before the first."""
    starts = list(_CLAUSE_START.finditer(text))
    if not starts:
        return ()
    ends = [match.start() for match in starts[1:]] + [len(text)]
    found = [
        Passage(f"khoan-{match['number']}", f"Khoản {match['number']}", text[match.start() : end])
        for match, end in zip(starts, ends, strict=True)
    ]
    before = text[: starts[0].start()]
    return (*([Passage("", "", before)] if before.strip() else []), *found)


def build(
    engine: SearchEngine, corpus: Iterable[tuple[Article, SearchRecord]]
) -> dict[str, Article]:
    """Index *corpus* with *engine*; which article each record's key stands for."""
    articles: dict[str, Article] = {}

    def records():
        for article, record in corpus:
            articles[record.key] = article
            yield SOURCE, record

    engine.rebuild(records())
    return articles


def evaluate(
    engine: SearchEngine,
    articles: dict[str, Article],
    questions: Iterable[Question],
    *,
    strip_diacritics: bool = False,
    expand: Callable[[str], QueryTerms] = query_terms,
    progress: Callable[[], None] = lambda: None,
) -> Scores:
    """Ask every question. Times are those of a first page, as the site asks for one."""
    shares: dict[int, list[float]] = {rank: [] for rank in RANKS}
    reciprocal_ranks: list[float] = []
    outcomes: list[Outcome] = []
    times: list[float] = []
    count, day = 0, date.today()
    for question in questions:
        text = fold(question.text) if strip_diacritics else question.text
        started = time.perf_counter()
        engine.search(expand(text), day=day, limit=FIRST_PAGE)
        times.append((time.perf_counter() - started) * 1000)
        count += 1
        progress()
        if question.relevant:
            # A hundred whatever their score: R@100 asks for what a page would cut off.
            found = engine.search(expand(text), day=day, limit=max(RANKS), cutoff=0)
            ranked = [articles[hit.record.key] for hit in found.hits]
            share = {
                rank: len(question.relevant & set(ranked[:rank])) / len(question.relevant)
                for rank in RANKS
            }
            for rank in RANKS:
                shares[rank].append(share[rank])
            reciprocal_ranks.append(_reciprocal_rank(ranked[:10], question.relevant))
            first = _first_rank(ranked, question.relevant)
            outcomes.append(Outcome(text, first, share[1], share[10]))
    return Scores(
        questions=count,
        r_at={rank: statistics.fmean(values) for rank, values in shares.items() if values},
        mrr_at_10=statistics.fmean(reciprocal_ranks) if reciprocal_ranks else None,
        p50_ms=_percentile(times, 50),
        p95_ms=_percentile(times, 95),
        found=tuple(outcomes),
    )


def _question_text(row: dict, path: Path) -> str:
    text = row.get("question") or row.get("text")
    if not isinstance(text, str):
        raise UnreadableFile(f"{path.name}: a question has neither “question” nor “text”")
    return text


def _relevant(row: dict) -> frozenset[Article]:
    if "expected_articles" in row:
        return frozenset((row["law_id"], str(number)) for number in row["expected_articles"])
    relevant = row.get("relevant") or row.get("relevant_articles") or ()
    return frozenset((item["law_id"], _article_number(item)) for item in relevant)


def _article_number(item: dict) -> str:
    return str(item["article_id"] if "article_id" in item else item["ordinal_in_law"])


def _article(row: dict) -> tuple[Article, str, str]:
    """(law and number, heading, text) of a line in any of the three formats."""
    if "src_number" in row:
        heading = _CODIFIED_NUMBER.sub("", row["heading"])
        return (row["src_number"] or "", str(row["src_article"])), heading, row["text"]
    if "article_id" in row:
        heading, _, text = row["text"].partition("\n")
        return (row["law_id"], str(row["article_id"])), heading, text
    return (row["law_id"], str(row["ordinal_in_law"])), "", row["text"]


def _reciprocal_rank(ranked: list[Article], relevant: frozenset[Article]) -> float:
    first = _first_rank(ranked, relevant)
    return 1 / first if first else 0.0


def _first_rank(ranked: list[Article], relevant: frozenset[Article]) -> int:
    return next((rank for rank, item in enumerate(ranked, start=1) if item in relevant), 0)


def _percentile(values: list[float], percent: int) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)] if ordered else 0.0


def _open(path: Path):
    return (lzma.open if path.suffix == ".xz" else open)(path, "rt", encoding="utf-8")
