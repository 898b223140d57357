"""The first password is not the last, and a new one is new."""

import pytest
from django.core import mail

from audit.models import Action, AuditEvent

from .conftest import PASSWORD, is_in

pytestmark = pytest.mark.django_db
CHANGE = "/tai-khoan/doi-mat-khau/"
NEW = "mot cau khac han 2026"


def change(browser, new=NEW, old=PASSWORD, again=None):
    return browser.post(CHANGE, {"oldpassword": old, "password1": new, "password2": again or new})


@pytest.fixture
def newcomer(make_officer, sign_in):
    make_officer(must_change_password=True)
    return sign_in("somau_bc").browser


@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/", "/tai-khoan/", "/tai-khoan/phien/"])
def test_who_has_a_first_password_sets_a_new_one_before_anything_else(newcomer, path):
    assert newcomer.get(path)["Location"].startswith(CHANGE)


def test_not_even_a_form_goes_past_it(newcomer):
    assert newcomer.post("/admin/account/", {})["Location"].startswith(CHANGE)
    script = newcomer.post("/admin/account/", {}, HTTP_X_REQUESTED_WITH="XMLHttpRequest")
    assert script.status_code == 403


def test_afterwards_one_goes_where_one_wanted(newcomer):
    asked = newcomer.get("/admin/pages/")["Location"]
    form = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW, "next": "/admin/pages/"}
    assert newcomer.post(asked, form)["Location"] == "/admin/pages/"
    assert newcomer.get("/admin/").status_code == 200
    assert AuditEvent.objects.filter(action=Action.PASSWORD_CHANGED).exists()


@pytest.mark.parametrize(
    ("new", "words"),
    [
        (PASSWORD, "phải khác"),
        ("ngan qua 2026", "14"),
        ("12345678901234567890", "số"),
        ("somau_bc@example", "giống"),
    ],
    ids=["the same", "short", "digits", "the name"],
)
def test_a_bad_password_is_refused_with_the_reason(newcomer, new, words):
    page = change(newcomer, new)
    assert words in page.content.decode()
    assert newcomer.get("/admin/").status_code == 302


def test_the_old_password_has_to_be_right(newcomer):
    assert "chưa đúng" in change(newcomer, old="sai").content.decode()


def test_the_two_have_to_agree(newcomer):
    assert "chưa giống" in change(newcomer, again="khac").content.decode()


def test_other_sessions_end_and_this_one_stays(drafter, sign_in):
    other, own = sign_in("somau_bc").browser, sign_in("somau_bc").browser
    change(own)
    assert own.get("/tai-khoan/").status_code == 200
    assert other.get("/tai-khoan/").status_code == 302
    assert is_in(sign_in("somau_bc", NEW).browser)


def test_the_owner_is_told_by_mail(drafter, sign_in, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        change(sign_in("somau_bc").browser)
    (letter,) = mail.outbox
    assert letter.to == [drafter.email]
    assert "vừa được đổi" in letter.body
    assert "Từ mạng: 203.0.113.7" in letter.body
