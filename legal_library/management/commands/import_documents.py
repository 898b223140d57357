"""Imports legal documents from text files and corpora; can be run again at any time."""

from collections import Counter
from itertools import chain, islice
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from tqdm import tqdm

from legal_library.importing import Outcome, import_record
from legal_library.sources import BrokenRecord, SourceError, find_files
from legal_library.vocabulary import load_vocabulary
from search.indexing import updates_paused


class Command(BaseCommand):
    help = (
        "Imports legal documents from text files, folders and corpora (.jsonl, .jsonl.xz). "
        "Documents are the same by number, issuer and date; a second run changes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--dry-run", action="store_true", help="report, write nothing")
        parser.add_argument(
            "--force", action="store_true", help="read again what was imported before"
        )
        parser.add_argument(
            "--credit", default="", help="what readers are told of where new documents came from"
        )
        parser.add_argument("--limit", type=int, help="stop after this many records")

    def handle(self, *, paths, dry_run, force, credit, limit, verbosity, **options):
        try:
            files = list(find_files(paths))
        except (SourceError, OSError) as error:
            raise CommandError(str(error)) from error
        load_vocabulary()
        outcomes, broken = Counter(), []
        total = sum(file.count() for file in files)
        with (
            updates_paused(),
            tqdm(total=total, unit="vb", desc="Nhập văn bản", disable=verbosity < 1) as bar,
        ):
            records = chain.from_iterable(file.records() for file in files)
            for record in islice(records, limit):
                message = self._import(
                    record, outcomes, dry_run=dry_run, force=force, credit=credit
                )
                if message:
                    broken.append(message)
                    bar.write(self.style.ERROR(message), file=self.stderr)
                bar.update()
        self.stdout.write(
            ", ".join(f"{outcomes[outcome]} {outcome}" for outcome in Outcome)
            + (" (dry run: nothing written)" if dry_run else "")
        )
        if broken:
            raise CommandError(f"{len(broken)} records skipped.")

    def _import(self, record, outcomes, *, dry_run, force, credit) -> str:
        """Import one record; the message when it could not be."""
        if isinstance(record, BrokenRecord):
            return f"{record.place}: {record.message}"
        try:
            with transaction.atomic():
                imported = import_record(record, force=force, credit=credit)
                outcomes[imported.outcome] += 1
                transaction.set_rollback(dry_run)
        except SourceError as error:
            return f"{record.source_name}, {record.key}: {error}"
        except Exception as error:  # one bad record must not stop the others
            return f"{record.source_name}, {record.key}: {type(error).__name__}: {error}"
        return ""
