"""Brings dates and statuses of all documents up to today; started by portal-validity.timer."""

from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from legal_library.validity.contradictions import contradictions
from legal_library.validity.recomputing import recompute

_SHOWN = 200


class Command(BaseCommand):
    help = (
        "Makes events of confirmed relations, brings the dates of documents and their noted "
        "statuses up to today and announces changed ones to search. Prints what changed; run "
        "again it changes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("--day", help="YYYY-MM-DD instead of today")
        parser.add_argument("--dry-run", action="store_true", help="print only, write nothing")

    def handle(self, *, day, dry_run, verbosity, **options):
        try:
            today = date.fromisoformat(day) if day else timezone.localdate()
        except ValueError as error:
            raise CommandError(f"{day} is no day: write 2026-01-31.") from error
        progress = self._progress if verbosity >= 2 else None
        changes = recompute(today, dry_run=dry_run, progress=progress)
        for change in changes[:_SHOWN] if verbosity >= 1 else ():
            self.stdout.write(f"{change.document}: {change.words}")
        if len(changes) > _SHOWN:
            self.stdout.write(f"… {len(changes) - _SHOWN} more")
        wrong = contradictions(today).count()
        note = " (dry run: nothing written)" if dry_run else ""
        self.stdout.write(f"{len(changes)} changes, {wrong} contradictions{note}")

    def _progress(self, done: int, total: int) -> None:
        self.stdout.write(f"[{done}/{total}]")
