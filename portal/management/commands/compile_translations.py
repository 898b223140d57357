"""Compiles the translations that changed, without gettext's tools."""

from django.conf import settings
from django.core.management.base import BaseCommand

from portal.translations import compile_all


class Command(BaseCommand):
    help = "Compiles locale/*/LC_MESSAGES/*.po where they changed."
    requires_system_checks = []

    def handle(self, **options):
        written = sum(compile_all(folder) for folder in settings.LOCALE_PATHS)
        self.stdout.write(f"{written} translation files compiled.")
