"""Finds the citations of everything that is published, and stores them."""

import time

from django.core.management.base import BaseCommand
from tqdm import tqdm

from content.models import ContentRecord
from content.registration import citing_sources
from legal_library.citing.following import DOCUMENTS
from legal_library.citing.storing import CitationStore, Stored
from legal_library.models import LegalDocument


class Command(BaseCommand):
    help = (
        "Finds the citations of law in the texts of all documents and of all published content, "
        "and writes what has changed. Each text is stored by itself: a run that was stopped can "
        "be run again, and a second run changes nothing."
    )

    def add_arguments(self, parser):
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--all", action="store_true", help="documents and content (the default)")
        what.add_argument("--documents", action="store_true", help="the texts of documents only")
        what.add_argument("--records", action="store_true", help="all content but documents")
        parser.add_argument("--dry-run", action="store_true", help="count only, write nothing")

    def handle(self, *args, documents, records, dry_run, verbosity, **options):
        keys = {} if records else {DOCUMENTS: _documents()}
        if not documents:
            keys |= {kind: _items(kind) for kind in citing_sources()}
        store, total, failed = CitationStore(dry_run=dry_run), Stored(), 0
        begun = time.monotonic()
        with tqdm(
            total=sum(map(len, keys.values())), unit=" văn bản", disable=verbosity < 1
        ) as bar:
            for kind, of_kind in keys.items():
                for key in of_kind:
                    try:
                        total = sum(self._stored(store, kind, key), total)
                    except Exception as error:  # one bad text must not stop the others
                        failed += 1
                        message = f"{kind} {key}: {type(error).__name__}: {error}"
                        bar.write(self.style.ERROR(message), file=self.stderr)
                    bar.update()
        self.stdout.write(
            f"{total.texts} texts, {total.kept} citations kept, {total.added} new, "
            f"{total.removed} removed, {time.monotonic() - begun:.1f} s"
            + (" (dry run: nothing stored)" if dry_run else "")
        )
        if failed:
            raise SystemExit(1)

    def _stored(self, store: CitationStore, kind: str, key: int):
        return store.documents([key]) if kind == DOCUMENTS else store.records(kind, [key])


def _documents() -> list[int]:
    return list(LegalDocument.objects.order_by("pk").values_list("pk", flat=True))


def _items(kind: str) -> list[int]:
    live = ContentRecord.objects.live().of_kind(kind)
    return list(live.order_by("object_id").values_list("object_id", flat=True))
