"""Proposes the short names that laws give as synonyms of search."""

from django.core.management.base import BaseCommand

from legal_library.defining.proposing import propose
from legal_library.models import Definition


class Command(BaseCommand):
    help = (
        "Proposes the short names of definitions, “(sau đây gọi tắt là …)”, as synonyms. They are "
        "added switched off: an editor decides in “Tìm kiếm”, “Từ đồng nghĩa, viết tắt”. What "
        "was proposed before is not proposed again."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="list only, write nothing")

    def handle(self, *args, dry_run, verbosity, **options):
        rows = Definition.objects.filter(document__live=True).exclude(abbreviation="")
        proposed = propose(rows.select_related("document__type"), save=not dry_run)
        if verbosity >= 2 or dry_run:
            for each in proposed:
                self.stdout.write(f"{each.terms} = {each.meanings} ({each.note})")
        self.stdout.write(f"{len(proposed)} proposed" + (" (dry run)" if dry_run else ""))
