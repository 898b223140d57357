"""The screens about people in a real browser, on the phone and on the desktop."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts import requesting, reviewing
from accounts.models import AccountRequest, Profile, RequestedAccount
from audit.models import Action
from audit.recording import record
from departments.models import Unit
from departments.roles import Role
from tests.factories.accounts import officer
from tests.factories.departments import UnitFactory

pytestmark = [pytest.mark.django_db, pytest.mark.browser]


@pytest.fixture
def province():
    return UnitFactory(code="99", name="Tỉnh An Lạc", kind=Unit.Kind.PROVINCE)


@pytest.fixture
def ward(province):
    UnitFactory(code="stp", name="Sở Tư pháp", parent=province)
    return UnitFactory(code="dd", name="Phường Đống Đa", kind=Unit.Kind.WARD, parent=province)


@pytest.fixture
def system():
    return officer(Role.SYSTEM_ADMIN, username="tinhanlac_ht", first_name="Trần Thị Hạnh")


@pytest.fixture
def leader(ward):
    return officer(
        Role.LEADER,
        ward,
        username="phuongdongda_tal_ld",
        first_name="Nguyễn Mạnh Dũng",
        email="dung@example.invalid",
    )


@pytest.fixture
def drafter(ward):
    user = officer(
        Role.DRAFTER,
        ward,
        username="phuongdongda_tal_bc",
        first_name="Đặng Thị Đậm",
    )
    profile = Profile.objects.of(user)
    profile.title, profile.phone = "Công chức tư pháp - hộ tịch", "0000 000 000"
    profile.save()
    return user


@pytest.fixture
def asked(ward, leader):
    request = AccountRequest(kind="grant", unit=ward, addressee="Sở Tư pháp tỉnh An Lạc")
    rows = [
        RequestedAccount(
            full_name="Lê Văn Ân",
            title="Công chức",
            phone="0000 000 000",
            email="an@example.invalid",
            role="bc",
            reason="Nhân sự mới",
        )
    ]
    requesting.save_request(request, rows, by=leader)
    requesting.send(request, by=leader)
    return request


@pytest.fixture
def review(system, leader, drafter):
    return reviewing.open_review(
        year=2026, due_on=timezone.localdate() + timedelta(days=30), by=system
    )


def looked_at(window, name, within="main"):
    """No complaint of the browser or of axe, nothing wider than the window, whatever its width."""
    assert window.last_status < 400, name
    for width in window.at_widths():
        if folder := os.environ.get("SCREENSHOTS"):
            window.page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)
        assert window.violations(within) == [], (name, width)
        assert not window.scrolls_sideways(), (name, width)
    assert window.problems == [], name


def test_every_screen_about_people_is_fit_to_be_seen(
    sit_down, system, leader, drafter, asked, review
):
    record(Action.SIGN_IN, actor=drafter, network="192.0.2.0")
    record(Action.SIGN_IN_FAILED, instance=drafter)
    held = drafter.appointments.get().pk
    window = sit_down(system, width=390)
    for name, args in [
        ("list", []),
        ("open", []),
        ("person", [drafter.pk]),
        ("edit", [drafter.pk]),
        ("give_role", [drafter.pk]),
        ("withdraw_role", [drafter.pk, held]),
        ("disable", [drafter.pk]),
        ("password", [drafter.pk]),
        ("requests", []),
        ("request", [asked.pk]),
        ("ask", []),
        ("ask_back", []),
        ("reviews", []),
        ("review_open", []),
        ("review", [review.pk]),
    ]:
        window.open(reverse(f"people:{name}", args=args))
        looked_at(window, name)
    window.open(reverse("people:list") + "?q=khong-co-ai")
    looked_at(window, "list-empty")
    window.open(reverse("audit:log"))
    looked_at(window, "log")
    window.open(reverse("audit:log") + "?person=khong-co-ai")
    # Wagtail's own button counts the filters beside its name, which axe objects to.
    looked_at(window, "log-empty", within="#listing-results")


def test_a_unit_asks_for_two_people_and_the_province_grants(sit_down, system, leader, ward):
    at_the_ward = sit_down(leader, width=390)
    at_the_ward.open(reverse("people:ask"))
    at_the_ward.fill(
        **{"people-0-full_name": "Lê Văn Ân", "people-0-reason": "Nhân sự mới"},
    )
    at_the_ward.page.locator('[name="people-0-role"]').select_option("bc")
    at_the_ward.page.get_by_role("button", name="Thêm người").click()
    names = {"full_name": "Đặng Thị Đậm", "reason": "Nhân sự mới"}
    count = int(at_the_ward.page.locator('[name="people-TOTAL_FORMS"]').input_value())
    at_the_ward.fill(**{f"people-{count - 1}-{name}": text for name, text in names.items()})
    at_the_ward.page.locator(f'[name="people-{count - 1}-role"]').select_option("ld")
    looked_at(at_the_ward, "ask-filled")
    at_the_ward.press("Gửi đề nghị")
    assert at_the_ward.says("Chờ duyệt")
    looked_at(at_the_ward, "request-sent")

    at_the_province = sit_down(system)
    at_the_province.open(at_the_ward.path)
    at_the_province.press("Duyệt")
    assert at_the_province.says("phuongdongda_tal_bc")
    assert at_the_province.says("Mật khẩu chỉ hiện một lần này.")
    looked_at(at_the_province, "passwords")
    at_the_province.press("Tôi đã ghi lại, tiếp tục", role="link")
    assert at_the_province.says("Đã duyệt")


def test_a_wrong_form_says_what_is_wrong(sit_down, system):
    window = sit_down(system, width=390)
    window.open(reverse("people:open"))
    window.press("Cấp tài khoản")
    assert window.last_status == 422
    assert window.problems == [] or "422" in window.problems[0]
    window.last_status, window.problems[:] = 200, []
    looked_at(window, "open-wrong")
