"""How fast documents of 16 to 400 pages are read: from PDF to tree, plain text, and memory.

Seconds are of the processor, so that a busy machine measures the same.
"""

import os
import resource
import tempfile
import time
from pathlib import Path

from benchmarks.measuring import median_of_runs, reference, show

PAGES = range(16, 401)


def main() -> int:
    folder = tempfile.TemporaryDirectory(prefix="portal-bench-")
    os.environ |= {
        "PORTAL_VAR_DIR": folder.name,
        "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
    }
    from django.conf import settings

    from legal_library.evaluation import read_records

    files = sorted((settings.SHARED_DATA_DIR / "office").rglob("*.pdf"))
    laws = settings.SHARED_DATA_DIR / "corpus" / "laws_full.jsonl.xz"
    if not files or not laws.exists():
        print("skipped: needs ../shared/data")
        return 0
    work = reference()
    pages = median_of_runs(lambda: pages_a_second(files))
    show("PDF of 16 to 400 pages to tree (floor 60)", pages, "pages/s", beside=work)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    show("memory after all of them (at most 300)", memory, "MB")
    texts = [record["text"] for record in read_records(laws)]
    text = median_of_runs(lambda: kilobytes_a_second(texts))
    show("plain text to tree (floor 300)", text, "kB/s", beside=work)
    return 0 if pages >= 60 and text >= 300 and memory <= 300 else 1


def pages_a_second(files: list[Path]) -> float:
    """Pages of the files with a text layer, read and parsed."""
    from legal_library.reading import parse_readings
    from legal_library.reading.pdf import read_pdf

    pages, spent = 0, 0.0
    for file in files:
        data = file.read_bytes()
        started = time.process_time()
        reading = read_pdf(data)
        if reading.pages in PAGES and reading.has_text:
            parse_readings([reading])
            pages += reading.pages
            spent += time.process_time() - started
    return pages / spent


def kilobytes_a_second(texts: list[str]) -> float:
    """Kilobytes of plain text parsed."""
    from legal_library.parsing import parse

    started = time.process_time()
    for text in texts:
        parse(text)
    return sum(len(text.encode()) for text in texts) / 1000 / (time.process_time() - started)


if __name__ == "__main__":
    raise SystemExit(main())
