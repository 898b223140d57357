"""Counts for the completeness board what each unit has published in each component."""

from django.core.management.base import BaseCommand

from departments.board import recount_all


class Command(BaseCommand):
    help = (
        "Count again, for the completeness board, what each unit has published in each of the "
        "eight components. Publishing keeps the counts by itself; run this nightly to be sure."
    )

    def handle(self, *args, verbosity, **options):
        corrected = recount_all()
        if verbosity >= 1:
            self.stdout.write(f"{corrected} counts were missing or wrong and are right now")
