"""Makes the first account of a new portal."""

import getpass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from accounts.administrators import administrators
from accounts.opening import open_account
from departments.roles import Role


class Command(BaseCommand):
    help = (
        "Makes the first system administrator and prints the account's name and a password for "
        "one use. Does nothing when there is an administrator already, unless --another is given."
    )

    def add_arguments(self, parser):
        parser.add_argument("full_name", help="“Nguyễn Thị Mẫu”")
        parser.add_argument("--email", default="", help="where letters about the account go")
        parser.add_argument(
            "--ask-password", action="store_true", help="type a password instead of a made-up one"
        )
        parser.add_argument("--another", action="store_true", help="although there is one")

    def handle(self, *, full_name, email, ask_password, another, **options):
        if not another and (known := administrators()):
            names = ", ".join(sorted(user.get_username() for user in known))
            self.stdout.write(f"There is an administrator already: {names}")
            return
        password = self._ask() if ask_password else ""
        opened = open_account(
            full_name=full_name,
            email=email,
            role=Role.SYSTEM_ADMIN,
            unit=None,
            reason="create_administrator",
        )
        if password:
            opened.user.set_password(password)
            opened.user.save(update_fields=["password"])
        self.stdout.write(f"Account: {opened.user.get_username()}")
        if not password:
            self.stdout.write(f"Password for the first sign-in: {opened.password}")

    def _ask(self) -> str:
        password = getpass.getpass("Password: ")
        if password != getpass.getpass("Again: "):
            raise CommandError("The two differ. No account was made.")
        try:
            validate_password(password)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        return password
