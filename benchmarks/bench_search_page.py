"""What the server needs for a page of results and for suggestions over the whole codification.

The 1,888 real questions are asked through the whole chain of middleware, each once, after a
hundred that warm up; suggestions are asked for beginnings of them, as somebody types. With
`--index FOLDER` an index that was built there before is used again.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.measuring import median_of_runs, reference, seconds, show

ROOT = Path(__file__).resolve().parent.parent
WARM_UP = 100
BEGINNINGS = (3, 6, 10, 16, 24)  # letters


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, help="folder of an index, built if it is not there")
    parser.add_argument("--limit", type=int, help="so many questions only")
    options = parser.parse_args()
    folder = tempfile.TemporaryDirectory(prefix="portal-bench-")
    os.environ |= {
        "PORTAL_VAR_DIR": folder.name,
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        "DATABASE_URL": f"sqlite:///{folder.name}/bench.sqlite3",
        "SEARCH_DIRECTORY": str(options.index or f"{folder.name}/search"),
    }
    for command in (["migrate"], ["load_topics"], ["load_synonyms"], ["load_samples"]):
        arguments = [sys.executable, "manage.py", *command, "-v0"]
        subprocess.run(arguments, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)

    import django

    django.setup()
    from django.conf import settings

    data = settings.SHARED_DATA_DIR
    if not data.is_dir():
        print("skipped: needs ../shared/data")
        return 0
    ensure_index(data / "corpus" / "codified_articles_2026.jsonl.xz")
    log = data / "retrieval" / "query_log_drill_train_unlabelled.json"
    questions = [row["question"] for row in json.loads(log.read_text())][: options.limit]
    show("reference work", median_of_runs(reference) * 1000, "ms")
    _show("results page", "/tim-kiem/", questions)
    chosen = random.Random(1).sample(questions, min(400, len(questions)))
    begun = [question[:length] for question in chosen for length in BEGINNINGS]
    _show("suggestions", "/tim-kiem/goi-y/", begun)
    folder.cleanup()
    return 0


def ensure_index(corpus: Path) -> None:
    from search.engines import portal_engine
    from search.engines.base import EngineUnavailable
    from search.evaluation import build, read_corpus

    try:
        portal_engine().check()
    except EngineUnavailable:
        build(portal_engine(), read_corpus(corpus))


def _show(name: str, address: str, queries: list[str]) -> None:
    from django.conf import settings
    from django.test import Client

    settings.ALLOWED_HOSTS = ["*"]
    client = Client()
    for query in queries[:WARM_UP]:
        client.get(address, {"q": query})
    times = sorted(seconds(lambda q=q: client.get(address, {"q": q})) * 1000 for q in queries)
    show(f"{name}, p50 of {len(times):,}", times[len(times) // 2], "ms")
    show(f"{name}, p95", times[int(0.95 * len(times))], "ms")
    show(f"{name}, slowest", times[-1], "ms")


if __name__ == "__main__":
    sys.exit(main())
