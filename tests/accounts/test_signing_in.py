"""Signing in by account name, and what must not get past it."""

import pytest
from allauth.account.utils import user_pk_to_url_str
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, reverse

from accounts.closing import close_account
from audit.models import Action, AuditEvent
from departments.roles import Role
from tests.factories.accounts import UserFactory

from .conftest import PASSWORD, is_in

pytestmark = pytest.mark.django_db
SIGN_IN = "/tai-khoan/dang-nhap/"


@pytest.mark.parametrize("name", ["somau_bc", "SOMAU_BC", " somau_bc ", "ｓｏｍａｕ_bc"])
def test_the_name_of_an_account_may_be_typed_in_any_case(drafter, sign_in, name):
    answer = sign_in(name)
    assert is_in(answer.browser)
    assert answer["Location"] == "/admin/"


def test_a_mail_address_is_no_account_name(drafter, sign_in):
    assert not is_in(sign_in(drafter.email).browser)


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(drafter, sign_in):
    wrong = sign_in("somau_bc", "khong phai mat khau").content.decode()
    unknown = sign_in("khong_co", "khong phai mat khau").content.decode()
    assert "Tên tài khoản hoặc mật khẩu chưa đúng" in wrong
    assert "Tên tài khoản hoặc mật khẩu chưa đúng" in unknown


@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/", "/admin/reports/workflow/"])
def test_the_admin_leads_to_the_one_sign_in_page_and_back(client, drafter, sign_in, path):
    answer = client.get(path, follow=True)
    assert answer.request["PATH_INFO"] == SIGN_IN
    back = sign_in("somau_bc", client=client, next=path)
    assert back["Location"] == path


@pytest.mark.parametrize("path", ["/_util/login/?next=/x/", "/en/_util/login/?next=/x/"])
def test_wagtails_own_sign_in_pages_lead_here(client, path):
    assert client.get(path)["Location"] == f"{SIGN_IN}?next=/x/"
    posted = client.post(path, {"username": "a", "password": "b"})
    assert posted["Location"] == f"{SIGN_IN}?next=/x/"


def test_nobody_resets_a_password_in_the_admin(client):
    assert client.get("/admin/password_reset/")["Location"] == "/tai-khoan/quen-mat-khau/"
    assert client.get("/admin/password_reset/confirm/x/y/").status_code in (302, 404)


@pytest.mark.parametrize(
    "path", ["signup/", "dang-ky/", "email/", "confirm-email/", "login/code/", "3rdparty/signup/"]
)
def test_there_is_no_sign_up(client, path):
    assert client.get(f"/tai-khoan/{path}").status_code == 404
    with pytest.raises(NoReverseMatch):
        reverse("account_signup")


@pytest.mark.parametrize(
    "target",
    [
        "https://example.org/",
        "//example.org/",
        "/\\example.org/",
        "http:///example.org/",
        "javascript:alert(1)",
        "https://testserver@example.org/",
        "http://127.0.0.1/",
        " https://example.org/",
    ],
)
def test_signing_in_leads_to_no_other_host(drafter, sign_in, target):
    assert sign_in("somau_bc", next=target)["Location"] == "/admin/"


def test_the_session_of_before_is_not_the_session_after(drafter, sign_in, client):
    client.get(SIGN_IN)
    session = client.session
    session["planted"] = "by somebody else"
    session.save()
    before = session.session_key
    client.cookies["sessionid"] = before
    sign_in("somau_bc", client=client)
    assert client.session.session_key != before
    stranger = Client()
    stranger.cookies["sessionid"] = before
    assert stranger.get("/tai-khoan/").status_code == 302


def test_a_form_without_the_token_of_the_page_is_refused(drafter):
    client = Client(enforce_csrf_checks=True)
    sent = client.post(SIGN_IN, {"login": "somau_bc", "password": PASSWORD})
    assert sent.status_code == 403
    assert not is_in(client)


def test_signing_out_needs_a_form(client, drafter):
    client.force_login(drafter)
    assert client.get("/tai-khoan/dang-xuat/").status_code == 200
    assert is_in(client)
    client.post("/tai-khoan/dang-xuat/")
    assert not is_in(client)


def test_coming_and_going_is_logged(drafter, sign_in):
    browser = sign_in("somau_bc").browser
    sign_in("somau_bc", "sai")
    browser.post("/tai-khoan/dang-xuat/")
    actions = AuditEvent.objects.filter(object_id=str(drafter.pk), network="203.0.113.7")
    logged = set(actions.values_list("action", flat=True))
    assert {Action.SIGN_IN, Action.SIGN_IN_FAILED, Action.SIGN_OUT} <= logged


def test_what_was_typed_as_a_name_is_not_logged(sign_in):
    sign_in("mat khau go nham vao o ten", "x")
    failed = AuditEvent.objects.get(action=Action.SIGN_IN_FAILED)
    assert "mat khau" not in f"{failed.object_name} {failed.actor_name} {failed.detail}"


def test_somebody_without_a_role_is_told_so_and_not_sent_round(client):
    client.force_login(UserFactory(username="khong_vai_tro"))
    answer = client.get("/admin/", follow=True)
    assert len(answer.redirect_chain) < 4
    assert "vai trò" in answer.content.decode()


def test_the_closed_account_says_why_and_who_opens_it(make_officer, unit, sign_in):
    person = make_officer()
    close_account(person, reason="Không sử dụng trong 45 ngày.")
    page = sign_in("somau_bc").content.decode()
    assert "Tài khoản đang bị khóa" in page
    assert "Không sử dụng trong 45 ngày." in page
    assert unit.name in page
    assert "Tài khoản đang bị khóa" not in sign_in("somau_bc", "sai mat khau").content.decode()


@pytest.mark.parametrize("path", ["", "dang-nhap/", "quen-mat-khau/", "phien/"])
def test_account_pages_are_kept_by_nobody(client, drafter, path):
    client.force_login(drafter)
    answer = client.get(f"/tai-khoan/{path}")
    assert answer.status_code == 200
    assert {"no-store", "private"} <= set(answer["Cache-Control"].split(", "))
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert "noindex" in answer.content.decode()


def test_a_public_page_does_not_look_at_who_is_reading(client, drafter):
    client.force_login(drafter)
    answer = client.get("/hoi-dap/")
    assert "Cookie" not in answer.get("Vary", "")
    assert not answer.cookies


class TestForgottenPassword:
    PAGE = "/tai-khoan/quen-mat-khau/"

    def ask(self, client, said):
        return client.post(self.PAGE, {"email": said})

    @pytest.mark.parametrize("said", ["somau_bc", "SOMAU_BC", "somau_bc@example.invalid", "ai_do"])
    def test_the_answer_is_the_same_for_everybody(self, client, drafter, said):
        assert self.ask(client, said)["Location"] == "/tai-khoan/quen-mat-khau/da-gui/"

    def test_a_drafter_sets_a_new_password_once(self, client, drafter, sign_in):
        old = sign_in("somau_bc").browser
        self.ask(client, "somau_bc")
        (letter,) = [sent for sent in mail.outbox if "quen-mat-khau" in sent.body]
        assert letter.to == [drafter.email]
        link = next(word for word in letter.body.split() if "quen-mat-khau" in word)
        page = client.get(link, follow=True)
        address = page.redirect_chain[-1][0]
        new = {"password1": "mot cau khac han 2026", "password2": "mot cau khac han 2026"}
        assert client.post(address, new).status_code == 302
        assert is_in(sign_in("somau_bc", "mot cau khac han 2026").browser)
        assert old.get("/tai-khoan/").status_code == 302
        again = Client().get(link, follow=True).content.decode()
        assert "không dùng được" in again

    def test_the_link_is_good_for_its_own_account_only(self, client, drafter, leader):
        self.ask(client, "somau_bc")
        link = next(word for word in mail.outbox[-1].body.split() if "quen-mat-khau" in word)
        place, _, token = link.rpartition("/quen-mat-khau/")
        own, key = token.split("-", 1)
        other = f"{place}/quen-mat-khau/{user_pk_to_url_str(leader)}-{key}"
        assert own != user_pk_to_url_str(leader)
        assert "không dùng được" in client.get(other, follow=True).content.decode()

    def test_those_who_publish_are_sent_to_their_administrator(self, client, leader):
        self.ask(client, "somau_ld")
        (letter,) = mail.outbox
        assert "quen-mat-khau" not in letter.body
        assert "quản trị đơn vị" in letter.body

    def test_an_account_without_an_address_gets_no_letter(self, client, drafter):
        drafter.email = ""
        drafter.save()
        self.ask(client, "somau_bc")
        assert mail.outbox == []


def test_pages_of_ones_own_account_take_few_queries(
    client, make_officer, django_assert_max_num_queries
):
    person = make_officer(Role.LEADER, "somau_ld")
    client.force_login(person)
    client.get("/tai-khoan/")
    with django_assert_max_num_queries(16):
        client.get("/tai-khoan/")
    with django_assert_max_num_queries(12):
        client.get("/tai-khoan/phien/")
