"""Removes counted searches older than the log of searches is kept for."""

from datetime import timedelta

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from search.learning.weekly import prune
from search.models import AskedQuery


class Command(BaseCommand):
    help = "Removes counted queries and opened results that are older than SEARCH['LOG_DAYS']."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="count, remove nothing")

    def handle(self, *, dry_run, verbosity, **options):
        today = timezone.localdate()
        before = today - timedelta(days=settings.SEARCH["LOG_DAYS"])
        if dry_run:
            self.stdout.write(f"{AskedQuery.objects.filter(day__lt=before).count()} queries")
            return
        removed = prune(today)
        if verbosity >= 1:
            self.stdout.write(f"{removed} rows before {before:%Y-%m-%d} removed")
