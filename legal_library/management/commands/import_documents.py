"""Imports legal documents from files and corpora; can be run again, also after a stop."""

from collections import Counter
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from tqdm import tqdm

from audit.models import Action
from audit.recording import record as log
from legal_library.citing.following import citations_paused
from legal_library.import_reports import ImportReport, default_path
from legal_library.importing import Outcome, import_record
from legal_library.models import DocumentSource
from legal_library.sources import BrokenRecord, KnownRecord, SourceError, find_files
from legal_library.vocabulary import load_vocabulary
from search.indexing import updates_paused


class Command(BaseCommand):
    help = (
        "Imports legal documents from files (DOCX, DOC, RTF, ODT, PDF, HTML, text), folders and "
        "corpora (.jsonl, .jsonl.xz), and writes a report for those who check them. Documents "
        "are the same by number, issuer and date; a second run goes on where the first stopped."
    )

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--dry-run", action="store_true", help="report, store nothing")
        parser.add_argument(
            "--force", action="store_true", help="read again what was imported before"
        )
        parser.add_argument(
            "--credit", default="", help="what readers are told of where new documents came from"
        )
        parser.add_argument("--limit", type=int, help="stop after this many records")
        parser.add_argument(
            "--no-ocr", action="store_false", dest="ocr", help="leave scans without a text"
        )
        parser.add_argument(
            "--report",
            type=Path,
            metavar="FILE.xlsx",
            help="where to write the report; for files by default below var/import-reports/",
        )

    def handle(self, *, paths, dry_run, force, credit, limit, ocr, report, verbosity, **options):
        try:
            files = list(find_files(paths))
        except (SourceError, OSError) as error:
            raise CommandError(str(error)) from error
        load_vocabulary()
        self.outcomes, self.broken, self.report = Counter(), [], ImportReport()
        # A corpus has thousands of records, of which nobody wants a row each unless asked.
        path = report or (None if all(file.is_corpus for file in files) else default_path())
        known = set() if force else set(DocumentSource.objects.values_list("key", "sha256"))
        total = sum(file.count() for file in files)
        try:
            with (
                updates_paused(),
                citations_paused(),
                tqdm(total=total, unit="vb", desc="Nhập văn bản", disable=verbosity < 1) as bar,
            ):
                records = chain.from_iterable(file.records(known=known, ocr=ocr) for file in files)
                for record in islice(records, limit):
                    message = self._import(record, dry_run=dry_run, force=force, credit=credit)
                    if message:
                        self.broken.append(message)
                        bar.write(self.style.ERROR(message), file=self.stderr)
                    bar.update()
        finally:
            # Also after a stop: the next run goes on, the report tells how far this one came.
            if path:
                self.report.save(path)
        self._tell(dry_run, path)

    def _tell(self, dry_run: bool, path: Path | None) -> None:
        self.stdout.write(
            ", ".join(f"{self.outcomes[outcome]} {outcome}" for outcome in Outcome)
            + (" (dry run: nothing stored)" if dry_run else "")
        )
        stored = {outcome.name.lower(): self.outcomes[outcome] for outcome in Outcome}
        if not dry_run and any(stored.values()):
            log(Action.IMPORTED, name="import_documents", **stored)
        if path:
            self.stdout.write(f"Report: {path}")
        if self.broken:
            raise CommandError(f"{len(self.broken)} records skipped.")

    def _import(self, record, *, dry_run, force, credit) -> str:
        """Import one record; the message when it could not be."""
        if isinstance(record, BrokenRecord):
            self.report.add_refused(record.place, record.message)
            return f"{record.place}: {record.message}"
        if isinstance(record, KnownRecord):
            self.outcomes[Outcome.UNCHANGED] += 1
            self.report.add_known(record.key)
            return ""
        if dry_run:
            record = replace(record, original=None)
        try:
            with transaction.atomic():
                imported = import_record(record, force=force, credit=credit)
                self.outcomes[imported.outcome] += 1
                self.report.add(record.key, imported)
                transaction.set_rollback(dry_run)
        except SourceError as error:
            message = str(error)
        except Exception as error:  # one bad record must not stop the others
            message = f"{type(error).__name__}: {error}"
        else:
            return ""
        self.report.add_refused(record.key, message)
        return f"{record.source_name}, {record.key}: {message}"
