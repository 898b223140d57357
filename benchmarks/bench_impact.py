"""Two editions of the codification, and what they do to ten thousand items that rest on the law.

Imports the edition of 2024, writes items that cite random provisions of it, imports the edition
of 2026 and marks what has changed. The database is the one that DATABASE_URL names, which must
be empty; without one, a SQLite database of its own. Citations and the search index are work of
their own and are not counted: their tasks are collected and not run.
"""

import os
import random
import resource
import sys
import tempfile
import time
import uuid
from contextlib import ExitStack
from datetime import date, datetime

from benchmarks.measuring import RUNS, median_of_runs, reference, seconds, show

ITEMS = 10_000
EDITIONS = (("2024", date(2024, 7, 1)), ("2026", date(2026, 3, 1)))
STATED_ON = date(2024, 9, 1)
_COUNTS = (
    *("articles", "articles_empty", "lines_broken", "documents", "documents_new"),
    *("documents_changed", "documents_ambiguous", "articles_new", "articles_added"),
    *("articles_changed", "articles_removed", "articles_unchanged", "texts", "events"),
)


def main() -> int:
    folder = tempfile.TemporaryDirectory(prefix="portal-bench-")
    os.environ |= {
        "PORTAL_VAR_DIR": folder.name,
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "SEARCH_DIRECTORY": f"{folder.name}/search",
    }
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder.name}/impact.sqlite3")
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import override_settings

    corpus = settings.SHARED_DATA_DIR / "corpus"
    if not corpus.is_dir():
        print("skipped: needs ../shared/data")
        return 0
    call_command("migrate", verbosity=0)
    call_command("load_topics", verbosity=0, stdout=open(os.devnull, "w"))  # noqa: SIM115
    show(f"database: {connection.vendor}; reference work", reference() * 1000, "ms")
    collected = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    with override_settings(TASKS=collected):
        for name, day in EDITIONS:
            path = corpus / f"codified_articles_{name}.jsonl.xz"
            _import(path, day, f"edition {name}")
            if name == "2024":
                show("items written, each with citations as bases", _write_items(), "items")
        _import(path, day, "edition 2026 again")
        _mark()
    folder.cleanup()
    return 0


def _import(path, day: date, name: str) -> None:
    from legal_library.citing.following import citations_paused
    from legal_library.codification.grouping import open_edition
    from legal_library.codification.writing import import_edition
    from legal_library.vocabulary import load_vocabulary
    from search.indexing import updates_paused

    load_vocabulary()
    beside, done = reference(), None

    def run():
        nonlocal done
        with ExitStack() as stack:
            read = open_edition(path, stack)
            done = import_edition(read, edition=day, file_name=path.name)

    begun = time.process_time()
    with updates_paused(), citations_paused():
        took = seconds(run)
    show(f"{name}: import", took, "s", beside=beside)
    show(f"{name}: import, time of the processor", time.process_time() - begun, "s")
    for count in _COUNTS:
        if done.counts[count]:
            show(f"{name}: {count}", done.counts[count], "")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    show(f"{name}: most memory of the process so far", memory, "MB")


def _write_items() -> int:
    """Records with one to three citations of provisions, as their texts would give."""
    from django.contrib.contenttypes.models import ContentType
    from django.utils.timezone import make_aware

    from content.models import ContentRecord
    from legal_library.impact.bases import keep_bases
    from legal_library.models import Citation, Provision

    chosen = random.Random(7)
    keys = list(
        Provision.objects.filter(kind__in=["article", "clause", "point"]).values_list(
            "pk", flat=True
        )
    )
    pks = chosen.choices(keys, k=2 * ITEMS)
    places = []
    for start in range(0, len(pks), 500):
        rows = Provision.objects.filter(pk__in=pks[start : start + 500])
        places += rows.order_by("pk").values_list("expression__document", "eid")
    chosen.shuffle(places)
    kind = ContentType.objects.get_for_model(ContentRecord)
    moment = make_aware(datetime(STATED_ON.year, STATED_ON.month, STATED_ON.day))
    records = [
        ContentRecord(
            uuid=uuid.UUID(int=chosen.getrandbits(128), version=4),
            content_type=kind,
            object_id=number,
            kind="questions",
            title=f"Câu hỏi mẫu {number}",
            url=f"/hoi-dap/mau-{number}/",
            live=True,
            published_at=moment,
            updated_at=moment,
        )
        for number in range(1, ITEMS + 1)
    ]
    ContentRecord.objects.bulk_create(records, batch_size=500)
    citations = []
    for record in records:
        for position in range(chosen.randint(1, 3)):
            document, eid = chosen.choice(places)
            citations.append(
                Citation(
                    record=record,
                    source_place="answer",
                    position=position,
                    start=0,
                    end=10,
                    text=f"trích dẫn {eid}",
                    as_of=STATED_ON,
                    target_id=document,
                    target_eid=eid,
                )
            )
    Citation.objects.bulk_create(citations, batch_size=500)
    beside = reference()
    took = seconds(lambda: keep_bases(record.pk for record in records))
    show("bases kept of all items", took, "s", beside=beside)
    return len(records)


def _mark() -> None:
    from content.models import ContentRecord
    from legal_library.impact.marking import documents_to_mark, mark_documents
    from legal_library.models import LegalBasis

    def run() -> float:
        LegalBasis.objects.update(stale_event=None, stale_since=None, flagged_at=None)
        ContentRecord.objects.update(basis_changed_on=None)
        return seconds(lambda: mark_documents(documents_to_mark()))

    beside = reference()
    took = median_of_runs(run)
    show(f"marking, median of {RUNS}", took, "s", beside=beside)
    stale = LegalBasis.objects.filter(stale_since__isnull=False)
    show("bases in all", LegalBasis.objects.count(), "")
    show("bases marked", stale.count(), "")
    show("items marked", ContentRecord.objects.exclude(basis_changed_on=None).count(), "")
    before = list(LegalBasis.objects.order_by("pk").values_list())
    changed = 0

    def again():
        nonlocal changed
        changed = mark_documents(documents_to_mark())

    show("second marking", seconds(again), "s")
    is_same = before == list(LegalBasis.objects.order_by("pk").values_list())
    show(f"second marking: marks changed (rows alike: {is_same})", changed, "")


if __name__ == "__main__":
    sys.exit(main())
