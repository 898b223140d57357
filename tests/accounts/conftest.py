"""People who sign in, and the codes their telephones show."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client

from accounts.models import Profile
from departments.roles import Role
from tests.factories.accounts import officer
from tests.factories.departments import UnitFactory

PASSWORD = "mot cau de nho 2026"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_now(secret: str = SECRET, steps: int = 0) -> str:
    """What an authenticator app shows now, or *steps* half minutes later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


@pytest.fixture
def unit(db):
    return UnitFactory(code="so-mau", name="Sở Mẫu")


@pytest.fixture
def make_officer(unit):
    """Makes somebody with a password and a role in the unit."""

    def make(role=Role.DRAFTER, username="somau_bc", **fields):
        where = None if role.is_province_wide else unit
        person = officer(role, where, username=username, email=f"{username}@example.invalid")
        person.set_password(PASSWORD)
        person.save()
        profile = Profile.objects.of(person)
        for name, value in fields.items():
            setattr(profile, name, value)
        profile.save()
        return person

    return make


@pytest.fixture
def drafter(make_officer):
    return make_officer()


@pytest.fixture
def leader(make_officer):
    return make_officer(Role.LEADER, "somau_ld")


@pytest.fixture
def guarded(settings):
    """The second factor is required, as on a real portal."""
    settings.REQUIRE_SECOND_FACTOR = True


@pytest.fixture
def with_app():
    """Gives somebody an authenticator app and recovery codes."""

    def give(person):
        TOTP.activate(person, SECRET)
        RecoveryCodes.activate(person)
        return Authenticator.objects.get(user=person, type=Authenticator.Type.TOTP)

    return give


@pytest.fixture
def sign_in():
    """Fills in the sign-in form from a browser of its own, or from *client*'s."""

    def send(name, password=PASSWORD, *, client=None, network="203.0.113.7", **more):
        client = client or Client()
        client.defaults["HTTP_X_FORWARDED_FOR"] = network
        answer = client.post("/tai-khoan/dang-nhap/", {"login": name, "password": password, **more})
        answer.browser = client
        return answer

    return send


def is_in(client) -> bool:
    """Whether somebody is signed in with this browser."""
    return "_auth_user_id" in client.session
