"""Marks content whose legal basis has changed; each night, and after repairs."""

from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone
from tqdm import tqdm

from legal_library.impact.marking import documents_to_mark, mark_documents

_DAYS = 40  # a portal that was switched off for a month misses nothing


class Command(BaseCommand):
    help = (
        "Marks the content whose legal basis has changed, and unmarks what was marked in error: "
        f"of events of the last {_DAYS} days, or of all with --all. A second run changes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="look at every document")

    def handle(self, *, all, verbosity, **options):
        since = None if all else timezone.localdate() - timedelta(days=_DAYS)
        documents = documents_to_mark(since=since)
        with tqdm(total=len(documents), unit="vb", desc="Xem căn cứ", disable=verbosity < 1) as bar:
            changed = mark_documents(documents, progress=bar.update)
        self.stdout.write(f"{len(documents)} documents looked at, {changed} marks changed.")
