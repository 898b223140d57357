"""Loads administrative units from a CSV; can be run again."""

from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from departments.importing import UnitFileError, import_units, read_rows


class Command(BaseCommand):
    help = "Imports units from a CSV with the columns code, name, kind, parent_code."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path)
        parser.add_argument("--province", default="", help="code of the one province to import")
        parser.add_argument(
            "--valid-from", type=date.fromisoformat, help="first day of new units, YYYY-MM-DD"
        )
        parser.add_argument("--dry-run", action="store_true", help="report, write nothing")

    def handle(self, *, path, province, valid_from, dry_run, **options):
        try:
            rows = read_rows(path)
        except (OSError, UnitFileError) as error:
            raise CommandError(f"{path.name}: {error}") from error
        with transaction.atomic():
            result = import_units(rows, province=province, valid_from=valid_from)
            transaction.set_rollback(dry_run)
        for problem in result.problems:
            self.stderr.write(self.style.ERROR(problem))
        self.stdout.write(f"{result.created} units created, {result.updated} updated.")
        if result.problems:
            raise CommandError(f"{len(result.problems)} rows skipped.")
