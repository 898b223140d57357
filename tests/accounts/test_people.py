"""Nobody administers themselves, gives what they may not give, or reaches somebody mightier."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts import people
from accounts.models import Profile
from accounts.opening import code_of, open_account
from audit.models import Action, AuditEvent
from departments.models import Appointment
from departments.roles import Role
from departments.staffing import appoint
from tests.factories.accounts import UserFactory, officer
from tests.factories.departments import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def units():
    justice = UnitFactory(code="stp", name="Sở Tư pháp", account_code="sotuphap")
    centre = UnitFactory(code="tgpl", name="Trung tâm Trợ giúp pháp lý", parent=justice)
    return {"stp": justice, "tgpl": centre, "dd": UnitFactory(code="dd", name="Phường Đống Đa")}


@pytest.fixture
def system(units):
    return officer(Role.SYSTEM_ADMIN, username="ht1")


@pytest.fixture
def admin(units):
    return officer(Role.UNIT_ADMIN, units["stp"], username="stp_admin")


def url(name, person, *more):
    return reverse(f"people:{name}", args=[person.pk, *more])


def roles(person):
    return sorted(person.appointments.open().values_list("role", "unit__code"))


def test_an_account_is_named_by_the_rule_and_must_change_its_password(units, system):
    opened = open_account(
        full_name="Nguyễn Mạnh Dũng", role=Role.DRAFTER, unit=units["stp"], title="Chuyên viên"
    )
    again = open_account(full_name="Đặng Thị Đậm", role=Role.DRAFTER, unit=units["stp"])
    assert opened.user.username == "sotuphap_bc"
    assert again.user.username == "sotuphap_bc_damdt"
    assert again.user.get_full_name() == "Đặng Thị Đậm"
    assert opened.user.check_password(opened.password)
    assert Profile.objects.of(opened.user).must_change_password
    assert opened.password not in str(list(AuditEvent.objects.values()))


def test_the_name_of_somebody_who_left_is_not_given_again(units):
    first = open_account(full_name="A", role=Role.LEADER, unit=units["stp"]).user
    first.is_active = False
    first.save()
    second = open_account(full_name="Trần Bình", role=Role.LEADER, unit=units["stp"]).user
    assert second.username == "sotuphap_ld_binht"


def test_the_code_of_a_unit_stays_when_the_unit_is_renamed():
    unit = UnitFactory(name="Xã Bộc Bố", kind="commune")
    assert code_of(unit) == "xabocbo"
    unit.name = "Xã Khác"
    unit.save()
    assert code_of(unit) == "xabocbo"
    assert code_of(UnitFactory(code="27694", name="Xã Bộc Bố", kind="commune")) == "xabocbo27694"


def test_a_unit_administrator_sees_the_unit_and_below_only(units, admin, system):
    inside = [officer(Role.DRAFTER, units["stp"]), officer(Role.LEADER, units["tgpl"])]
    outside = officer(Role.DRAFTER, units["dd"])
    seen = set(people.visible_people(admin))
    assert seen == {admin, *inside}
    assert outside in people.visible_people(system)


def test_a_role_is_given_once_however_often_it_is_asked_for(client, units, admin):
    person = officer(Role.DRAFTER, units["stp"])
    client.force_login(admin)
    form = {"role": "kt", "unit": units["stp"].pk, "reason": "Quyết định 1"}
    for _ in range(2):
        assert client.post(url("give_role", person), form).status_code == 302
    assert roles(person) == [("bc", "stp"), ("kt", "stp")]
    assert AuditEvent.objects.filter(action=Action.ROLE_GIVEN, actor_id=admin.pk).count() == 1


@pytest.mark.parametrize(
    ("role", "unit"),
    [("ht", None), ("bt", None), ("kiemtoan", None), ("ld", "dd"), ("admin", "dd"), ("x", "stp")],
)
def test_a_forged_role_or_unit_is_refused(client, units, admin, role, unit):
    person = officer(Role.DRAFTER, units["stp"])
    client.force_login(admin)
    form = {"role": role, "unit": units[unit].pk if unit else "", "reason": "x"}
    assert client.post(url("give_role", person), form).status_code == 422
    assert roles(person) == [("bc", "stp")]


def test_the_use_case_refuses_what_a_form_would_have_let_through(units, admin):
    person = officer(Role.DRAFTER, units["stp"])
    with pytest.raises(people.NotAllowed):
        people.give_role(person, Role.SYSTEM_ADMIN, None, by=admin, reason="x")
    with pytest.raises(people.NotAllowed):
        people.give_role(person, Role.LEADER, units["dd"], by=admin, reason="x")


@pytest.mark.parametrize("name", ["give_role", "edit", "disable", "password", "sign_out"])
def test_nobody_administers_themselves(client, units, admin, system, name):
    for user in (admin, system):
        client.force_login(user)
        response = client.post(url(name, user), {"reason": "x", "role": "ld"})
        assert response.status_code in (302, 403)
    assert roles(admin) == [("admin", "stp")]
    with pytest.raises(people.NotAllowed, match="không tự thay đổi"):
        people.give_role(system, Role.AUDITOR, None, by=system, reason="x")


def test_somebody_mightier_or_from_elsewhere_is_out_of_reach(client, units, admin, system):
    appoint(system, Role.DRAFTER, units["stp"])
    elsewhere = officer(Role.DRAFTER, units["stp"])
    appoint(elsewhere, Role.LEADER, units["dd"])
    superuser = UserFactory(is_superuser=True)
    appoint(superuser, Role.DRAFTER, units["stp"])
    stranger = officer(Role.DRAFTER, units["dd"])
    client.force_login(admin)
    for person in (system, elsewhere, superuser, stranger):
        assert not people.may_administer(admin, person)
        before = person.password
        response = client.post(url("password", person), {"reason": "x"})
        assert response.status_code in (302, 403, 404)
        person.refresh_from_db()
        assert person.password == before


def test_the_role_of_another_person_is_not_withdrawn_through_a_forged_address(client, units, admin):
    mine, other = officer(Role.DRAFTER, units["stp"]), officer(Role.DRAFTER, units["dd"])
    client.force_login(admin)
    foreign = other.appointments.get()
    assert client.post(url("withdraw_role", mine, foreign.pk), {"reason": "x"}).status_code == 404
    foreign.refresh_from_db()
    assert foreign.ends_on is None


def test_a_role_is_withdrawn_once_with_a_reason(client, units, admin):
    person = officer(Role.DRAFTER, units["tgpl"])
    address = url("withdraw_role", person, person.appointments.get().pk)
    client.force_login(admin)
    assert client.post(address, {"reason": ""}).status_code == 422
    assert roles(person) == [("bc", "tgpl")]
    for _ in range(2):
        client.post(address, {"reason": "Chuyển công tác"})
    assert roles(person) == []
    event = AuditEvent.objects.get(action=Action.ROLE_ENDED)
    assert (event.unit_code, event.detail["reason"]) == ("tgpl", "Chuyển công tác")


def test_the_last_system_administrator_stays(units, system):
    other = officer(Role.SYSTEM_ADMIN, username="ht2")
    people.withdraw_role(system.appointments.get(), by=other, reason="x")
    superuser = UserFactory(is_superuser=True)
    with pytest.raises(people.NotAllowed, match="cuối cùng"):
        people.withdraw_role(other.appointments.get(), by=superuser, reason="x")
    with pytest.raises(people.NotAllowed, match="cuối cùng"):
        people.disable(other, by=superuser, reason="x")
    assert Appointment.objects.open().filter(role=Role.SYSTEM_ADMIN).count() == 1


def test_a_disabled_administrator_is_none(units, system):
    other = officer(Role.SYSTEM_ADMIN)
    people.disable(other, by=system, reason="x")
    with pytest.raises(people.NotAllowed, match="cuối cùng"):
        people.disable(system, by=UserFactory(is_superuser=True), reason="x")


def test_a_disabled_account_gets_no_role_and_is_opened_again(client, units, admin):
    person = officer(Role.DRAFTER, units["stp"])
    client.force_login(admin)
    client.post(url("disable", person), {"reason": "Nghỉ dài ngày"})
    person.refresh_from_db()
    assert not person.is_active
    assert client.post(
        url("give_role", person), {"role": "kt", "unit": units["stp"].pk, "reason": "x"}
    )
    assert roles(person) == [("bc", "stp")]
    client.post(url("enable", person), {"reason": "Đi làm lại"})
    person.refresh_from_db()
    assert person.is_active


def test_a_one_time_password_is_shown_once_and_kept_by_no_cache(client, units, admin):
    person = officer(Role.DRAFTER, units["stp"])
    client.force_login(admin)
    response = client.post(url("password", person), {"reason": "Quên mật khẩu"})
    password = response.context["rows"][0][1]
    assert password in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    person.refresh_from_db()
    assert person.check_password(password)
    assert Profile.objects.get(user=person).must_change_password
    assert password not in client.get(url("person", person)).content.decode()
    assert password not in str(list(AuditEvent.objects.values()))


def test_only_the_province_opens_accounts_and_a_second_click_opens_none(
    client, units, admin, system
):
    address = reverse("people:open")
    client.force_login(admin)
    assert client.get(address).status_code in (302, 403)
    client.force_login(system)
    key = client.get(address).context["form"]["key"].value()
    form = {
        "key": key,
        "full_name": "Đặng Thị Đậm",
        "email": "dam@example.invalid",
        "role": "bc",
        "unit": units["dd"].pk,
        "reason": "Quyết định 2",
    }
    first = client.post(address, form)
    assert "phuongdongda_bc" in first.content.decode()
    form["email"] = ""
    assert client.post(address, form).status_code == 302
    assert people.User.objects.filter(username__startswith="phuongdongda_bc").count() == 1


def test_one_address_is_one_person(client, units, system):
    officer(Role.DRAFTER, units["stp"], email="dam@example.invalid", username="cu")
    client.force_login(system)
    response = client.post(reverse("people:open"), {"email": "DAM@example.invalid"})
    assert "Mỗi người chỉ có một tài khoản" in response.content.decode()


@pytest.mark.parametrize("words", ["đậm", "dam", "da\u0323\u0302m", "STP_BC", "dang thi"])
def test_people_are_found_with_and_without_diacritics(client, units, admin, words):
    officer(Role.DRAFTER, units["stp"], username="stp_bc", first_name="Đặng Thị Đậm")
    officer(Role.DRAFTER, units["stp"], username="khac", first_name="")
    client.force_login(admin)
    found = client.get(reverse("people:list"), {"q": words}).context["object_list"]
    assert [person.username for person in found] == ["stp_bc"]


def test_the_list_is_filtered_and_takes_a_fixed_number_of_queries(client, units, admin):
    def queries(**filters):
        with CaptureQueriesContext(connection) as captured:
            response = client.get(reverse("people:list"), filters)
        return len(captured), [person.username for person in response.context["object_list"]]

    officer(Role.CHECKER, units["tgpl"], username="kiemtra")
    client.force_login(admin)
    queries()
    few, _found = queries()
    for _ in range(30):
        officer(Role.DRAFTER, units["stp"])
    assert queries()[0] == few <= 20
    assert queries(unit=units["tgpl"].pk)[1] == ["kiemtra"]
    assert queries(role="kt", state="new", second_factor="no")[1] == ["kiemtra"]
    assert queries(second_factor="yes")[1] == []
    assert queries(state="disabled")[1] == []


def test_others_do_not_see_the_list(client, units):
    for role in (Role.DRAFTER, Role.CHECKER):
        client.force_login(officer(role, units["stp"]))
        assert client.get(reverse("people:list")).status_code in (302, 403)


def test_a_leader_and_an_auditor_look_but_change_nothing(client, units, system):
    person = officer(Role.DRAFTER, units["stp"])
    for role, unit in ((Role.LEADER, units["stp"]), (Role.AUDITOR, None)):
        client.force_login(officer(role, unit))
        page = client.get(url("person", person))
        assert page.status_code == 200
        assert url("give_role", person) not in page.content.decode()
        for name in ("give_role", "edit", "disable", "password"):
            assert client.post(url(name, person), {"reason": "x"}).status_code in (302, 403)
    assert roles(person) == [("bc", "stp")]


def test_who_a_person_is_is_corrected_and_the_log_says_what_not_how(client, units, admin):
    person = officer(Role.DRAFTER, units["stp"])
    client.force_login(admin)
    form = {"full_name": "Đặng  Thị Đậm", "title": "Chuyên viên", "phone": "0000", "email": ""}
    client.post(url("edit", person), form | {"external_id": "chiem-doat"})
    person.refresh_from_db()
    assert person.get_full_name() == "Đặng Thị Đậm"
    assert Profile.objects.get(user=person).external_id is None
    event = AuditEvent.objects.get(action=Action.CHANGED)
    assert "điện thoại" in event.detail["fields"]
    assert "0000" not in str(event.detail)


def test_the_page_of_a_person_takes_a_fixed_number_of_queries(client, units, admin):
    person = officer(Role.DRAFTER, units["stp"])
    client.force_login(admin)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url("person", person)).status_code == 200
        return len(captured)

    queries()
    few = queries()
    for unit in (units["stp"], units["tgpl"]):
        for role in (Role.CHECKER, Role.LEADER, Role.UNIT_ADMIN):
            appoint(person, role, unit, by=admin)
    assert queries() == few <= 24
