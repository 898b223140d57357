"""The diacritics that a query without any means."""

import pytest

from search.understanding.diacritics import likely_spelling

from .knowledge import frequencies


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dang ki khai sinh", "đăng ký khai sinh"),
        ("thu hoi dat", "thu hồi đất"),
        ("xe may vuot den do", "xe máy vượt đèn đỏ"),
        ("bao hiem xa hoi", "bảo hiểm xã hội"),
        # in doubt, alone, or nothing of the kind
        ("dat", ""),
        ("qwxz abc", ""),
        ("168 2024", ""),
        ("", ""),
        ("dat " * 100, ""),
    ],
)
def test_what_is_hardly_in_doubt_is_spelled(typed, meant):
    assert " ".join(likely_spelling(typed.split(), frequencies)) == meant
