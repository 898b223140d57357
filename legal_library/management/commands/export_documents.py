"""Makes the files of texts ahead, so that no reader waits for a long PDF, and tidies up."""

import shutil

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from legal_library.exports import FORMATS, available_formats, export
from legal_library.models import Expression, LegalDocument
from legal_library.versions import current_text


class Command(BaseCommand):
    help = (
        "Makes the Word files, PDFs and others of the current text of every public document "
        "that are missing, and removes those of texts that are gone. Can be run at any time."
    )

    def add_arguments(self, parser):
        parser.add_argument("--formats", nargs="+", choices=FORMATS, help="default: docx and pdf")
        parser.add_argument("--dry-run", action="store_true", help="count only, write nothing")

    def handle(self, *, formats, dry_run, verbosity, **options):
        names = formats or ["docx", "pdf"]
        if missing := set(names) - {item.name for item in available_formats()}:
            raise CommandError(f"Máy này không tạo được: {', '.join(missing)} (thiếu Pango).")
        removed = self._tidy(dry_run)
        made, failed = 0, []
        documents = LegalDocument.objects.public().for_listing().order_by("pk")
        today = timezone.localdate()
        for document in tqdm(
            documents.iterator(chunk_size=100),
            total=documents.count(),
            unit="vb",
            desc="Tạo tệp",
            disable=verbosity < 1,
        ):
            texts = document.expressions.without_text()
            text = current_text(texts, today, language=document.language)
            for name in names if text else ():
                wanted = export(document, text, name)
                if wanted.path.exists():
                    continue
                made += 1
                try:
                    if not dry_run:
                        wanted.make()
                except Exception as error:  # one text must not stop the others
                    failed.append(f"{document.slug}.{name}: {error}")
                    self.stderr.write(self.style.ERROR(failed[-1]))
        self.stdout.write(
            f"{made - len(failed)} files made, {removed} folders removed"
            + (" (dry run: nothing written)" if dry_run else "")
        )
        if failed:
            raise CommandError(f"{len(failed)} files could not be made.")

    def _tidy(self, dry_run: bool) -> int:
        """Remove the folders of texts that no longer exist; how many there were."""
        if not settings.EXPORTS_DIR.is_dir():
            return 0
        known = {str(key) for key in Expression.objects.values_list("pk", flat=True)}
        gone = [folder for folder in settings.EXPORTS_DIR.iterdir() if folder.name not in known]
        for folder in () if dry_run else gone:
            shutil.rmtree(folder, ignore_errors=True)
        return len(gone)
