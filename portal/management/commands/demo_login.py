"""Gives the demonstration site an editor to sign in with."""

import secrets

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

USERNAME = "bientap"


class Command(BaseCommand):
    help = (
        "Creates the demonstration's editor once and prints the password, which is made up "
        "anew for each machine and kept in var/demo-login.txt."
    )

    def handle(self, **options):
        if not settings.IS_DEMONSTRATION:
            raise CommandError("This is not a demonstration site; make accounts in the admin.")
        note = settings.VAR_DIR / "demo-login.txt"
        users = get_user_model().objects
        if not users.filter(username=USERNAME).exists() or not note.exists():
            password = secrets.token_urlsafe(12)
            users.filter(username=USERNAME).delete()
            users.create_superuser(
                USERNAME,
                "bientap@example.invalid",
                password,
                first_name="Biên tập",
                last_name="Mẫu",
            )
            note.touch(mode=0o600)
            note.write_text(f"{USERNAME}\n{password}\n", encoding="utf-8")
        username, password = note.read_text(encoding="utf-8").split()
        self.stdout.write(f"Editor's login at /admin/: {username} / {password}")
