"""Removes events older than the log is kept for."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from audit.models import LEAST_MONTHS, Action, AuditEvent
from audit.pruning import kept_since, months_before, prune
from audit.recording import record


class Command(BaseCommand):
    help = (
        "Removes events of the log that are older than the period of keeping in force "
        "(at least 12 months), or than --months."
    )

    def add_arguments(self, parser):
        parser.add_argument("--months", type=int, help="keep so many months, at least 12")
        parser.add_argument("--dry-run", action="store_true", help="count, remove nothing")

    def handle(self, *, months, dry_run, verbosity, **options):
        now = timezone.now()
        least = kept_since(now)
        before = months_before(now, months) if months is not None else least
        if months is not None and (months < LEAST_MONTHS or before > least):
            raise CommandError(f"--months {months}: the log is kept longer, since {least:%Y-%m-%d}")
        old = AuditEvent.objects.filter(at__lt=before).count()
        if verbosity >= 1:
            self.stdout.write(f"{old} events before {before:%Y-%m-%d}")
        if dry_run or not old:
            return
        gone = 0
        for gone in prune(before):
            if verbosity >= 1:
                self.stdout.write(f"[{gone}/{old}] removed")
        record(Action.LOG_PRUNED, before=f"{before:%Y-%m-%d}", removed=gone)
