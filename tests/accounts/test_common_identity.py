"""Signing in through a common identity service: off by default, and never a way to an account."""

import os
import subprocess
import sys

import pytest
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import RequestFactory

from accounts.adapters import CommonIdentityAdapter, service_origins

pytestmark = pytest.mark.django_db
IDENTITY = "079000000000"


@pytest.fixture
def request_(db):
    request = RequestFactory().get("/tai-khoan/dinh-danh/oidc/dinh-danh/login/callback/")
    request.session = {}
    return request


def arriving(uid, user=None):
    """Somebody whom the service has recognised as *uid*."""
    account = SocialAccount(provider="dinh-danh", uid=uid, user=user)
    if user:
        account.save()
    login = SocialLogin(account=account, user=user or get_user_model()(username="x"))
    return login


def test_there_is_no_address_and_no_button_without_an_issuer(client):
    assert client.get("/tai-khoan/dinh-danh/oidc/dinh-danh/login/").status_code == 404
    page = client.get("/tai-khoan/dang-nhap/")
    assert settings.OIDC_NAME not in page.content.decode()
    assert "form-action 'self';" in page["Content-Security-Policy"] + ";"
    assert service_origins() == []


def test_an_unknown_identity_makes_no_account(request_):
    before = get_user_model().objects.count()
    with pytest.raises(ImmediateHttpResponse) as refused:
        CommonIdentityAdapter(request_).pre_social_login(request_, arriving(IDENTITY))
    assert refused.value.response.status_code == 403
    assert "không tự tạo tài khoản" in refused.value.response.content.decode()
    assert get_user_model().objects.count() == before
    assert not CommonIdentityAdapter(request_).is_open_for_signup(request_, None)


def test_the_identity_that_an_administrator_wrote_is_linked(request_, make_officer, monkeypatch):
    person = make_officer(external_id=IDENTITY)
    login, linked = arriving(IDENTITY), []
    monkeypatch.setattr(login, "connect", lambda request, user: linked.append(user))
    CommonIdentityAdapter(request_).pre_social_login(request_, login)
    assert linked == [person]


def test_a_link_does_not_outlive_what_was_written(request_, make_officer):
    person = make_officer(external_id="")
    login = arriving(IDENTITY, person)
    with pytest.raises(ImmediateHttpResponse):
        CommonIdentityAdapter(request_).pre_social_login(request_, login)
    assert not SocialAccount.objects.exists()


def test_an_identity_that_went_to_somebody_else_does_not_open_the_first(request_, make_officer):
    first = make_officer(external_id="")
    make_officer(username="nguoi_khac", external_id=IDENTITY)
    with pytest.raises(ImmediateHttpResponse):
        CommonIdentityAdapter(request_).pre_social_login(request_, arriving(IDENTITY, first))


def test_several_accounts_may_have_no_identity(make_officer):
    assert make_officer(external_id="").profile.external_id is None
    assert make_officer(username="nguoi_khac", external_id="").profile.external_id is None


@pytest.mark.parametrize("issuer", ["", "https://dinhdanh.example.vn/realms/mau"])
def test_the_environment_alone_turns_it_on(issuer, tmp_path):
    """Settings are read once, so each case is a portal of its own."""
    code = """
import django; django.setup()
from django.urls import reverse, NoReverseMatch
try: print(reverse("openid_connect_login", args=["dinh-danh"]))
except NoReverseMatch: print("none")
from accounts.adapters import service_origins
print(service_origins())
"""
    environment = os.environ | {
        "OIDC_ISSUER": issuer,
        "OIDC_CLIENT_ID": "cong-phap-luat",
        "OIDC_ORIGINS": "https://vneid.example.vn" if issuer else "",
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "PORTAL_VAR_DIR": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=120,
    )
    said = done.stdout.split("\n")
    if issuer:
        assert said[0] == "/tai-khoan/dinh-danh/oidc/dinh-danh/login/", done.stderr
        assert said[1] == "['https://dinhdanh.example.vn', 'https://vneid.example.vn']"
    else:
        assert said[:2] == ["none", "[]"], done.stderr
