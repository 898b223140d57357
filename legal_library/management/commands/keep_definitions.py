"""Reads the terms that the current texts define, and keeps them."""

from django.core.management.base import BaseCommand
from tqdm import tqdm

from legal_library.defining.storing import Kept, keep
from legal_library.models import LegalDocument


class Command(BaseCommand):
    help = (
        "Reads the articles “Giải thích từ ngữ” of all current texts and keeps their terms. "
        "To be run every night: a text that takes effect brings its own terms. A second run "
        "changes nothing."
    )

    def handle(self, *args, verbosity, **options):
        keys = list(LegalDocument.objects.order_by("pk").values_list("pk", flat=True))
        done, failed = Kept(), 0
        for key in (bar := tqdm(keys, unit=" văn bản", disable=verbosity < 1)):
            try:
                kept = keep([key])
            except Exception as error:  # one bad text must not stop the others
                failed += 1
                bar.write(self.style.ERROR(f"{key}: {type(error).__name__}: {error}"))
                continue
            done.documents += kept.documents
            done.definitions += kept.definitions
        self.stdout.write(f"{done.documents} documents written anew, {done.definitions} terms")
        if failed:
            raise SystemExit(1)
