"""Guessing passwords and codes."""

import threading
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import RequestFactory
from django.utils import timezone

from accounts.locking import Door, LockedError, Try
from audit.models import Action, AuditEvent

from .conftest import PASSWORD, code_now, is_in

pytestmark = pytest.mark.django_db
HOME, AWAY, ELSEWHERE = "203.0.113.7", "198.51.100.20", "192.0.2.55"


def fail(sign_in, times, name="somau_bc", **more):
    for _ in range(times):
        last = sign_in(name, "doan mo", **more)
    return last.content.decode()


def test_five_failures_lock_for_a_quarter_of_an_hour(drafter, sign_in):
    assert "chưa đúng" in fail(sign_in, 5)
    answer = sign_in("somau_bc", PASSWORD)
    assert not is_in(answer.browser)
    assert "thử lại sau 15 phút" in answer.content.decode()
    assert AuditEvent.objects.get(action=Action.LOCKED).detail["minutes"] == 15


def test_four_failures_do_not_lock_and_are_forgotten(drafter, sign_in):
    fail(sign_in, 4)
    assert is_in(sign_in("somau_bc").browser)
    fail(sign_in, 4)
    assert is_in(sign_in("somau_bc").browser)


def test_the_lock_opens_by_itself(drafter, sign_in, monkeypatch):
    fail(sign_in, 5)
    later = timezone.now() + timedelta(minutes=15, seconds=1)
    monkeypatch.setattr("accounts.locking.timezone.now", lambda: later)
    cache.clear()  # what has expired by then
    assert is_in(sign_in("somau_bc").browser)


def test_variants_of_a_name_share_their_failures(drafter, sign_in):
    for name in ("somau_bc", "SOMAU_BC", " Somau_Bc", "ｓｏｍａｕ_ｂｃ", "soMau_bc "):
        sign_in(name, "doan mo")
    assert not is_in(sign_in("somau_bc").browser)


def test_many_networks_do_not_mean_many_guesses(drafter, sign_in):
    for number in range(5):
        sign_in("somau_bc", "doan mo", network=f"198.51.100.{number}")
    assert not is_in(sign_in("somau_bc", network=ELSEWHERE).browser)


def test_a_stranger_does_not_lock_the_owner_out_of_the_office(drafter, sign_in):
    sign_in("somau_bc", network=HOME)
    fail(sign_in, 9, network=AWAY)
    assert not is_in(sign_in("somau_bc", network=ELSEWHERE).browser)
    assert is_in(sign_in("somau_bc", network=HOME).browser)


def test_a_network_that_was_known_long_ago_is_not_known(drafter, sign_in, monkeypatch):
    sign_in("somau_bc", network=HOME)
    monkeypatch.setattr("accounts.locking.KNOWN_FOR", timedelta())
    fail(sign_in, 5, network=AWAY)
    assert not is_in(sign_in("somau_bc", network=HOME).browser)


def test_one_network_does_not_try_the_whole_province(make_officer, sign_in):
    for number in range(30):
        sign_in(f"nguoi_{number}", "doan mo", network=AWAY)
    make_officer(username="nguoi_moi")
    assert not is_in(sign_in("nguoi_moi", network=AWAY).browser)
    assert is_in(sign_in("nguoi_moi", network=HOME).browser)


def test_unknown_names_are_locked_like_known_ones(drafter, sign_in):
    known = fail(sign_in, 6)
    unknown = fail(sign_in, 6, name="khong_co", network=ELSEWHERE)
    assert "thử lại sau 15 phút" in known
    assert "thử lại sau 15 phút" in unknown


def test_what_a_visitor_claims_to_be_his_network_does_not_help(drafter, sign_in):
    for number in range(5):
        sign_in("somau_bc", "doan mo", network=f"10.0.0.{number}, {AWAY}")
    assert not is_in(sign_in("somau_bc", network=AWAY).browser)


def test_the_password_asked_for_again_is_counted_too(drafter, sign_in):
    browser = sign_in("somau_bc").browser
    for _ in range(5):
        browser.post("/tai-khoan/nhap-lai-mat-khau/", {"password": "doan mo"})
    page = browser.post("/tai-khoan/nhap-lai-mat-khau/", {"password": PASSWORD})
    assert "thử lại sau" in page.content.decode()
    said = browser.post("/tai-khoan/mo-khoa/", {"password": PASSWORD}).json()
    assert "thử lại sau" in said["error"]


@pytest.mark.parametrize("last", ["code", "recovery"])
def test_codes_cannot_be_tried_out(leader, with_app, sign_in, last):
    app = with_app(leader)
    browser = sign_in("somau_ld").browser
    for number in range(5):
        browser.post("/tai-khoan/hai-lop/nhap-ma/", {"code": f"{number:08}"})
    codes = type(app).objects.get(user=leader, type="recovery_codes").wrap().get_unused_codes()
    right = code_now() if last == "code" else codes[0]
    page = browser.post("/tai-khoan/hai-lop/nhap-ma/", {"code": right})
    assert not is_in(browser)
    assert "thử lại sau" in page.content.decode()
    fresh = sign_in("somau_ld").browser
    fresh.post("/tai-khoan/hai-lop/nhap-ma/", {"code": right})
    assert not is_in(fresh)


def test_tries_at_the_same_moment_do_not_share_a_place(db):
    request = RequestFactory().get("/", HTTP_X_FORWARDED_FOR=AWAY)
    attempts = [Try(request, "password", "ai_do") for _ in range(40)]
    began = []

    def begin(attempt):
        try:
            attempt.begin()
            began.append(attempt)
        except LockedError:
            pass

    threads = [threading.Thread(target=begin, args=[attempt]) for attempt in attempts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(began) == 5


def test_neither_names_nor_networks_stand_in_the_cache():
    door = Door(f"password somau_bc {HOME}", 5)
    assert "somau_bc" not in door.key
    assert HOME not in door.key
