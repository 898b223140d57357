"""No administrator alone gets into the account of somebody else, and its owner is told."""

import pytest
from django.core import mail

from accounts import people
from departments.roles import Role
from tests.factories.accounts import officer

from .conftest import PASSWORD, code_now, is_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("guarded")]
CODE = "/tai-khoan/hai-lop/nhap-ma/"


@pytest.fixture
def admin(unit):
    return officer(Role.UNIT_ADMIN, unit, username="somau_qt", first_name="Lê Thị Mẫu")


@pytest.fixture
def system():
    return officer(Role.SYSTEM_ADMIN)


def set_password(person, by):
    return people.set_one_time_password(person, by=by, reason="Quên mật khẩu")


def remove_factor(person, by):
    return people.forget_second_factor(person, by=by, reason="Mất điện thoại")


def test_a_one_time_password_does_not_stand_in_for_the_second_factor(
    leader, admin, with_app, sign_in
):
    with_app(leader)
    answer = sign_in("somau_ld", set_password(leader, admin))
    assert answer["Location"] == CODE
    assert not is_in(answer.browser)
    for address in ("/admin/", "/tai-khoan/doi-mat-khau/", "/tai-khoan/hai-lop/ung-dung/"):
        answer.browser.get(address)
        assert not is_in(answer.browser)


@pytest.mark.parametrize(
    ("first", "second"), [(set_password, remove_factor), (remove_factor, set_password)]
)
def test_who_opens_one_door_does_not_open_the_other(leader, admin, system, with_app, first, second):
    with_app(leader)
    assert first(leader, admin)
    with pytest.raises(people.NotAllowed, match="một quản trị khác"):
        second(leader, admin)
    assert second(leader, system)


def test_the_owner_closes_the_door_again(drafter, admin, with_app, sign_in):
    password = set_password(drafter, admin)
    browser = sign_in("somau_bc", password).browser
    browser.post(
        "/tai-khoan/doi-mat-khau/",
        {"oldpassword": password, "password1": PASSWORD, "password2": PASSWORD},
    )
    with_app(drafter)
    assert remove_factor(drafter, admin)


def test_a_new_factor_closes_the_door_again(
    drafter, admin, with_app, sign_in, django_capture_on_commit_callbacks
):
    with_app(drafter)
    remove_factor(drafter, admin)
    browser = sign_in("somau_bc").browser
    secret = browser.get("/tai-khoan/hai-lop/ung-dung/").context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        browser.post("/tai-khoan/hai-lop/ung-dung/", {"code": code_now(secret)})
    assert set_password(drafter, admin)


def test_only_the_province_helps_those_who_need_a_factor_and_have_none(leader, admin, system):
    with pytest.raises(people.NotAllowed, match="quản trị hệ thống"):
        set_password(leader, admin)
    assert leader.check_password(PASSWORD)
    assert set_password(leader, system)


@pytest.mark.parametrize(
    ("step", "words"), [(set_password, "tận tay"), (remove_factor, "cài đặt lại")]
)
def test_the_owner_is_told_who_did_it_and_what_to_do(drafter, admin, with_app, step, words):
    with_app(drafter)
    secret = str(step(drafter, admin))
    (letter,) = mail.outbox
    assert letter.to == ["somau_bc@example.invalid"]
    assert "Lê Thị Mẫu (somau_qt)" in letter.body
    assert words in letter.body
    assert "/tai-khoan/dang-nhap/" in letter.body
    assert "không gọi cho người làm" in letter.body
    assert secret not in letter.body


def test_a_new_address_is_told_to_the_old_one(drafter, admin):
    fields = {"full_name": "Đặng Thị Đậm", "title": "", "phone": ""}
    people.describe(drafter, by=admin, email="khac@example.invalid", **fields)
    (letter,) = mail.outbox
    assert letter.to == ["somau_bc@example.invalid"]
    people.describe(drafter, by=admin, email="khac@example.invalid", **fields)
    assert len(mail.outbox) == 1


def test_nobody_without_an_address_is_written_to(drafter, admin):
    drafter.email = ""
    drafter.save()
    assert set_password(drafter, admin)
    assert mail.outbox == []
