"""Loads administrative units and what they were before; can be run again."""

from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from tqdm import tqdm

from departments.importing import UnitFileError, import_units, read_successions, read_units


class Command(BaseCommand):
    help = (
        "Imports the units that exist (code, name, kind, parent_code) and, from a second file, "
        "the former units that went into them. All or nothing; a second run changes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("units", type=Path, help="CSV of the units that exist")
        parser.add_argument(
            "successions", type=Path, nargs="?", help="CSV of the former communes and their heirs"
        )
        parser.add_argument(
            "--province", default="", help="code or name of the one province to import"
        )
        parser.add_argument(
            "--day",
            type=date.fromisoformat,
            default=date(2025, 7, 1),
            help="first day of the new units, YYYY-MM-DD; default %(default)s",
        )
        parser.add_argument(
            "--legal-basis", default="", help="decision that the successions rest on"
        )
        parser.add_argument("--dry-run", action="store_true", help="report, write nothing")

    def handle(
        self, *, units, successions, province, day, legal_basis, dry_run, verbosity, **options
    ):
        try:
            rows = read_units(units)
            history = read_successions(successions) if successions else []
            with (
                transaction.atomic(),
                tqdm(unit="dòng", desc="Nhập đơn vị", disable=verbosity < 1) as bar,
            ):

                def show(count: int, total: int) -> None:
                    bar.total = total
                    bar.update(count)

                result = import_units(
                    rows,
                    history,
                    province=province,
                    day=day,
                    legal_basis=legal_basis,
                    progress=show,
                )
                transaction.set_rollback(dry_run)
        except (OSError, UnitFileError) as error:
            raise CommandError(str(error)) from error
        if verbosity >= 1:
            for note in result.notes:
                self.stderr.write(self.style.WARNING(note))
            self.stdout.write(
                f"{result.created} units created, {result.updated} updated, "
                f"{result.unchanged} unchanged; {result.successions} successions, "
                f"{result.new_successions} new" + (" (dry run: nothing written)" if dry_run else "")
            )
