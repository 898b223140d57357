"""Fails when a word of the interface has no translation."""

import os
import shutil

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.translations import CHECKED_LANGUAGES, HOW_TO_UPDATE, missing


class Command(BaseCommand):
    help = "Lists the words of the interface that a language has no translation for."
    requires_system_checks = []

    def handle(self, **options):
        if not shutil.which("xgettext"):
            if os.environ.get("REQUIRE_SERVICES") == "1":
                raise CommandError("GNU gettext is not installed.")
            self.stdout.write("SKIPPED translations: GNU gettext is not installed.")
            return
        gaps = {
            language: words
            for language in CHECKED_LANGUAGES
            if (words := missing(settings.LOCALE_PATHS[0], language))
        }
        for language, words in gaps.items():
            for word in words:
                self.stderr.write(f"{language}: {word}")
        if gaps:
            commands = "\n".join(HOW_TO_UPDATE.format(language=language) for language in gaps)
            raise CommandError(f"Run this and translate what is new:\n{commands}")
        self.stdout.write("Translations are complete.")
