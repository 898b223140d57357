"""Gives the demonstration site people of every role to sign in as."""

import secrets

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.models import Profile
from accounts.opening import open_account
from departments.models import Appointment, Unit
from departments.roles import Role
from portal.demonstration import fill_inboxes

REASON = "Tài khoản trình diễn"
# Fictional people of the sample province: role, unit, name, position.
PEOPLE = [
    (Role.SYSTEM_ADMIN, "", "Đỗ Văn Mẫu", "Quản trị Cổng"),
    (Role.EDITOR, "", "Bùi Thị Mẫu", "Biên tập viên"),
    (Role.AUDITOR, "", "Ngô Văn Mẫu", "Thanh tra viên"),
    (Role.UNIT_ADMIN, "so-tu-phap", "Lý Thị Mẫu", "Chánh Văn phòng"),
    (Role.LEADER, "so-tu-phap", "Trần Thị Mẫu", "Giám đốc Sở"),
    (Role.CHECKER, "so-tu-phap", "Lê Văn Mẫu", "Trưởng phòng"),
    (Role.DRAFTER, "so-tu-phap", "Phạm Thu Mẫu", "Chuyên viên"),
    (Role.LEADER, "xa-lac-thuong", "Đặng Văn Mẫu", "Phó Chủ tịch UBND xã"),
    (Role.DRAFTER, "xa-lac-thuong", "Hồ Thị Mẫu", "Công chức tư pháp - hộ tịch"),
]


class Command(BaseCommand):
    help = (
        "Creates the demonstration's people once, one for each role, with work in their inboxes, "
        "and prints their accounts. "
        "Their password is made up anew for each machine and kept in var/demo-login.txt."
    )

    def handle(self, **options):
        if not settings.IS_DEMONSTRATION:
            raise CommandError(
                "This is not a demonstration site; create_administrator makes the first account."
            )
        password = self._password()
        self.stdout.write(f"Sign in at /admin/ with the password {password} as")
        people = {}
        for role, code, name, title in PEOPLE:
            unit = Unit.objects.filter(code=code).first() if code else None
            if code and unit is None:
                continue  # the sample units are not loaded
            user = people[role, code] = self._person(role, unit, name, title, password)
            where = f", {unit}" if unit else ""
            self.stdout.write(f"  {user.get_username():<28} {role.label}{where}")
        fill_inboxes(people)

    def _password(self) -> str:
        note = settings.VAR_DIR / "demo-login.txt"
        if not note.exists():
            note.touch(mode=0o600)
            note.write_text(f"{secrets.token_urlsafe(12)}\n", encoding="utf-8")
        # An earlier note had the name of the one account on its first line.
        return note.read_text(encoding="utf-8").split()[-1]

    @transaction.atomic
    def _person(self, role, unit, name, title, password):
        held = Appointment.objects.open().filter(role=role, unit=unit, reason=REASON)
        appointment = held.select_related("user").first()
        if appointment:
            user = appointment.user
        else:
            user = open_account(
                full_name=name, role=role, unit=unit, title=title, reason=REASON
            ).user
        # Presenters come and go: whoever has the note gets in, closed account or not.
        user.is_active = True
        if not user.check_password(password):
            user.set_password(password)
        user.save()
        Profile.objects.filter(user=user).update(must_change_password=False, disabled_at=None)
        return user
