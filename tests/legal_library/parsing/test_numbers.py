import pytest

from legal_library.parsing.numbers import follows, rank_of


@pytest.mark.parametrize(
    "ordered",
    [
        ["1", "2", "9", "10", "12", "12a", "12b", "12đ", "12e", "13"],
        ["a", "a1", "a2", "b", "c", "d", "đ", "e", "g", "h", "i", "k"],
        ["I", "II", "IIa", "III", "IV", "V", "IX", "X", "XI", "XL"],
        ["A", "B", "E", "F"],
    ],
)
def test_numbers_are_ordered_as_a_lawyer_counts(ordered):
    mixed = ordered[1::2] + ordered[::2]
    assert sorted(mixed, key=rank_of) == ordered


@pytest.mark.parametrize(
    ("number", "before"),
    [
        *(("13", "12"), ("12a", "12"), ("12b", "12a"), ("13", "12b"), ("đ", "d"), ("e", "đ")),
        *(("f", "e"), ("e", "d"), ("k", "i"), ("j", "i"), ("z", "y"), ("aa", "y"), ("aa", "z")),
        *(
            ("ab", "aa"),
            ("bb", "aa"),
            ("a1", "a"),
            ("b", "a1"),
            ("g", "e"),
            ("II", "I"),
            ("IIa", "II"),
            ("III", "IIa"),
        ),
    ],
)
def test_the_next_number_follows(number, before):
    assert follows(number, before)


@pytest.mark.parametrize(
    ("number", "before"),
    [
        ("14", "12"),
        ("12", "12"),
        ("11", "12"),
        ("13b", "12"),
        ("c", "a"),
        ("a", "b"),
        ("h", "e"),
        ("ac", "aa"),
    ],
)
def test_any_other_number_does_not_follow(number, before):
    assert not follows(number, before)
