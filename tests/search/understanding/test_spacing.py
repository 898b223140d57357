"""Words written together."""

import pytest

from search.understanding.spacing import split_joined

from .knowledge import frequencies


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dangkykhaisinh", "dang ky khai sinh"),
        ("đăngkýkhaisinh", "đăng ký khai sinh"),
        ("thuhoidat", "thu hoi dat"),
        ("baohiemxahoi", "bao hiem xa hoi"),
        ("quyensudungdat", "quyen su dung dat"),
        ("internet", None),  # known as it is
        ("online", None),  # on, li, ne: never together
        ("xyzxyzxyz", None),
        ("nghieng", None),  # one syllable
        ("ab", None),
        ("a" * 60, None),
        ("an" * 30, None),
        ("dat" * 200, None),
    ],
)
def test_a_word_comes_apart_only_into_syllables_that_stand_together(typed, meant):
    assert split_joined([typed], frequencies).get(typed) == meant
