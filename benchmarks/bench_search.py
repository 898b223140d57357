"""How well and how fast the search answers, and SQLite's full text on the same data beside it.

The reference indexes the same folded syllables in FTS5 and joins them by OR, which is the plain
way without a search engine. Figures of quality do not vary; times are medians of three runs.
"""

import os
import sqlite3
import statistics
import sys
import tempfile
from pathlib import Path

from benchmarks.measuring import RUNS, median_of_runs, reference, seconds, show

SAMPLE = 100  # questions that FTS5 is asked over the whole codification


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
    import django

    django.setup()
    from django.conf import settings

    data = settings.SHARED_DATA_DIR
    if not data.is_dir():
        print("skipped: needs ../shared/data")
        return 0
    retrieval = data / "retrieval"
    show("reference work", median_of_runs(reference) * 1000, "ms")
    for name, questions, corpus in (
        ("A", "A_drill_dev.json", "A_drill_corpus.jsonl.xz"),
        ("B", "B_alqac_dev.json", "B_alqac_corpus.jsonl.xz"),
        ("D", "D_enterprise_dev.json", "A_drill_corpus.jsonl.xz"),
    ):
        _show_quality(name, retrieval / questions, retrieval / corpus)
    _show_speed(
        retrieval / "query_log_drill_train_unlabelled.json",
        data / "corpus" / "codified_articles_2026.jsonl.xz",
    )
    return 0


def _show_quality(name: str, questions: Path, corpus: Path) -> None:
    from search.engines.tantivy import TantivyEngine
    from search.evaluation import build, evaluate, read_corpus, read_questions

    asked, law = read_questions(questions)
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        engine = TantivyEngine(Path(folder))
        articles = build(engine, read_corpus(corpus, only_law=law))
        for words, strip in (("", False), (", no diacritics", True)):
            scores = evaluate(engine, articles, asked, strip_diacritics=strip, expand=_expand())
            for rank in (1, 10, 100):
                show(f"{name}: R@{rank}{words}", 100 * scores.r_at[rank], "%")
    fts = _FullText(read_corpus(corpus, only_law=law))
    shares = [
        len(question.relevant & set(fts.ask(question.text, 10))) / len(question.relevant)
        for question in asked
    ]
    show(f"{name}: R@10 of FTS5 beside it", 100 * statistics.fmean(shares), "%")


def _show_speed(questions: Path, corpus: Path) -> None:
    from search.engines.tantivy import TantivyEngine
    from search.evaluation import build, evaluate, read_corpus, read_questions

    asked, _ = read_questions(questions)
    records = list(read_corpus(corpus))
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        engine = TantivyEngine(Path(folder))
        articles = build(engine, records)
        built = median_of_runs(lambda: seconds(lambda: build(engine, records)))
        show(f"codification, {len(articles):,} articles: indexed in", built, "s")
        size = sum(file.stat().st_size for file in Path(folder).rglob("*"))
        show("codification: size of the indexes", size / 1e6, "MB")
        runs = [evaluate(engine, articles, asked, expand=_expand()) for _ in range(RUNS)]
        show("codification: first page, p50", statistics.median(r.p50_ms for r in runs), "ms")
        show("codification: first page, p95", statistics.median(r.p95_ms for r in runs), "ms")
        show("load of the machine meanwhile", os.getloadavg()[0], "")
    fts = _FullText(iter(records))
    sample = asked[:: len(asked) // SAMPLE]
    each = median_of_runs(lambda: seconds(lambda: [fts.ask(q.text, 20) for q in sample]))
    show("codification: FTS5 beside it, mean", 1000 * each / len(sample), "ms")


def _expand():
    """Queries read with the starting synonyms, as a new portal reads them."""
    from search.starting_synonyms import read_synonyms
    from search.synonyms import SynonymTable, expanded

    table = SynonymTable(read_synonyms())
    return lambda text: expanded(text, table)


class _FullText:
    """SQLite FTS5 over folded syllables, ranked by BM25."""

    def __init__(self, corpus):
        from search.analysis import folded, syllables

        self._tokens = lambda text: folded(syllables(text))
        self._database = sqlite3.connect(":memory:")
        self._database.execute(
            "CREATE VIRTUAL TABLE articles USING fts5(law UNINDEXED, number UNINDEXED, text)"
        )
        self._database.executemany(
            "INSERT INTO articles VALUES (?, ?, ?)",
            (
                (*article, " ".join(self._tokens(f"{record.title} {record.body}")))
                for article, record in corpus
            ),
        )

    def ask(self, question: str, limit: int) -> list[tuple[str, str]]:
        query = " OR ".join(f'"{token}"' for token in dict.fromkeys(self._tokens(question)))
        return self._database.execute(
            "SELECT law, number FROM articles WHERE articles MATCH ? ORDER BY rank LIMIT ?",
            (query, limit),
        ).fetchall()


if __name__ == "__main__":
    sys.exit(main())
