"""Units ask for accounts, the province decides, and nothing is done twice."""

import uuid
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document

from accounts import requesting
from accounts.models import AccountRequest, RequestedAccount
from accounts.people import NotAllowed, User
from accounts.request_document import place_of, request_document, superior, writer_of
from audit.models import Action, AuditEvent
from departments.models import Unit
from departments.roles import Role
from departments.staffing import appoint
from tests.factories.accounts import officer
from tests.factories.departments import UnitFactory

pytestmark = pytest.mark.django_db
State = AccountRequest.State


@pytest.fixture
def province():
    return UnitFactory(code="99", name="Tỉnh An Lạc", kind=Unit.Kind.PROVINCE)


@pytest.fixture
def ward(province):
    UnitFactory(code="stp", name="Sở Tư pháp", parent=province)
    return UnitFactory(code="dd", name="Phường Đống Đa", kind=Unit.Kind.WARD, parent=province)


@pytest.fixture
def leader(ward):
    return officer(Role.LEADER, ward, username="dd_ld")


@pytest.fixture
def system():
    return officer(Role.SYSTEM_ADMIN, username="ht")


def row(name="Đặng Thị Đậm", role="bc", **fields):
    fields = {"title": "Công chức", "phone": "0000 000 000", "reason": "Nhân sự mới"} | fields
    return RequestedAccount(full_name=name, role=role, **fields)


def asked(unit, by, *people, kind="grant"):
    request = AccountRequest(kind=kind, unit=unit, addressee="Sở Tư pháp tỉnh An Lạc")
    return requesting.save_request(request, list(people) or [row()], by=by)


def sent(unit, by, *people, **fields):
    request = asked(unit, by, *people, **fields)
    requesting.send(request, by=by)
    request.refresh_from_db()
    return request


def form(unit, *people, **fields):
    rows = {}
    for number, person in enumerate(people):
        rows |= {f"people-{number}-{name}": value for name, value in person.items()}
    return {
        "uuid": str(uuid.uuid4()),
        "unit": unit.pk,
        "addressee": "Sở Tư pháp",
        "people-TOTAL_FORMS": len(people),
        "people-INITIAL_FORMS": 0,
        **rows,
        **fields,
    }


PERSON = {"full_name": "Đặng Thị Đậm", "role": "bc", "reason": "Nhân sự mới"}


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


def test_other_units_do_not_see_a_request(client, ward, leader, province):
    request = sent(ward, leader)
    stranger = officer(Role.LEADER, UnitFactory(name="Phường Khác", parent=province))
    client.force_login(stranger)
    for name in ("request", "request_edit", "request_document"):
        url = reverse(f"people:{name}", args=[request.pk])
        assert client.get(url).status_code in (302, 403, 404)
    listed = client.get(reverse("people:requests")).context["object_list"]
    assert list(listed) == []


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


def test_a_unit_that_is_gone_gets_no_accounts(ward, leader, system):
    request = sent(ward, leader)
    Unit.objects.filter(pk=ward.pk).update(valid_from="2020-01-01", valid_to="2025-07-01")
    request = AccountRequest.objects.get(pk=request.pk)
    with pytest.raises(NotAllowed, match="không còn tồn tại"):
        requesting.approve(request, by=system)


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


def test_the_letter_has_the_form_of_the_annex(ward, leader):
    request = sent(ward, leader, row(email="dam@example.invalid"))
    document = Document(BytesIO(request_document(request)))
    head, table, foot = document.tables
    assert [cell.text.split("\n")[0] for cell in head.rows[0].cells] == [
        "ỦY BAN NHÂN DÂN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    ]
    assert "Độc lập - Tự do - Hạnh phúc" in head.rows[0].cells[1].text
    assert "PHƯỜNG ĐỐNG ĐA(1)" in head.rows[0].cells[0].text
    assert [cell.text for cell in table.rows[0].cells] == [
        "STT",
        "Họ và tên",
        "Chức vụ",
        "Điện thoại",
        "Thư điện tử",
        "Vai trò sử dụng",
        "Lý do cấp mới",
    ]
    assert [cell.text for cell in table.rows[1].cells] == [
        "1",
        "Đặng Thị Đậm",
        "Công chức",
        "0000 000 000",
        "dam@example.invalid",
        "Chuyên viên",
        "Nhân sự mới",
    ]
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Kính gửi: Sở Tư pháp tỉnh An Lạc(2)" in text
    assert "đề nghị Sở Tư pháp tỉnh An Lạc(2) cấp mới tài khoản" in text
    assert "1. Ghi tên cơ quan" in text
    assert "2. Ghi Sở Tư pháp" in text
    assert foot.rows[0].cells[0].text.startswith("Nơi nhận:")
    assert "THỦ TRƯỞNG" in foot.rows[0].cells[1].text
    assert document.styles["Normal"].font.name == "Times New Roman"
    assert document.sections[0].page_width.cm == pytest.approx(21, abs=0.01)
    raised = {run.text for part in document.paragraphs for run in part.runs if run.font.superscript}
    assert raised == {"(1)", "(2)"}
    assert "người dùng của Ủy ban nhân dân phường Đống Đa(1)" in text


def test_the_letter_names_the_body_above_the_writer(province, ward):
    office = UnitFactory(name="Sở Xây dựng", parent=province)
    assert (superior(office), writer_of(office)) == ("Ủy ban nhân dân tỉnh An Lạc", "Sở Xây dựng")
    centre = UnitFactory(name="Trung tâm", parent=office)
    assert superior(centre) == "Sở Xây dựng"
    assert superior(UnitFactory(name="Sở Mồ côi")) == ""


def test_the_letter_is_dated_where_the_unit_is(province, ward):
    assert place_of(ward) == "Đống Đa"
    assert place_of(UnitFactory(name="Sở Xây dựng", parent=province)) == "An Lạc"
    assert place_of(UnitFactory(name="Sở Mồ côi")) == "………."


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
