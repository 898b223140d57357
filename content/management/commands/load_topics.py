"""Loads the codification's topics from content/data/topics.csv; can be run again."""

from django.core.management.base import BaseCommand

from content.topics import load_topics


class Command(BaseCommand):
    help = "Loads the subjects and topics of the codification (chủ đề, đề mục pháp điển)."

    def handle(self, *args, **options):
        created, updated = load_topics()
        self.stdout.write(f"{created} topics created, {updated} updated.")
