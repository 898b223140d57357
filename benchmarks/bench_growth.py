"""How search and rebuild grow with the library: the codification once, four and sixteen times.

Each further copy is varied, or its words would be no rarer and its postings no longer: numbers
change, and so do some of the words, by others of the language at their own frequency.
`python -m benchmarks.bench_growth 4` measures four copies only.
"""

import os
import random
import re
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from benchmarks.measuring import median_of_runs, reference, show

COPIES = (1, 4, 16)
ASKED = 600  # of the real questions
_CHANGED = 0.05  # of the words of a copy
_WORDS = re.compile(r"\S+")


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
    import django

    django.setup()
    from django.conf import settings

    data = settings.SHARED_DATA_DIR
    if not data.is_dir():
        print("skipped: needs ../shared/data")
        return 0
    show("reference work", median_of_runs(reference) * 1000, "ms")
    for copies in [int(number) for number in sys.argv[1:]] or COPIES:
        _measure(copies, data)
    return 0


def _measure(copies: int, data: Path) -> None:
    from search.engines.tantivy import TantivyEngine
    from search.evaluation import read_questions
    from search.starting_synonyms import read_synonyms
    from search.synonyms import SynonymTable, expanded

    corpus = data / "corpus" / "codified_articles_2026.jsonl.xz"
    table = SynonymTable(read_synonyms())
    questions, _ = read_questions(data / "retrieval" / "query_log_drill_train_unlabelled.json")
    asked = [expanded(q.text, table) for q in questions[:: len(questions) // ASKED]]
    with tempfile.TemporaryDirectory(prefix="portal-growth-") as folder:
        engine = TantivyEngine(Path(folder))
        counted = {"documents": 0}
        begun, used = time.perf_counter(), _processor_seconds()
        articles = engine.rebuild(_records(corpus, copies, counted))
        taken, used = time.perf_counter() - begun, _processor_seconds() - used
        name = f"{articles:,} articles"
        show(f"{name}: rebuild, articles and clauses a second", counted["documents"] / taken, "")
        show(f"{name}: the same a second of one processor's time", counted["documents"] / used, "")
        show(f"{name}: processor time of the rebuild", used, "s")
        show(f"{name}: most memory of this process", _peak_megabytes(), "MB")
        size = sum(file.stat().st_size for file in Path(folder).rglob("*"))
        show(f"{name}: size of the indexes", size / 1e6, "MB")
        _show_times(name, engine, asked)


def _show_times(name: str, engine, asked: list) -> None:
    from django.utils import timezone

    day = timezone.localdate()
    for terms in asked:
        engine.search(terms, day=day)
    walls, processor = [], []
    for terms in asked:
        begun, used = time.perf_counter(), time.thread_time()
        engine.search(terms, day=day)
        walls.append(1000 * (time.perf_counter() - begun))
        processor.append(1000 * (time.thread_time() - used))
    for kind, times in (("elapsed", sorted(walls)), ("processor", sorted(processor))):
        show(f"{name}: first page, p50, {kind}", times[len(times) // 2], "ms")
        show(f"{name}: first page, p95, {kind}", times[len(times) * 95 // 100], "ms")
    show(f"{name}: load of the machine meanwhile", os.getloadavg()[0], "")


def _records(corpus: Path, copies: int, counted: dict) -> Iterator[tuple]:
    from search.evaluation import SOURCE, read_corpus

    vocabulary: list[str] = []
    for copy in range(copies):
        chance = random.Random(copy)
        for _, record in read_corpus(corpus):
            if copy == 0 and len(vocabulary) < 500_000:
                vocabulary += _WORDS.findall(record.body)
            if copy:
                record = _varied(record, copy, chance, vocabulary)
            counted["documents"] += 1 + max(1, len(record.passages))
            yield SOURCE, record


def _varied(record, copy: int, chance: random.Random, vocabulary: list[str]):
    def text(words: str) -> str:
        changed = words.split(" ")
        for _ in range(round(_CHANGED * len(changed) + chance.random() - 0.5)):
            changed[chance.randrange(len(changed))] = chance.choice(vocabulary)
        return " ".join(changed)

    primary_key, _, place = record.key.partition("/")
    passages = tuple(replace(passage, text=text(passage.text)) for passage in record.passages)
    return replace(
        record,
        key=f"{copy:02}{primary_key:0>6}/{place}",
        title=text(record.title),
        body="\n".join(p.text for p in passages) if passages else text(record.body),
        passages=passages,
        number=f"{copy}{record.number}",
        document=f"{record.document}-{copy}",
    )


def _peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _processor_seconds() -> float:
    """Of this process and of those it started that are over."""
    parts = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(part.ru_utime + part.ru_stime for part in parts)


if __name__ == "__main__":
    sys.exit(main())
