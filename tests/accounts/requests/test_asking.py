"""Units ask for accounts, in words that are checked, and nothing is asked twice."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AccountRequest, RequestedAccount
from accounts.people import NotAllowed
from audit.models import Action, AuditEvent
from departments.roles import Role
from tests.accounts.requests.building import PERSON, asked, form, sent
from tests.factories.accounts import officer
from tests.factories.departments import UnitFactory

pytestmark = pytest.mark.django_db
State = AccountRequest.State


def test_a_leader_asks_for_several_people_and_a_second_click_asks_once(client, ward, leader):
    client.force_login(leader)
    second = PERSON | {"full_name": "Trần Văn Ân", "role": "ld", "email": "an@example.invalid"}
    data = form(ward, PERSON, second, send="1")
    for _ in range(2):
        assert client.post(reverse("people:ask"), data).status_code == 302
    request = AccountRequest.objects.get()
    assert request.state == State.SENT
    assert [person.full_name for person in request.people.all()] == ["Đặng Thị Đậm", "Trần Văn Ân"]
    assert AuditEvent.objects.filter(action=Action.SUBMITTED).count() == 1


def test_a_row_more_is_given_without_scripts_and_nothing_typed_is_lost(client, ward, leader):
    client.force_login(leader)
    data = form(ward, PERSON, add="1", number="15/UBND")
    response = client.post(reverse("people:ask"), data)
    page = response.content.decode()
    assert len(response.context["formset"].forms) == 2
    assert "Đặng Thị Đậm" in page
    assert "15/UBND" in page
    assert "error-message" not in page
    assert not AccountRequest.objects.exists()


def test_decomposed_names_are_composed(client, ward, leader):
    client.force_login(leader)
    name = "Đặng Thị Đậm".replace("ậ", "a\u0323\u0302")
    client.post(reverse("people:ask"), form(ward, PERSON | {"full_name": name}, save="1"))
    assert RequestedAccount.objects.get().full_name == "Đặng Thị Đậm"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"role": "ht"}, "ht"),
        ({"role": ""}, "bắt buộc"),
        ({"full_name": "123"}, "bằng chữ"),
        ({"phone": "<script>"}, "Chỉ ghi số"),
        ({"email": "dd@example.invalid"}, "đã có tài khoản dd_ld"),
        ({"reason": ""}, "bắt buộc"),
    ],
    ids=["forged-role", "no-role", "no-name", "phone", "known-address", "no-reason"],
)
def test_bad_rows_are_answered_in_words(client, ward, leader, change, words):
    leader.email = "dd@example.invalid"
    leader.save()
    client.force_login(leader)
    response = client.post(reverse("people:ask"), form(ward, PERSON | change, send="1"))
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not AccountRequest.objects.exists()


def test_the_same_person_twice_and_nobody_at_all_are_refused(client, ward, leader):
    client.force_login(leader)
    twice = form(ward, PERSON, PERSON | {"full_name": "đặng thị đậm"}, send="1")
    assert "hai dòng cùng vai trò" in client.post(reverse("people:ask"), twice).content.decode()
    assert client.post(reverse("people:ask"), form(ward, {}, send="1")).status_code == 422
    assert not AccountRequest.objects.exists()


def test_a_forged_unit_is_refused(client, ward, leader):
    other = UnitFactory(name="Phường Khác")
    client.force_login(leader)
    assert client.post(reverse("people:ask"), form(other, PERSON, send="1")).status_code == 422
    with pytest.raises(NotAllowed):
        asked(other, leader)


@pytest.mark.parametrize("key", ["²", "x", "9" * 25])
def test_a_unit_that_is_no_number_is_no_error(client, ward, leader, key):
    client.force_login(leader)
    address = reverse("people:ask_back")
    assert client.get(address, {"unit": key}).status_code in (200, 404)
    rows = {"add": "1", "people-TOTAL_FORMS": key}
    assert client.post(reverse("people:ask"), rows).status_code == 200


def test_the_role_of_another_unit_or_of_oneself_is_not_asked_back(client, ward, leader, province):
    other = officer(Role.DRAFTER, UnitFactory(name="Phường Khác", parent=province))
    client.force_login(leader)
    for appointment in (other.appointments.get(), leader.appointments.get()):
        data = {
            "uuid": str(uuid.uuid4()),
            "unit": ward.pk,
            "addressee": "Sở Tư pháp",
            "appointments": [appointment.pk],
            "reason": "x",
            "send": "1",
        }
        assert client.post(reverse("people:ask_back"), data).status_code == 422
    assert not AccountRequest.objects.exists()


def test_other_units_do_not_see_a_request(client, ward, leader, province):
    request = sent(ward, leader)
    stranger = officer(Role.LEADER, UnitFactory(name="Phường Khác", parent=province))
    client.force_login(stranger)
    for name in ("request", "request_edit", "request_document"):
        url = reverse(f"people:{name}", args=[request.pk])
        assert client.get(url).status_code in (302, 403, 404)
    listed = client.get(reverse("people:requests")).context["object_list"]
    assert list(listed) == []


def test_the_list_takes_a_fixed_number_of_queries(client, ward, leader, system):
    client.force_login(system)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("people:requests"))
        return len(captured)

    sent(ward, leader)
    queries()
    few = queries()
    for _ in range(20):
        sent(ward, leader)
    assert queries() == few <= 20


def test_reading_and_taking_out_a_request_of_others_is_logged(client, ward, leader, system):
    request = sent(ward, leader)
    url = reverse("people:request", args=[request.pk])
    client.force_login(leader)
    client.get(url)
    assert not AuditEvent.objects.filter(action=Action.PERSONAL_DATA_READ).exists()
    client.force_login(system)
    client.get(url)
    event = AuditEvent.objects.get(action=Action.PERSONAL_DATA_READ)
    assert (event.actor_id, event.object_id) == (system.pk, str(request.pk))
    client.get(reverse("people:request_document", args=[request.pk]))
    assert AuditEvent.objects.get(action=Action.EXPORTED).actor_id == system.pk
