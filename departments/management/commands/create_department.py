"""Makes the sections of units; can be run again."""

import time

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from departments.models import Unit
from departments.provisioning import SectionRefused, provision, refuse_section


class Command(BaseCommand):
    help = (
        "Make the section of each unit: its pages with the eight standard components, groups, "
        "rights and folders. What exists is left as it is."
    )

    def add_arguments(self, parser):
        parser.add_argument("codes", nargs="*", metavar="CODE", help="code of a unit")
        parser.add_argument(
            "--all-kinds",
            nargs="+",
            default=[],
            choices=Unit.Kind.values,
            metavar="KIND",
            help=f"all units of today of these kinds: {', '.join(Unit.Kind.values)}",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="say what is missing, write nothing"
        )

    def handle(self, *, codes, all_kinds, dry_run, verbosity, **options):
        if not codes and not all_kinds:
            raise CommandError("Name codes of units, or --all-kinds.")
        units, failures = self._chosen(codes, all_kinds)
        for position, unit in enumerate(units, start=1):
            try:
                said = self._dry(unit) if dry_run else self._make(unit)
            except SectionRefused as error:
                failures += 1
                self.stderr.write(self.style.ERROR(f"{unit.code}: {error}"))
                continue
            if verbosity >= 1:
                self.stdout.write(f"[{position}/{len(units)}] {unit.code}: {said}")
        if failures:
            raise CommandError(f"{failures} of the units asked for have no section.")

    def _chosen(self, codes, all_kinds) -> tuple[list[Unit], int]:
        """The units asked for, each once, and how many codes nobody knows."""
        known = {unit.code: unit for unit in Unit.objects.filter(code__in=codes)}
        unknown = [code for code in dict.fromkeys(codes) if code not in known]
        for code in unknown:
            self.stderr.write(self.style.ERROR(f"{code}: no unit has this code"))
        today = Unit.objects.as_of(timezone.localdate())
        of_kinds = today.filter(kind__in=all_kinds).in_dictionary_order()
        units = {code: known[code] for code in codes if code in known}
        units |= {unit.code: unit for unit in of_kinds if unit.code not in units}
        return list(units.values()), len(unknown)

    def _dry(self, unit: Unit) -> str:
        refuse_section(unit)
        return "has a section" if hasattr(unit, "section") else "would get a section"

    def _make(self, unit: Unit) -> str:
        start = time.perf_counter()
        made = provision(unit)
        took = time.perf_counter() - start
        state = "made" if made.is_new else "was there"
        return f"{state}, {made.section.get_url()}, {took:.1f} s"
