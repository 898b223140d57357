"""Loads the sample province An Lạc; run again, it adds only what is missing."""

from django.core.management.base import BaseCommand

from home.sampling import PARTS, load_part
from legal_library.citing.following import citations_paused
from search.indexing import updates_paused


class Command(BaseCommand):
    help = (
        "Loads the sample content: a fictional province with documents, news, questions, materials."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--dry-run", action="store_true", help="say what is missing and write nothing"
        )

    def handle(self, *args, dry_run, verbosity, **options):
        for part in PARTS:
            if dry_run:
                self.stdout.write(f"{part.name}: {len(part.missing())} missing")
                continue
            self._name, self._shown = part.name, verbosity >= 1 and self.stdout.isatty()
            with updates_paused(), citations_paused():
                added = load_part(part, self._progress)
            if verbosity >= 1:
                end = "\r\033[K" if self._shown else ""
                self.stdout.write(f"{end}{part.name}: {added} added")

    def _progress(self, done: int, total: int) -> None:
        if self._shown:
            self.stdout.write(f"\r{self._name}: {done}/{total}", ending="")
            self.stdout.flush()
