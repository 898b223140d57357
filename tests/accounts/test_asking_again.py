"""After five minutes without activity the password is asked for, and nothing typed is lost."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from accounts.holding import MARK
from accounts.models import HeldSubmission
from accounts.sessions import ACTIVE_AT, last_activity
from departments.models import Unit
from departments.roles import Role

from .conftest import PASSWORD, code_now, is_in

pytestmark = pytest.mark.django_db
AGAIN = "/tai-khoan/nhap-lai-mat-khau/"
FORM = "/admin/account/"
SENT = {
    "name_email-first_name": 'Lê "Đặng" <b>',
    "name_email-last_name": "\\nMẫu & Con\r\nhai dòng",
    "values": ["một", "hai"],
}


def rest(client, minutes=6):
    """Nobody touches this browser for a while."""
    session = client.session
    session[ACTIVE_AT] = (timezone.now() - timedelta(minutes=minutes)).timestamp()
    session.save()


@pytest.fixture
def browser(leader, sign_in):
    return sign_in("somau_ld").browser


def test_within_five_minutes_nobody_is_asked(browser):
    rest(browser, minutes=4)
    assert browser.get("/admin/").status_code == 200


def test_a_page_leads_to_the_password_and_back(browser):
    rest(browser)
    asked = browser.get("/admin/pages/?q=x")
    assert asked["Location"].startswith(AGAIN)
    page = browser.get(asked["Location"])
    assert "Nhập lại mật khẩu" in page.content.decode()
    back = browser.post(asked["Location"], {"password": PASSWORD})
    assert back["Location"] == "/admin/pages/?q=x"
    assert browser.get("/admin/").status_code == 200


def test_a_wrong_password_opens_nothing(browser):
    rest(browser)
    browser.post(AGAIN, {"password": "sai"})
    assert browser.get("/admin/").status_code == 302


def test_asking_again_leads_to_no_other_host(browser):
    rest(browser)
    back = browser.post(f"{AGAIN}?next=https://example.org/", {"password": PASSWORD})
    assert "example.org" not in back["Location"]


def test_a_drafter_is_not_asked(drafter, sign_in):
    browser = sign_in("somau_bc").browser
    rest(browser)
    assert browser.get("/admin/").status_code == 200


def test_the_time_is_a_rule_that_can_change(browser, settings):
    settings.ACCOUNT_RULES = [settings.ACCOUNT_RULES[0] | {"ask_again_minutes": 20}]
    rest(browser)
    assert browser.get("/admin/").status_code == 200


def give_back(browser, sent=SENT, **options):
    """What the page offers to send again, after the password."""
    rest(browser)
    asked = browser.post(FORM, sent, **options)
    held = browser.post(asked["Location"], {"password": PASSWORD})["Location"]
    return browser.get(held)


def offered(page) -> dict:
    """Fields of the form that a browser would send, as it would read them."""
    found = re.findall(r'<textarea name="([^"]+)"[^>]*>\n(.*?)</textarea>', page, re.DOTALL)
    fields = {}
    for name, value in found:
        fields.setdefault(unescape(name), []).append(unescape(value))
    return fields


def test_what_was_being_sent_is_given_back_letter_by_letter(browser):
    page = give_back(browser).content.decode()
    assert offered(page) == {
        name: value if isinstance(value, list) else [value] for name, value in SENT.items()
    }
    assert f'action="{FORM}"' in page


def test_it_is_dropped_once_it_is_sent_again(browser):
    page = give_back(browser)
    token = str(page.context["held"].token)
    browser.post(FORM, SENT | {MARK: token})
    assert not HeldSubmission.objects.exists()
    assert browser.get(f"/tai-khoan/dang-giu/{token}/").status_code == 404


def test_passwords_are_not_kept(browser):
    give_back(browser, SENT | {"new_password1": "bi mat", "csrfmiddlewaretoken": "x"})
    kept = str(HeldSubmission.objects.get().fields)
    assert "bi mat" not in kept
    assert "csrf" not in kept


def test_files_have_to_be_chosen_again_and_are_named(browser):
    page = give_back(browser, SENT | {"file": SimpleUploadedFile("ke hoach.pdf", b"%PDF")})
    assert "ke hoach.pdf" in page.content.decode()
    assert 'enctype="multipart/form-data"' in page.content.decode()


def test_nobody_else_gets_it(browser, make_officer, sign_in):
    page = give_back(browser)
    address = page.request["PATH_INFO"]
    make_officer(Role.LEADER, "somau_ld_2")
    assert sign_in("somau_ld_2").browser.get(address).status_code == 404
    assert sign_in("somau_ld").browser.get(address).status_code == 404


def test_it_is_not_kept_for_ever(browser):
    page = give_back(browser)
    HeldSubmission.objects.update(held_at=timezone.now() - timedelta(hours=2, minutes=1))
    assert browser.get(page.request["PATH_INFO"]).status_code == 404
    give_back(browser)
    assert HeldSubmission.objects.count() == 1


def test_too_much_is_said_to_be_too_much(browser, settings):
    settings.HELD_SUBMISSION_MAX_BYTES = 100
    rest(browser)
    asked = browser.post(FORM, {"text": "ă" * 200})
    assert not HeldSubmission.objects.exists()
    assert "quá lớn" in browser.get(asked["Location"]).content.decode()


def test_one_person_does_not_fill_the_store(browser):
    for _ in range(14):
        rest(browser)
        browser.post(FORM, SENT)
    assert HeldSubmission.objects.count() == 10


def test_a_form_from_elsewhere_is_not_kept(leader):
    client = Client(enforce_csrf_checks=True)
    client.force_login(leader)
    rest(client)
    assert client.post(FORM, SENT).status_code == 403
    assert not HeldSubmission.objects.exists()


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("post", "/admin/editing-sessions/release/1/"),
        ("get", "/admin/jsi18n/"),
        ("get", "/admin/sprite/"),
        ("patch", "/admin/dismissibles/"),
        ("get", "/tai-khoan/trang-thai/"),
    ],
)
def test_what_a_page_does_by_itself_neither_counts_nor_breaks(browser, method, path):
    rest(browser)
    before = last_activity(browser.session)
    answer = getattr(browser, method)(path, content_type="application/json")
    assert answer.status_code not in (302, 403)
    assert last_activity(browser.session) == before
    assert browser.get("/admin/").status_code == 302


def test_a_draft_saved_while_typing_goes_through(browser, unit):
    rest(browser)
    answer = browser.post("/admin/pages/1/edit/", {"title": "x"}, HTTP_ACCEPT="application/json")
    assert answer.status_code != 403 or "address" not in answer.json()
    assert browser.get("/admin/").status_code == 302


@pytest.mark.parametrize("action", ["action-publish", "action-submit", "action-workflow-action"])
def test_publishing_is_no_background_work(browser, action):
    rest(browser)
    answer = browser.post(
        "/admin/pages/1/edit/", {"title": "x", action: "1"}, HTTP_ACCEPT="application/json"
    )
    assert answer.status_code == 403
    assert answer.json()["address"].startswith(AGAIN)


def test_a_script_is_answered_in_words(browser):
    rest(browser)
    answer = browser.get("/admin/choose-page/", HTTP_X_REQUESTED_WITH="XMLHttpRequest")
    assert answer.status_code == 403
    assert answer.json()["address"].startswith(AGAIN)


class TestInPlace:
    """What the admin's script asks."""

    def test_the_seconds_left(self, browser):
        rest(browser, minutes=2)
        assert 170 < browser.get("/tai-khoan/trang-thai/").json()["seconds"] <= 180

    def test_nothing_for_those_who_are_not_asked(self, drafter, sign_in):
        state = sign_in("somau_bc").browser.get("/tai-khoan/trang-thai/").json()
        assert state == {"signed_in": True, "seconds": None}

    def test_a_stranger_learns_that_nobody_is_signed_in(self, client):
        assert client.get("/tai-khoan/trang-thai/").json()["signed_in"] is False
        assert client.post("/tai-khoan/mo-khoa/", {"password": "x"}).json() == {"signed_in": False}

    def test_typing_is_activity(self, browser):
        rest(browser, minutes=4)
        browser.post("/tai-khoan/hoat-dong/")
        assert browser.get("/tai-khoan/trang-thai/").json()["seconds"] > 290

    def test_typing_too_late_is_not(self, browser):
        rest(browser)
        assert browser.post("/tai-khoan/hoat-dong/").status_code in (302, 403)
        assert browser.get("/admin/").status_code == 302

    def test_the_password_opens(self, browser):
        rest(browser)
        assert browser.post("/tai-khoan/mo-khoa/", {"password": "sai"}).json()["error"]
        assert browser.get("/admin/").status_code == 302
        assert "error" not in browser.post("/tai-khoan/mo-khoa/", {"password": PASSWORD}).json()
        assert browser.get("/admin/").status_code == 200

    def test_somebody_elses_password_does_not(self, browser, make_officer):
        other = make_officer(Role.LEADER, "somau_ld_2")
        other.set_password("mat khau cua nguoi khac")
        other.save()
        rest(browser)
        assert browser.post("/tai-khoan/mo-khoa/", {"password": "mat khau cua nguoi khac"}).json()[
            "error"
        ]


def test_a_code_does_not_stand_in_for_the_password(leader, with_app, browser):
    with_app(leader)
    rest(browser)
    browser.post("/tai-khoan/hai-lop/nhap-lai-ma/", {"code": code_now()})
    assert browser.get("/admin/").status_code == 302


def test_the_screens_of_units_are_asked_before_too(browser, unit):
    """A form of this portal's own is held like Wagtail's."""
    rest(browser)
    browser.post("/admin/nguoi-dung/mo/", {"name": "x"})
    assert is_in(browser)
    assert Unit.objects.count() == 1
