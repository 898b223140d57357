"""Words in quotation marks."""

import pytest

from search.understanding.quotations import MOST, quoted


@pytest.mark.parametrize(
    ("query", "phrases"),
    [
        ('"thu hồi đất"', [("thu", "hồi", "đất")]),
        ("bồi thường “thu hồi đất” khi", [("thu", "hồi", "đất")]),
        ("«sổ đỏ» và „đất ở“", [("sổ", "đỏ"), ("đất", "ở")]),
        ('"đất" "đất"', [("đất",)]),
        ('đất "đai', []),
        ('""', []),
        ('"***"', []),
        ("đất đai", []),
    ],
)
def test_what_stands_in_quotation_marks_is_a_phrase(query, phrases):
    assert [phrase.tokens for phrase in quoted(query)] == phrases


def test_no_more_phrases_than_anybody_means():
    assert len(quoted(" ".join(f'"đất {n}"' for n in range(500)))) == MOST
