"""Reads what amending acts order, of the whole library or of some documents."""

from django.core.management.base import BaseCommand

from legal_library.amending.following import follow
from legal_library.amending.storing import Stored
from legal_library.models import LegalDocument

_AT_ONCE = 50


class Command(BaseCommand):
    help = "Read the orders of amending acts anew; what editors decided stays as it is."

    def add_arguments(self, parser):
        parser.add_argument("slugs", nargs="*", help="documents by their addresses; default: all")

    def handle(self, *args, slugs, verbosity, **options):
        documents = LegalDocument.objects.filter(live=True)
        if slugs:
            documents = documents.filter(slug__in=slugs)
        keys = list(documents.order_by("issued_on", "pk").values_list("pk", flat=True))
        total = Stored()
        for start in range(0, len(keys), _AT_ONCE):
            total += follow(keys[start : start + _AT_ONCE])
            if verbosity >= 1:
                self.stdout.write(f"[{min(start + _AT_ONCE, len(keys))}/{len(keys)}]")
        self.stdout.write(
            f"{total.added} orders added, {total.kept} kept, {total.removed} removed."
        )
