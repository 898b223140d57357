"""How many pairs of queries that mean the same lead to the same first result.

The pairs stand in tests/data/search_pairs.csv: with and without diacritics, tone marks on either
vowel, keys of Telex and VNI, words written together, numbers, places in acts, abbreviations. They
are asked as the page asks, over the whole codification; `--index FOLDER` uses an index again.
"""

import argparse
import csv
import os
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

from benchmarks.measuring import show

ROOT = Path(__file__).resolve().parent.parent
PAIRS = ROOT / "tests" / "data" / "search_pairs.csv"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, help="folder of an index, built if it is not there")
    options = parser.parse_args()
    folder = tempfile.TemporaryDirectory(prefix="portal-bench-")
    os.environ |= {
        "PORTAL_VAR_DIR": folder.name,
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
        "DATABASE_URL": f"sqlite:///{folder.name}/bench.sqlite3",
        "SEARCH_DIRECTORY": str(options.index or f"{folder.name}/search"),
    }
    for command in (["migrate"], ["load_topics"], ["load_synonyms"]):
        arguments = [sys.executable, "manage.py", *command, "-v0"]
        subprocess.run(arguments, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)

    import django

    django.setup()
    from django.conf import settings

    if not settings.SHARED_DATA_DIR.is_dir():
        print("skipped: needs ../shared/data")
        return 0
    _ensure_index(settings.SHARED_DATA_DIR / "corpus" / "codified_articles_2026.jsonl.xz")
    with PAIRS.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    agreed, asked = Counter(), Counter()
    for row in rows:
        asked[row["kind"]] += 1
        first, second = _first_result(row["query"]), _first_result(row["other"])
        agreed[row["kind"]] += first == second
        if first != second:
            print(f"{row['kind']}: {row['query']!r} {first}, {row['other']!r} {second}")
    for kind, number in asked.items():
        show(f"{kind}, of {number}", 100 * agreed[kind] / number, "%")
    show(f"all, of {len(rows)}", 100 * agreed.total() / len(rows), "%")
    folder.cleanup()
    return 0


def _ensure_index(corpus: Path) -> None:
    from search.engines import portal_engine
    from search.engines.base import EngineUnavailable

    try:
        portal_engine().check()
    except EngineUnavailable:
        portal_engine().rebuild(_library(corpus))


def _library(corpus: Path):
    """The articles of the codification, and a document for each act that they are from."""
    from content.registration import SearchRecord
    from search.evaluation import read_corpus

    urls: dict[str, str] = {}
    for position, ((number, _article), record) in enumerate(read_corpus(corpus)):
        if number not in urls:
            urls[number] = f"/van-ban/{len(urls)}/"
            yield (
                "documents",
                SearchRecord(
                    key=f"{position}/",
                    title=number,
                    body=number,
                    number=number,
                    url=urls[number],
                    document=f"documents:{number}",
                ),
            )
        yield "provisions", replace(record, url=f"{urls[number]}{position}/")


def _first_result(query: str) -> str:
    from django.http import QueryDict
    from django.utils import timezone
    from django.utils.http import urlencode

    from search.answering import answer
    from search.engines import portal_engine
    from search.requests import SearchRequest

    found = answer(
        SearchRequest.of(QueryDict(urlencode({"q": query}))),
        engine=portal_engine(),
        day=timezone.localdate(),
        languages=frozenset({"vi"}),
    )
    hit = next(iter((*found.named, *found.hits)), None)
    return f"{hit.source}:{hit.record.key}" if hit else ""


if __name__ == "__main__":
    sys.exit(main())
