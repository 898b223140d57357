"""The second factor: who needs it, how it is set up, and that it cannot be walked round."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.test import Client

from accounts.guarding import may_remove
from accounts.sessions import ROLES
from audit.models import Action, AuditEvent
from departments.roles import GUARDED, Role
from departments.staffing import appoint

from .conftest import SECRET, code_now, is_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("guarded")]
CODE = "/tai-khoan/hai-lop/nhap-ma/"


@pytest.mark.parametrize("role", sorted(GUARDED))
def test_roles_that_publish_or_administer_set_it_up_first(make_officer, sign_in, role):
    make_officer(Role(role), "ai_do")
    browser = sign_in("ai_do").browser
    answer = browser.get("/admin/")
    assert answer["Location"].startswith("/tai-khoan/hai-lop/")
    assert browser.post("/admin/account/").status_code == 302
    script = browser.get("/admin/", HTTP_X_REQUESTED_WITH="XMLHttpRequest")
    assert script.status_code == 403


@pytest.mark.parametrize("role", sorted(set(Role) - GUARDED))
def test_others_may_but_need_not(make_officer, sign_in, role):
    make_officer(Role(role), "ai_do")
    assert sign_in("ai_do").browser.get("/admin/").status_code == 200


def test_a_superuser_needs_it(admin_user, client):
    client.force_login(admin_user)
    assert client.get("/admin/")["Location"].startswith("/tai-khoan/hai-lop/")


def test_somebody_who_becomes_leader_needs_it_from_then_on(drafter, unit, sign_in):
    appoint(drafter, Role.LEADER, unit)
    browser = sign_in("somau_bc").browser
    assert browser.get("/admin/")["Location"].startswith("/tai-khoan/hai-lop/")


def test_setting_up_shows_codes_once_and_opens_the_admin(
    leader, sign_in, django_capture_on_commit_callbacks
):
    browser = sign_in("somau_ld").browser
    browser.get("/admin/pages/")
    page = browser.get("/tai-khoan/hai-lop/ung-dung/")
    secret = page.context["form"].secret
    assert secret in page.content.decode()
    assert "data:image/svg+xml" in page.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        done = browser.post("/tai-khoan/hai-lop/ung-dung/", {"code": code_now(secret)})
    assert done["Location"] == "/tai-khoan/hai-lop/ma-khoi-phuc/"
    codes = browser.get(done["Location"])
    assert len(codes.context["unused_codes"]) == 10
    assert codes.context["after"] == "/admin/pages/"
    again = browser.get(done["Location"])
    assert not set(codes.context["unused_codes"]) & set(again.context["unused_codes"])
    assert browser.get("/admin/").status_code == 200
    assert AuditEvent.objects.filter(action=Action.SECOND_FACTOR_CHANGED).exists()


def test_the_password_alone_opens_nothing(leader, with_app, sign_in):
    with_app(leader)
    answer = sign_in("somau_ld")
    assert answer["Location"] == CODE
    assert not is_in(answer.browser)
    assert answer.browser.get("/admin/", follow=True).request["PATH_INFO"] != "/admin/"


def test_a_code_opens_the_admin(leader, with_app, sign_in):
    with_app(leader)
    browser = sign_in("somau_ld", next="/admin/pages/").browser
    assert browser.post(CODE, {"code": code_now()})["Location"] == "/admin/pages/"
    assert browser.get("/admin/").status_code == 200


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_a_code_is_good_for_one_use(leader, with_app, sign_in, steps):
    with_app(leader)
    code = code_now(steps=steps)
    first, second = sign_in("somau_ld").browser, sign_in("somau_ld").browser
    first.post(CODE, {"code": code})
    assert is_in(first)
    # allauth forgets after half a minute, while the code is still within its tolerance.
    cache.delete(f"allauth.mfa.totp.used?user={leader.pk}&code={code}")
    second.post(CODE, {"code": f" {code[:3]} {code[3:]}"})
    assert not is_in(second)


def test_the_code_of_setting_up_is_not_good_for_signing_in(
    leader, sign_in, django_capture_on_commit_callbacks
):
    browser = sign_in("somau_ld").browser
    secret = browser.get("/tai-khoan/hai-lop/ung-dung/").context["form"].secret
    code = code_now(secret)
    browser.post("/tai-khoan/hai-lop/ung-dung/", {"code": code})
    other = sign_in("somau_ld").browser
    other.post(CODE, {"code": code})
    assert not is_in(other)


def test_a_recovery_code_is_good_for_one_use(leader, with_app, sign_in):
    with_app(leader)
    codes = Authenticator.objects.get(user=leader, type="recovery_codes").wrap()
    code = codes.get_unused_codes()[0]
    first, second = sign_in("somau_ld").browser, sign_in("somau_ld").browser
    first.post(CODE, {"code": code})
    second.post(CODE, {"code": code})
    assert is_in(first)
    assert not is_in(second)


def test_the_code_of_one_person_is_not_good_for_another(leader, make_officer, with_app, sign_in):
    with_app(leader)
    TOTP.activate(make_officer(Role.LEADER, "somau_ld_2"), "MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK")
    browser = sign_in("somau_ld_2").browser
    browser.post(CODE, {"code": code_now(SECRET)})
    assert not is_in(browser)


def test_a_session_that_began_without_it_must_show_it(leader, with_app, client):
    with_app(leader)
    client.force_login(leader)
    assert client.get("/admin/")["Location"].startswith("/tai-khoan/hai-lop/nhap-lai-ma/")
    client.post("/tai-khoan/hai-lop/nhap-lai-ma/", {"code": code_now()})
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize(
    "page", ["", "ung-dung/", "khoa/them/", "ma-khoi-phuc/", "ma-khoi-phuc/tao-moi/"]
)
def test_the_password_alone_changes_nothing_about_it(leader, with_app, client, page):
    with_app(leader)
    client.force_login(leader)
    answer = client.get(f"/tai-khoan/hai-lop/{page}")
    assert answer["Location"].startswith("/tai-khoan/hai-lop/nhap-lai-ma/")


def test_sessions_of_the_password_alone_end_when_it_is_set_up(
    drafter, sign_in, django_capture_on_commit_callbacks
):
    stale, own = sign_in("somau_bc").browser, sign_in("somau_bc").browser
    secret = own.get("/tai-khoan/hai-lop/ung-dung/").context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        own.post("/tai-khoan/hai-lop/ung-dung/", {"code": code_now(secret)})
    assert stale.get("/tai-khoan/").status_code == 302
    assert own.get("/tai-khoan/").status_code == 200


def test_the_last_one_stays_where_it_is_required(leader, with_app, sign_in):
    with_app(leader)
    browser = sign_in("somau_ld").browser
    browser.post(CODE, {"code": code_now()})
    browser.post("/tai-khoan/nhap-lai-mat-khau/", {"password": "mot cau de nho 2026"})
    page = browser.post("/tai-khoan/hai-lop/ung-dung/bo/")
    assert "bắt buộc xác thực hai lớp" in page.content.decode()
    assert Authenticator.objects.filter(user=leader, type="totp").exists()


def test_the_last_key_stays_where_it_is_required(leader):
    key = Authenticator.objects.create(
        user=leader, type="webauthn", data={"name": "Khóa", "credential": {}}
    )
    assert not may_remove(key)
    Authenticator.objects.create(user=leader, type="totp", data={"secret": "x"})
    assert may_remove(key)


def test_a_drafter_may_give_it_up(drafter, with_app, sign_in):
    with_app(drafter)
    browser = sign_in("somau_bc").browser
    browser.post(CODE, {"code": code_now()})
    browser.post("/tai-khoan/nhap-lai-mat-khau/", {"password": "mot cau de nho 2026"})
    browser.post("/tai-khoan/hai-lop/ung-dung/bo/")
    assert not Authenticator.objects.filter(user=drafter).exists()


def test_secrets_are_not_readable_in_the_database(leader, sign_in):
    browser = sign_in("somau_ld").browser
    secret = browser.get("/tai-khoan/hai-lop/ung-dung/").context["form"].secret
    browser.post("/tai-khoan/hai-lop/ung-dung/", {"code": code_now(secret)})
    stored = [row.data for row in Authenticator.objects.filter(user=leader)]
    assert stored
    assert secret not in str(stored)


def test_a_new_secret_key_still_reads_old_secrets(leader, sign_in, settings):
    browser = sign_in("somau_ld").browser
    secret = browser.get("/tai-khoan/hai-lop/ung-dung/").context["form"].secret
    browser.post("/tai-khoan/hai-lop/ung-dung/", {"code": code_now(secret)})
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key"
    fresh = sign_in("somau_ld").browser
    fresh.post(CODE, {"code": code_now(secret, steps=1)})
    assert is_in(fresh)


def test_a_stranger_does_not_reach_the_set_up_of_another(leader, drafter, sign_in):
    key = Authenticator.objects.create(user=leader, type="webauthn", data={"name": "x"})
    browser = sign_in("somau_bc").browser
    assert browser.post(f"/tai-khoan/hai-lop/khoa/{key.pk}/bo/").status_code == 404
    assert Client().get("/tai-khoan/hai-lop/").status_code == 302


def test_the_code_page_without_a_password_leads_to_signing_in(client):
    assert client.get(CODE)["Location"] == "/tai-khoan/dang-nhap/"


def test_roles_are_remembered_from_signing_in(drafter, sign_in):
    assert sign_in("somau_bc").browser.session[ROLES]
