"""Account names follow khoản 7 Điều 3 of the rules, in ASCII, whatever is typed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.naming import account_name, initials, sign, unit_code

FORM = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)+")


@pytest.mark.parametrize(
    ("name", "province", "above", "code"),
    [
        ("Sở Tư pháp", "Tỉnh Long An", "", "tinhlongan"),
        ("Sở Tư pháp tỉnh Long An", "Tỉnh Long An", "", "tinhlongan"),
        ("Sở Tư pháp tỉnh Long An", "", "", "tinhlongan"),
        ("Sở Tư pháp", "", "", "sotuphap"),
        ("Xã Bộc Bố", "Tỉnh Bắc Kạn", "", "xabocbo_tbk"),
        ("UBND xã Bộc Bố", "Tỉnh Bắc Kạn", "", "xabocbo_tbk"),
        ("Ủy ban nhân dân xã Bộc Bố", "Tỉnh Bắc Kạn", "", "xabocbo_tbk"),
        ("Phường Đống Đa", "Tỉnh An Lạc", "", "phuongdongda_tal"),
        ("Tỉnh An Lạc", "Tỉnh An Lạc", "", "ubndtinhanlac"),
        ("Sở Giáo dục và Đào tạo", "Tỉnh An Lạc", "", "sgddt"),
        ("Cục Bổ trợ tư pháp", "", "btp", "btp_bttp"),
        ("Vụ Pháp chế", "", "bkhdt", "bkhdt_pc"),
        ("Trung tâm Trợ giúp pháp lý nhà nước", "Tỉnh An Lạc", "tinhanlac", "tinhanlac_tgplnn"),
        ("1!", "", "", "1"),
        ("…", "", "", "donvi"),
    ],
)
def test_a_unit_has_the_code_of_the_examples(name, province, above, code):
    assert unit_code(name, province, above) == code


@pytest.mark.parametrize(
    ("full_name", "expected"),
    [
        ("Nguyễn Mạnh Dũng", "dungnm"),
        ("Đặng Thị Đậm", "damdt"),
        ("Đặng Thị Đậm".replace("ậ", "a\u0323\u0302"), "damdt"),
        ("  Trần   Ân ", "ant"),
        ("Ý", "y"),
        ("", ""),
    ],
)
def test_the_sign_is_the_given_name_and_the_initials_before_it(full_name, expected):
    assert sign(full_name) == expected


def test_the_first_holder_has_no_sign_and_nobody_gets_a_name_that_was_used():
    taken = set()
    for expected in [
        "tinhlongan_bc",
        "tinhlongan_bc_dungnm",
        "tinhlongan_bc_dungnm2",
        "tinhlongan_bc_dungnm3",
    ]:
        name = account_name("tinhlongan", "bc", "Nguyễn Mạnh Dũng", is_taken=taken.__contains__)
        assert name == expected
        taken.add(name)
    numbered = account_name("tinhlongan", "bc", "?", is_taken=taken.__contains__)
    assert numbered == "tinhlongan_bc_1"


@given(st.text(max_size=60), st.text(max_size=40))
def test_whatever_a_unit_and_a_person_are_called_the_name_has_the_form(unit, person):
    first = account_name(unit_code(unit), "ld", person, is_taken=lambda _: False)
    second = account_name(unit_code(unit), "ld", person, is_taken={first}.__contains__)
    assert FORM.fullmatch(first)
    assert FORM.fullmatch(second)
    assert first != second


def test_initials_leave_small_words_out():
    assert initials("Tỉnh Bắc Kạn") == "tbk"
    assert initials("Giáo dục và Đào tạo") == "gddt"
