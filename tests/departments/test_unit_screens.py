"""The screens about units in the admin: the tree, one unit, events in two steps, contacts."""

import uuid
from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.models import Action, AuditEvent
from departments.models import Unit, UnitEvent
from departments.provisioning import create_department
from departments.roles import Role
from departments.staffing import appoint
from tests.factories.departments import UnitFactory
from tests.factories.home import site_home
from tests.factories.news import NewsPageFactory

pytestmark = pytest.mark.django_db

DAY = date(2026, 3, 1)
TREE = "/admin/don-vi/"


@pytest.fixture
def signed_in(client):
    def sign_in(role, unit=None):
        user = get_user_model().objects.create_user(f"nguoi.{role}")
        appoint(user, role, unit)
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def admin(signed_in):
    return signed_in(Role.SYSTEM_ADMIN)


def unit(code, **fields):
    return UnitFactory(code=code, name=fields.pop("name", code.upper()), **fields)


def page(client, address, **params):
    response = client.get(address, params)
    assert response.status_code == 200, response
    return response.content.decode()


def address(unit, name="departments_unit", **kwargs):
    return reverse(name, kwargs={"pk": unit.pk, **kwargs})


def event_address(unit, kind):
    return address(unit, "departments_unit_event", kind=kind)


def sent(step="preview", **fields):
    return {
        "happened_on": "2026-03-01",
        "legal_basis": "12/NQ-HĐND",
        "form_key": str(uuid.uuid4()),
        "step": step,
        **fields,
    }


def test_the_tree_is_walked_a_level_at_a_time(admin):
    top = unit("tinh")
    unit("so", parent=top, name="Sở Mẫu Một")
    unit("cu", parent=top, name="Sở Đã Hết", valid_to=DAY)
    html = page(admin, TREE)
    assert "TINH" in html
    assert "Sở Mẫu Một" not in html
    assert "1 đơn vị" in html
    below = page(admin, TREE, cha=top.pk)
    assert "Sở Mẫu Một" in below
    assert "Sở Đã Hết" not in below
    assert "Sở Đã Hết" in page(admin, TREE, cha=top.pk, ngay="2026-02-28")


@pytest.mark.parametrize(
    "params", [{"cha": "9" * 30}, {"cha": "x"}, {"p": "abc"}, {"ngay": "hôm qua"}, {"q": "\0"}]
)
def test_senseless_addresses_of_the_tree_are_answered(admin, params):
    unit("tinh")
    html = page(admin, TREE, **params)
    assert "TINH" in html or "Không tìm thấy" in html


def test_the_tree_is_searched_by_former_names(admin):
    a, b = unit("a", name="Sở Cũ Mẫu"), unit("b", name="Sở Mới")
    admin.post(event_address(a, "merge"), sent("record", units="a", successor="b"))
    assert f'nay thuộc <a href="{address(b)}">Sở Mới</a>' in page(admin, TREE, q="so cu mau")


def queries_of(client, where, **params):
    with CaptureQueriesContext(connection) as queries:
        page(client, where, **params)
    return len(queries)


def test_the_tree_asks_the_same_for_two_units_and_for_sixty(admin):
    parent = unit("tinh")
    unit("mot", name="Sở Ít", parent=parent)
    for number in range(60):
        unit(f"x{number}", name=f"Sở Nhiều {number}", parent=parent)
    page(admin, TREE)
    assert queries_of(admin, TREE) == queries_of(admin, TREE, cha=parent.pk) - 1
    assert queries_of(admin, TREE, q="so it") == queries_of(admin, TREE, q="so nhieu")


def test_a_unit_shows_its_history_and_what_can_be_recorded(admin):
    a = unit("a", valid_from=date(2000, 1, 1))
    html = page(admin, address(a))
    assert "Bắt đầu hoạt động" in html
    for kind in UnitEvent.Kind:
        assert event_address(a, kind.value) in html


def test_an_event_is_shown_before_it_is_recorded(admin):
    a, b = unit("a"), unit("b")
    form = sent(units="a", successor="b")
    preview = admin.post(event_address(a, "merge"), form).content.decode()
    assert "A kết thúc từ 01/03/2026, kế thừa là B." in preview
    assert "Địa chỉ /don-vi/a/ dẫn đến /don-vi/b/." in preview
    assert not UnitEvent.objects.exists()
    a.refresh_from_db()
    assert a.valid_to is None
    response = admin.post(event_address(a, "merge"), {**form, "step": "record"})
    assert response.url == address(a)
    a.refresh_from_db()
    assert a.valid_to == DAY
    assert UnitEvent.objects.get().recorded_by.username == "nguoi.ht"
    assert b.predecessors.get() == a


def test_a_double_click_records_one_event(admin):
    a, b = unit("a"), unit("b")
    form = sent("record", units="a\nb", new_name="Sở Chung")
    for _click in range(2):
        assert admin.post(event_address(a, "merge"), form).url == address(a)
    assert UnitEvent.objects.count() == 1
    assert Unit.objects.filter(code="so-chung").count() == 1
    assert b.succeeded_by.count() == 1


def test_going_back_keeps_what_was_written(admin):
    a = unit("a")
    html = admin.post(event_address(a, "rename"), sent("edit", name="Sở Tên Dài")).content.decode()
    assert 'value="Sở Tên Dài"' in html
    assert not UnitEvent.objects.exists()


def test_a_split_is_recorded_from_names_alone(admin):
    a, b = unit("a", name="Xã Mẫu", kind=Unit.Kind.COMMUNE), unit("b")
    form = sent("record", new_names="Xã Mẫu Đông\nPhường Mẫu Tây; p-tay", existing="b", heir="B")
    assert admin.post(event_address(a, "split"), form).status_code == 302
    east, west = Unit.objects.get(code="xa-mau-dong"), Unit.objects.get(code="p-tay")
    assert (east.kind, west.kind) == (Unit.Kind.COMMUNE, Unit.Kind.WARD)
    assert set(a.successors.all()) == {east, west, b}


@pytest.mark.parametrize(
    ("kind", "fields", "words"),
    [
        ("merge", {"units": "a", "successor": ""}, "chọn một: đơn vị đang có"),
        ("merge", {"units": "a", "successor": "b", "new_name": "X"}, "chọn một: đơn vị đang có"),
        ("merge", {"units": "khong co", "successor": "b"}, "Không có đơn vị “khong co”"),
        ("merge", {"units": "a", "successor": "Sở Trùng"}, "Sở Trùng [t1]; Sở Trùng [t2]"),
        ("merge", {"units": "a\nb", "successor": "b"}, "cả hai bên"),
        ("merge", {"units": "", "successor": "b"}, "bắt buộc"),
        ("split", {"new_names": "Xã Một", "existing": ""}, "ít nhất hai"),
        ("split", {"new_names": "Xã Một\nXã Hai", "heir": "Xã Ba"}, "một trong các đơn vị"),
        ("rename", {"name": "A"}, "đúng tên này"),
        ("move", {"parent": "c"}, "đang thuộc đơn vị này"),
        ("move", {"parent": "a"}, "đang thuộc đơn vị này"),
        ("abolish", {"heir": "a"}, "phải khác"),
        ("abolish", {"legal_basis": " "}, "bắt buộc"),
        ("abolish", {"happened_on": "32/01/2026"}, "Không đọc được ngày này"),
        ("abolish", {"happened_on": "2999-01-01"}, "Ngày chưa tới"),
        ("abolish", {"form_key": "x"}, "mở lại từ trang"),
    ],
)
@pytest.mark.parametrize("step", ["preview", "record"])
def test_what_cannot_be_is_answered_at_the_form(admin, kind, fields, words, step):
    a = unit("a")
    unit("b")
    unit("c", parent=a)
    unit("t1", name="Sở Trùng")
    unit("t2", name="Sở Trùng")
    response = admin.post(event_address(a, kind), sent(step, **fields))
    assert response.status_code == 200
    assert words in response.content.decode()
    assert "Chưa được." in response.content.decode()
    assert not UnitEvent.objects.exists()


def test_a_unit_with_drafts_is_handed_over_or_stays(admin):
    site_home()
    a, b = unit("a"), unit("b", name="Sở Nhận")
    place = create_department(a).get_children().first()
    NewsPageFactory(parent=place, owner_unit=a, title="Nháp", live=False)
    html = page(admin, event_address(a, "abolish"))
    assert "Đơn vị đang có:" in html
    assert "1 bản nháp" in html
    refused = admin.post(event_address(a, "abolish"), sent()).content.decode()
    assert "Đơn vị còn 1 bản nháp" in refused
    preview = admin.post(event_address(a, "abolish"), sent(heir="b")).content.decode()
    assert "Chuyển cho Sở Nhận: 0 nội dung đang đăng, 1 bản nháp" in preview
    assert not hasattr(Unit.objects.get(pk=b.pk), "section")


def test_an_ended_unit_has_no_further_events(admin):
    a = unit("a", valid_to=DAY)
    assert "Giải thể" not in page(admin, address(a))
    assert admin.get(event_address(a, "rename")).url == address(a)
    answer = admin.post(event_address(a, "rename"), sent("record", name="X")).content.decode()
    assert "đã kết thúc từ ngày" in answer


@pytest.mark.parametrize(
    ("role", "statuses"),
    [
        (Role.SYSTEM_ADMIN, (200, 200, 200, 200)),
        (Role.EDITOR, (200, 200, 200, 302)),
        (Role.AUDITOR, (200, 200, 302, 302)),
        (Role.UNIT_ADMIN, (200, 200, 200, 302)),
        (Role.LEADER, (302, 302, 200, 302)),
        (Role.DRAFTER, (302, 302, 302, 302)),
    ],
)
def test_each_role_opens_its_screens_only(signed_in, role, statuses):
    own = unit("a")
    client = signed_in(role, None if role.is_province_wide else own)
    asked = [
        TREE,
        address(own),
        address(own, "departments_unit_contacts"),
        event_address(own, "rename"),
    ]
    answers = [client.get(one).status_code for one in asked]
    assert [200 if answer == 200 else 302 for answer in answers] == list(statuses)


def test_nobody_looks_after_another_unit(signed_in):
    own, other = unit("a"), unit("b", name="Ban Riêng")
    client = signed_in(Role.UNIT_ADMIN, own)
    assert client.get(address(other)).status_code != 200
    forged = client.post(address(other, "departments_unit_contacts"), {"phone": "0000"})
    assert forged.status_code != 200
    other.refresh_from_db()
    assert other.phone == "0000 000 000"
    assert "Ban Riêng" not in page(client, TREE)


def test_a_leader_keeps_the_contacts_of_the_unit(signed_in):
    own = unit("a")
    client = signed_in(Role.LEADER, own)
    form = {"address": "Số 1 phố Mẫu", "phone": "0000 000 009", "email": "a@mau.example"}
    assert client.post(address(own, "departments_unit_contacts"), form).status_code == 302
    own.refresh_from_db()
    assert own.address == "Số 1 phố Mẫu"
    assert AuditEvent.objects.filter(action=Action.UNIT_CHANGED, unit_code="a").exists()


def test_a_mistake_is_corrected_with_a_reason(admin):
    a = unit("a", name="Sở Mãu")
    form = {"name": "Sở Mẫu", "kind": "department", "parent": "", "reason": ""}
    where = address(a, "departments_unit_correct")
    assert "bắt buộc" in admin.post(where, form).content.decode()
    assert admin.post(where, {**form, "reason": "Gõ sai dấu"}).status_code == 302
    entry = AuditEvent.objects.filter(action=Action.UNIT_CHANGED).first()
    assert entry.detail["reason"] == "Gõ sai dấu"
    assert entry.detail["previous"]["tên"] == "Sở Mãu"


def test_a_correction_makes_neither_circles_nor_impossible_days(admin):
    a = unit("a")
    unit("b", parent=a)
    form = {"name": "A", "kind": "department", "reason": "thử"}
    where = address(a, "departments_unit_correct")
    circle = admin.post(where, {**form, "parent": "b"}).content.decode()
    assert "đang thuộc đơn vị này" in circle
    days = {"valid_from": "2026-01-02", "valid_to": "2026-01-01"}
    assert "phải sau ngày" in admin.post(where, {**form, **days}).content.decode()


def test_a_unit_is_added_once(admin):
    form = {"name": "Ban Mới", "kind": "department", "code": "ban-moi", "valid_from": "2026-01-01"}
    where = reverse("departments_add_unit")
    made = admin.post(where, form)
    assert made.url == address(Unit.objects.get(code="ban-moi"))
    assert admin.post(where, form).status_code == 200
    assert Unit.objects.filter(name="Ban Mới").count() == 1


@pytest.mark.parametrize("name", ["list", "add", "edit", "delete"])
def test_wagtails_plain_forms_lead_to_these_screens(admin, name):
    a = unit("a")
    kwargs = {"args": [a.pk]} if name in ("edit", "delete") else {}
    response = admin.post(reverse(f"wagtailsnippets_departments_unit:{name}", **kwargs), {})
    assert response.status_code != 200
    assert Unit.objects.filter(pk=a.pk).exists()


def test_the_page_of_a_unit_asks_a_fixed_number_of_queries(admin):
    a, b = unit("a"), unit("b")
    for number in range(12):
        old = unit(f"o{number}", valid_to=DAY - timedelta(days=1))
        a.succeeds.create(predecessor=old, happened_on=DAY - timedelta(days=1))
    page(admin, address(b))
    assert queries_of(admin, address(a)) == queries_of(admin, address(b)) <= 45


def test_forms_choose_among_the_units_of_today_typed_without_diacritics(admin):
    parent = unit("tinh", name="Tỉnh Mẫu")
    for number in range(30):
        unit(f"x{number}", name=f"Xã Khác {number}")
    unit("da", name="Phường Đống Đa", parent=parent)
    unit("cu", name="Xã Đống Đa", valid_to=DAY)
    where = reverse("wagtailsnippetchoosers_departments_unit:choose_results")
    found = page(admin, where, q="dong da")
    assert "Phường Đống Đa" in found
    assert "Tỉnh Mẫu" in found
    assert "Xã Đống Đa" not in found
    assert "Xã Khác 1" in page(admin, where)
    assert queries_of(admin, where) == queries_of(admin, where, q="xa khac")
