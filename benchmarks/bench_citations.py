"""How fast citations are found, and what share of them leads to a document and an article.

The codification says of each article which article of which document it is, in words (`src`) and
in fields (`src_number`, `src_article`) that were made apart from this grammar: an independent
check. Its 4,517 documents make the catalogue; a number that the grammar of numbers finds in an
article and that a document of the corpus has, is a citation that names a document of the corpus.
"""

import json
import lzma
import os
import re
import statistics
import sys
import time
from collections import defaultdict
from datetime import date
from pathlib import Path

from benchmarks.measuring import RUNS, reference, show

_FROM = re.compile(r"kể từ ngày\s+(\d{1,2})/(\d{1,2})/(\d{4})")


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
    import django

    django.setup()
    from django.conf import settings

    corpus = settings.SHARED_DATA_DIR / "corpus" / "codified_articles_2026.jsonl.xz"
    if not corpus.is_file():
        print("skipped: needs ../shared/data")
        return 0
    records = _read(corpus)
    show("reference work", statistics.median(reference() for _ in range(RUNS)) * 1000, "ms")
    _show_speed(records)
    catalogue, homes = _catalogue(records)
    _show_sources(records, catalogue)
    _show_resolution(records, catalogue, homes)
    return 0


def _read(path: Path) -> list[dict]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _number(record: dict) -> str:
    """The number as `src` prints it, where the field was cut off at a blank."""
    from legal_library.codification.reading import whole_number

    return whole_number(record["src_number"], record["src"])


def _show_speed(records: list[dict]) -> None:
    from content.references.citations import find_citations
    from legal_library.citing import named_acts

    names, found = named_acts().names, 0
    begun = time.process_time()
    for record in records:
        found += len(find_citations(record["text"], names, in_act=True))
    spent = time.process_time() - begun
    show("articles a second of one core", len(records) / spent, "articles")
    show("citations found", found, "citations")


def _catalogue(records: list[dict]):
    """The documents that the articles come from, with the articles that each has."""
    from content.references.numbers import number_key
    from legal_library.citing import Entry, MemoryCatalogue

    entries, places, homes = {}, defaultdict(set), {}
    for record in records:
        if not record["src_number"] or not record["src_article"]:
            continue
        number, kind = _number(record), record["src_type"]
        key = f"{kind} {number_key(number)}"
        article = record["src_article"].replace("đ", "dd")
        places[key].add(f"art_{article}")
        if key not in entries:
            begins = _FROM.search(record["src"])
            day = date(int(begins[3]), int(begins[2]), int(begins[1])) if begins else None
            entries[key] = Entry(key, number=number, type=kind, effective_from=day)
        homes[record["anchor"]] = entries[key]
    return MemoryCatalogue(entries.values(), places), homes


def _show_sources(records: list[dict], catalogue) -> None:
    """The words of each `src`, against its fields."""
    from content.references.numbers import number_key
    from legal_library.citing import find_and_resolve, named_acts

    asked = right = uncut = 0
    for record in records:
        if not record["src_number"] or not record["src_article"]:
            continue
        asked += 1
        found = find_and_resolve(record["src"], catalogue, named_acts(), as_of=date(2026, 11, 1))
        if not found or not found[0].resolution.is_resolved:
            continue
        resolution = found[0].resolution
        wanted = f"art_{record['src_article'].replace('đ', 'dd')}"
        if resolution.eid == wanted:
            right += resolution.entry.number_key == number_key(_number(record))
            uncut += resolution.entry.number_key == number_key(record["src_number"])
    show("codification: sources that say document and article", asked, "sources")
    show("codification: sources that resolve to them", 100 * right / asked, "%")
    show("the same, against fields that were cut at a blank", 100 * uncut / asked, "%")


def _show_resolution(records: list[dict], catalogue, homes) -> None:
    from content.references.numbers import find_numbers
    from content.text import compose
    from legal_library.citing import find_and_resolve, named_acts

    named = led = by_name = by_name_led = own = own_led = 0
    for record in records:
        home = homes.get(record["anchor"])
        if home is None:
            continue
        text = compose(record["text"])
        as_of = home.effective_from or date(2026, 11, 1)
        findings = find_and_resolve(text, catalogue, named_acts(), as_of=as_of, home=home)
        resolved = [f for f in findings if f.resolution.entry is not None]
        spans = [(*f.citation.reference, f.resolution.entry.number_key) for f in resolved]
        for number in find_numbers(text):
            if number.key and catalogue.numbered(number.key):
                named += 1
                led += any(
                    start <= number.start < end and key == number.key for start, end, key in spans
                )
        for finding in findings:
            citation, resolution = finding.citation, finding.resolution
            is_own = citation.is_self and resolution.entry is not None
            if is_own and citation.bound.article:
                own += 1
                own_led += resolution.is_resolved or _has_article(catalogue, resolution, citation)
            if citation.act and not citation.act.number and citation.act.name and resolution.number:
                by_name += 1
                by_name_led += resolution.entry is not None
    show("numbers in articles that a document of the corpus has", named, "numbers")
    show("of these, lead to that document", 100 * led / named, "%")
    show("names of laws whose number on the day is known", by_name, "names")
    show("of these, in the corpus (the others are not codified)", 100 * by_name_led / by_name, "%")
    show("places of the citing act itself", own, "places")
    show("of these, in an article that it has", 100 * own_led / own, "%")


def _has_article(catalogue, resolution, citation) -> bool:
    """The corpus knows articles only; a clause counts by its article."""
    text = catalogue.text_on(resolution.entry, date(2026, 11, 1))
    return bool(text and f"art_{citation.bound.article}".replace("đ", "dd") in (text.eids or ()))


if __name__ == "__main__":
    sys.exit(main())
