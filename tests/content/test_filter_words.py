"""The names by which readers call what results are filtered by."""

import pytest

from content.filter_words import spoken_names


@pytest.mark.parametrize(
    ("name", "spoken"),
    [
        ("Sở Y tế tỉnh An Lạc", ("Sở Y tế tỉnh An Lạc", "Sở Y tế tỉnh", "Sở Y tế")),
        (
            "Ủy ban nhân dân tỉnh An Lạc",
            (
                "Ủy ban nhân dân tỉnh An Lạc",
                "Ủy ban nhân dân tỉnh",
                "UBND tỉnh An Lạc",
                "UBND tỉnh",
            ),
        ),
        ("Ủy ban nhân dân xã Lạc Thượng", ("Ủy ban nhân dân xã Lạc Thượng", "UBND xã Lạc Thượng")),
        ("Hội Luật gia", ("Hội Luật gia",)),
    ],
)
def test_within_the_province_nobody_says_which_province(name, spoken):
    assert spoken_names(name) == spoken
