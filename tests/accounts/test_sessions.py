"""Where somebody is signed in, and how it ends."""

import pytest
from allauth.usersessions.models import UserSession

from accounts.closing import close_account, reopen_account
from accounts.sessions import device_name, end_sessions
from audit.models import Action, AuditEvent
from departments.models import Appointment
from departments.roles import Role
from departments.staffing import appoint, end_appointment

pytestmark = pytest.mark.django_db
PAGE, END = "/tai-khoan/phien/", "/tai-khoan/phien/ket-thuc/"
CHROME = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML) Chrome/140.0 Safari/537.36"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1"


@pytest.fixture
def two(drafter, sign_in):
    """Two browsers of one person."""
    first = sign_in("somau_bc").browser
    return first, sign_in("somau_bc", network="198.51.100.20").browser


def test_each_browser_is_listed_with_its_network_and_this_one_first(two):
    page = two[1].get(PAGE)
    listed = page.context["sessions"]
    assert [session.network for session in listed] == ["198.51.100.20", "203.0.113.7"]
    assert [session.is_this_one for session in listed] == [True, False]


def test_one_session_is_ended(two):
    first, second = two
    other = next(s for s in second.get(PAGE).context["sessions"] if not s.is_this_one)
    second.post(END, {"session": other.pk})
    assert first.get(PAGE).status_code == 302
    assert second.get(PAGE).status_code == 200
    assert AuditEvent.objects.filter(action=Action.SESSION_ENDED).exists()


def test_all_others_are_ended(two, sign_in):
    third = sign_in("somau_bc").browser
    third.post(END)
    assert [browser.get(PAGE).status_code for browser in (*two, third)] == [302, 302, 200]


@pytest.mark.parametrize("said", ["", "0", "-1", "x", "9" * 40, "1 OR 1=1"])
def test_a_forged_number_ends_nobody_elses_session(two, make_officer, sign_in, said):
    make_officer(username="nguoi_khac")
    stranger = sign_in("nguoi_khac").browser
    stranger.post(END, {"session": said})
    mine = UserSession.objects.filter(user__username="somau_bc").first().pk
    stranger.post(END, {"session": mine})
    assert [browser.get(PAGE).status_code for browser in two] == [200, 200]


def test_a_closed_account_is_out_at_once(two, drafter):
    close_account(drafter, reason="Nghỉ việc")
    assert [browser.get(PAGE).status_code for browser in two] == [302, 302]
    reopen_account(drafter)
    assert [browser.get(PAGE).status_code for browser in two] == [302, 302]


def test_closing_twice_is_closing_once(drafter):
    assert close_account(drafter, reason="Nghỉ việc")
    assert not close_account(drafter, reason="Lý do khác")
    assert drafter.profile.disabled_reason == "Nghỉ việc"


def test_a_role_that_is_given_ends_the_session(two, drafter, unit):
    appoint(drafter, Role.CHECKER, unit)
    answer = two[0].get("/admin/")
    assert answer["Location"].startswith("/tai-khoan/dang-nhap/")
    assert "vừa thay đổi" in two[0].get(answer["Location"]).content.decode()
    assert two[1].get("/admin/")["Location"].startswith("/tai-khoan/dang-nhap/")


def test_a_role_that_is_taken_ends_the_session(two, drafter):
    end_appointment(Appointment.objects.get(user=drafter))
    assert two[0].get("/admin/")["Location"].startswith("/tai-khoan/dang-nhap/")


def test_what_was_being_sent_survives_the_change_of_roles(two, drafter, unit, sign_in):
    appoint(drafter, Role.CHECKER, unit)
    asked = two[0].post("/admin/account/", {"title": "Bản nháp"})
    held = asked["Location"].partition("next=")[2].replace("%2F", "/")
    assert held.startswith("/tai-khoan/dang-giu/")
    sign_in("somau_bc", client=two[0])
    assert "Bản nháp" in two[0].get(held).content.decode()


def test_somebody_else_ends_sessions_and_is_named(two, drafter, leader):
    assert end_sessions(drafter, by=leader) == 2
    assert AuditEvent.objects.get(action=Action.SESSION_ENDED).actor_id == leader.pk


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (CHROME, "Chrome trên Windows"),
        (CHROME + " Edg/140.0", "Edge trên Windows"),
        (PHONE, "Safari trên iPhone"),
        ("curl/8", "Thiết bị không rõ"),
        ("", "Thiết bị không rõ"),
        ("<script>", "Thiết bị không rõ"),
    ],
)
def test_devices_have_names(user_agent, name):
    assert device_name(user_agent) == name
