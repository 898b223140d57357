"""The province decides once, on what others asked."""

import uuid

import pytest
from django.urls import reverse

from accounts import requesting
from accounts.models import AccountRequest
from accounts.people import NotAllowed, User
from departments.models import Unit
from departments.roles import Role
from departments.staffing import appoint
from tests.accounts.requests.building import PERSON, form, row, sent
from tests.factories.accounts import officer

pytestmark = pytest.mark.django_db
State = AccountRequest.State


def test_an_approval_opens_accounts_by_the_rule_and_shows_each_password_once(
    client, ward, leader, system
):
    request = sent(ward, leader, row(), row("Trần Văn Ân"))
    client.force_login(system)
    response = client.post(reverse("people:request", args=[request.pk]), {"action": "approve"})
    rows = response.context["rows"]
    assert [user.username for user, _password in rows] == [
        "phuongdongda_tal_bc",
        "phuongdongda_tal_bc_antv",
    ]
    assert "no-store" in response["Cache-Control"]
    for user, password in rows:
        assert User.objects.get(pk=user.pk).check_password(password)
        assert password in response.content.decode()
        assert user.appointments.get().unit == ward
    again = client.post(reverse("people:request", args=[request.pk]), {"action": "approve"})
    assert again.status_code == 302
    page = client.get(reverse("people:request", args=[request.pk])).content.decode()
    assert "Đã duyệt" in page
    assert not any(password in page for _user, password in rows)
    assert User.objects.filter(username__startswith="phuongdongda").count() == 2


def test_an_approval_is_whole_or_not_at_all(ward, leader, system, monkeypatch):
    request = sent(ward, leader, row(), row("Trần Văn Ân"))
    real, calls = requesting.open_account, []

    def fails_at_the_second(**fields):
        calls.append(fields)
        if len(calls) == 2:
            raise OSError("full disk")
        return real(**fields)

    monkeypatch.setattr(requesting, "open_account", fails_at_the_second)
    with pytest.raises(OSError, match="full disk"):
        requesting.approve(request, by=system)
    request.refresh_from_db()
    assert request.state == State.SENT
    assert not User.objects.filter(username__startswith="phuongdongda").exists()


def test_nobody_decides_on_their_own_request(client, ward, system):
    request = sent(ward, system)
    with pytest.raises(NotAllowed, match="không tự quyết định"):
        requesting.approve(request, by=system)
    client.force_login(system)
    url = reverse("people:request", args=[request.pk])
    assert 'value="approve"' not in client.get(url).content.decode()
    client.post(url, {"action": "approve"})
    request.refresh_from_db()
    assert request.state == State.SENT
    other = officer(Role.SYSTEM_ADMIN)
    assert len(requesting.approve(request, by=other).opened) == 1


def test_only_the_province_decides(client, ward, leader):
    colleague = officer(Role.UNIT_ADMIN, ward)
    request = sent(ward, leader)
    client.force_login(colleague)
    for action in ("approve", "return", "refuse"):
        client.post(reverse("people:request", args=[request.pk]), {"action": action, "reason": "x"})
    request.refresh_from_db()
    assert request.state == State.SENT


def test_a_returned_request_says_why_is_mended_and_sent_again(client, ward, leader, system):
    request = sent(ward, leader)
    url = reverse("people:request", args=[request.pk])
    client.force_login(system)
    assert client.post(url, {"action": "return", "reason": " "}).status_code == 422
    client.post(url, {"action": "return", "reason": "Thiếu chức vụ"})
    request.refresh_from_db()
    assert (request.state, request.decision_reason) == (State.RETURNED, "Thiếu chức vụ")

    client.force_login(leader)
    assert "Thiếu chức vụ" in client.get(url).content.decode()
    mended = form(ward, PERSON | {"title": "Công chức"}, send="1", uuid=str(request.uuid))
    client.post(reverse("people:request_edit", args=[request.pk]), mended)
    request.refresh_from_db()
    assert request.state == State.SENT
    assert request.people.get().title == "Công chức"


@pytest.mark.parametrize("end", ["approve", "refuse"])
def test_a_decided_request_is_neither_edited_nor_decided_again(client, ward, leader, system, end):
    request = sent(ward, leader)
    getattr(requesting, end)(request, by=system, reason="x")
    other = officer(Role.SYSTEM_ADMIN)
    for step in (requesting.approve, requesting.refuse, requesting.return_):
        with pytest.raises(NotAllowed, match="trạng thái"):
            step(request, by=other, reason="x")
    client.force_login(leader)
    edit = reverse("people:request_edit", args=[request.pk])
    client.post(edit, form(ward, PERSON | {"full_name": "Kẻ Khác"}, send="1"))
    assert request.people.get().full_name == "Đặng Thị Đậm"


def test_withdrawal_ends_roles_and_closes_accounts_without_any(client, ward, leader, system):
    one, two = officer(Role.DRAFTER, ward, username="dd_bc"), officer(Role.DRAFTER, ward)
    appoint(two, Role.CHECKER, ward)
    client.force_login(leader)
    drafting = [user.appointments.get(role="bc").pk for user in (one, two)]
    data = {
        "uuid": str(uuid.uuid4()),
        "unit": ward.pk,
        "addressee": "Sở Tư pháp",
        "appointments": drafting,
        "reason": "Chuyển công tác",
        "send": "1",
    }
    assert client.post(reverse("people:ask_back"), data).status_code == 302
    request = AccountRequest.objects.get()
    decision = requesting.approve(request, by=system)
    assert len(decision.ended) == 2
    assert decision.closed == [one]
    one.refresh_from_db()
    two.refresh_from_db()
    assert not one.is_active
    assert two.is_active


def test_a_unit_that_is_gone_gets_no_accounts(ward, leader, system):
    request = sent(ward, leader)
    Unit.objects.filter(pk=ward.pk).update(valid_from="2020-01-01", valid_to="2025-07-01")
    request = AccountRequest.objects.get(pk=request.pk)
    with pytest.raises(NotAllowed, match="không còn tồn tại"):
        requesting.approve(request, by=system)
