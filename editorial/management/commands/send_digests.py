"""Mails everybody a summary of what waits for them."""

from django.core.management.base import BaseCommand, CommandError

from editorial.digests import send_digests


class Command(BaseCommand):
    help = (
        "Mails a summary of waiting work to those for whom something waits, as often as they "
        "chose. Run it on each morning; run again on the same day, it sends nothing twice."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="send and record nothing")

    def handle(self, *, dry_run, verbosity, **options):
        sent, failures = 0, 0
        for sending in send_digests(dry_run=dry_run):
            name = sending.user.get_username()
            if sending.error:
                failures += 1
                self.stderr.write(self.style.ERROR(f"{name}: {sending.error}"))
            elif sending.was_sent or (dry_run and sending.waiting):
                sent += 1
                if verbosity >= 1:
                    self.stdout.write(f"{name}: {sending.waiting} waiting")
        verb = "would be sent" if dry_run else "sent"
        self.stdout.write(f"{sent} summaries {verb}, {failures} failed.")
        if failures:
            raise CommandError(f"{failures} summaries were not sent; run again to send them.")
