"""The first accounts of a portal, and those of the demonstration."""

from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from accounts.guarding import is_guarded
from departments.models import Appointment, Unit
from departments.roles import Role
from tests.factories.departments import UnitFactory

from .conftest import is_in

pytestmark = pytest.mark.django_db
User = get_user_model()


def run(*arguments) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


class TestCreateAdministrator:
    def test_it_signs_in_once_and_changes_the_password(self, sign_in):
        said = run("create_administrator", "Đỗ Thị Mẫu", "--email", "a@example.invalid")
        name = said.split("Account: ")[1].split()[0]
        password = said.split("sign-in: ")[1].split()[0]
        browser = sign_in(name, password).browser
        assert browser.get("/admin/")["Location"].startswith("/tai-khoan/doi-mat-khau/")
        assert is_guarded(User.objects.get(username=name))

    def test_a_second_run_changes_nothing(self):
        run("create_administrator", "Đỗ Thị Mẫu")
        assert "already" in run("create_administrator", "Đỗ Thị Mẫu")
        assert User.objects.count() == 1

    def test_another_is_made_when_asked_for(self):
        run("create_administrator", "Đỗ Thị Mẫu")
        run("create_administrator", "Lê Văn Mẫu", "--another")
        assert Appointment.objects.filter(role=Role.SYSTEM_ADMIN).count() == 2

    def test_a_typed_password_keeps_to_the_rules(self, monkeypatch, sign_in):
        typed = iter(["ngan", "ngan"])
        monkeypatch.setattr("getpass.getpass", lambda prompt: next(typed))
        with pytest.raises(CommandError):
            run("create_administrator", "Đỗ Thị Mẫu", "--ask-password")
        assert not User.objects.exists()
        typed = iter(["mot cau du dai 2026", "mot cau du dai 2026"])
        said = run("create_administrator", "Đỗ Thị Mẫu", "--ask-password")
        assert "mot cau" not in said
        name = said.split("Account: ")[1].split()[0]
        assert is_in(sign_in(name, "mot cau du dai 2026").browser)


class TestDemoLogin:
    @pytest.fixture(autouse=True)
    def place(self, settings, tmp_path):
        settings.VAR_DIR = tmp_path
        UnitFactory(code="so-tu-phap", name="Sở Tư pháp tỉnh Mẫu")
        UnitFactory(code="xa-lac-thuong", name="Xã Lạc Thượng", kind=Unit.Kind.COMMUNE)

    def test_there_is_somebody_for_every_role(self):
        said = run("demo_login")
        assert set(Appointment.objects.values_list("role", flat=True)) == set(Role)
        for person in User.objects.all():
            assert person.username in said

    def test_the_printed_password_signs_in_at_once(self, sign_in):
        said = run("demo_login")
        password = said.split("password ")[1].split()[0]
        for person in User.objects.all():
            assert sign_in(person.username, password).browser.get("/admin/").status_code == 200

    def test_a_second_run_makes_nobody_new_and_keeps_the_password(self):
        first = run("demo_login")
        assert run("demo_login") == first

    def test_a_changed_password_is_put_back(self, sign_in):
        run("demo_login")
        User.objects.update(password="x", is_active=False)
        password = run("demo_login").split("password ")[1].split()[0]
        assert is_in(sign_in(User.objects.first().username, password).browser)

    def test_the_note_is_for_its_owner_only(self, settings):
        run("demo_login")
        assert (settings.VAR_DIR / "demo-login.txt").stat().st_mode & 0o077 == 0

    def test_a_real_portal_gets_no_such_accounts(self, settings):
        settings.IS_DEMONSTRATION = False
        with pytest.raises(CommandError):
            run("demo_login")
        assert not User.objects.exists()
