"""Closes accounts that nobody uses."""

from django.core.management.base import BaseCommand

from accounts.idle import close_idle_accounts


class Command(BaseCommand):
    help = (
        "Closes accounts without activity for as long as settings.ACCOUNT_RULES allow, and "
        "warns their owners by mail some days before. Run it once a day."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")

    def handle(self, *, dry_run, verbosity, **options):
        outcome = close_idle_accounts(save=not dry_run)
        if verbosity >= 1:
            for words, names in (
                ("closed", outcome.closed),
                ("warned", outcome.warned),
                ("left open, the last system administrator", outcome.spared),
            ):
                for name in names:
                    self.stdout.write(f"{name}: {words}")
            self.stdout.write(f"{len(outcome.closed)} closed, {len(outcome.warned)} warned")
