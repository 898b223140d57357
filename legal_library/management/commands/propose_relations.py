"""Reads the relations of documents that are in the library already."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from legal_library.models import LegalDocument
from legal_library.relating import relate, resolve_waiting
from legal_library.structure import reassemble
from legal_library.versions import current_text


class Command(BaseCommand):
    help = (
        "Proposes relations from the texts of all public documents, or of those with the "
        "numbers given. What editors decided stays; run again it proposes nothing new."
    )

    def add_arguments(self, parser):
        parser.add_argument("numbers", nargs="*", help="e.g. 45/2013/QH13; default: all")

    def handle(self, *, numbers, verbosity, **options):
        documents = LegalDocument.objects.public().select_related("type", "issuer").order_by("pk")
        if numbers:
            documents = documents.filter(number__in=numbers)
        total, created, failed = documents.count(), 0, 0
        today = timezone.localdate()
        for position, document in enumerate(documents.iterator(100), start=1):
            try:
                created += self._read(document, today)
            except Exception as error:  # one text must not stop the others
                failed += 1
                self.stderr.write(self.style.ERROR(f"{document}: {error}"))
            if verbosity >= 1 and (position % 100 == 0 or position == total):
                self.stdout.write(f"[{position}/{total}] {created} new proposals")
        if failed:
            raise CommandError(f"{failed} documents could not be read.")

    def _read(self, document: LegalDocument, today) -> int:
        resolve_waiting(document)
        texts = document.expressions.without_text().exclude(kind="consolidated")
        text = current_text(texts, today, language=document.language)
        return relate(document, reassemble(text.provisions.all())) if text else 0
