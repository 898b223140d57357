"""Takes up again the uploaded files whose reading was stopped; removes those kept for too long."""

from django.core.management.base import BaseCommand

from legal_library.uploading.processing import remove_old_files, take_up_again


class Command(BaseCommand):
    help = (
        "Hands over again the uploaded files that wait or whose reader was stopped, and removes "
        "the files of old batches that nobody tried once more. For a timer; see deploy/."
    )

    def handle(self, *, verbosity, **options):
        again, removed = take_up_again(), remove_old_files()
        if verbosity >= 1:
            self.stdout.write(f"{again} files handed over again, {removed} old batches emptied.")
