from datetime import date

import pytest

from legal_library.models import Expression
from legal_library.versions import current_text, text_on

MARCH, MAY = date(2026, 3, 1), date(2026, 5, 1)


def text(pk, valid_on, language="vi"):
    return Expression(pk=pk, valid_on=valid_on, language=language)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 2, 28), 1),
        (MARCH, 2),
        (date(2026, 4, 30), 2),
        (MAY, 4),
    ],
)
def test_the_latest_text_that_had_begun_is_shown(day, expected):
    texts = [text(1, None), text(2, MARCH), text(3, MAY), text(4, MAY)]
    assert text_on(texts, day, language="vi").pk == expected


def test_a_correction_of_the_same_date_wins_whatever_the_order():
    assert text_on([text(4, MAY), text(3, MAY)], MAY).pk == 4


def test_before_the_first_text_there_is_none():
    assert text_on([text(1, MARCH)], date(2026, 2, 28)) is None
    assert text_on([], MARCH) is None


def test_today_shows_the_first_text_to_come_when_none_has_begun():
    texts = [text(2, MAY), text(1, MARCH)]
    assert current_text(texts, date(2026, 1, 1)).pk == 1
    assert current_text([], MARCH) is None


def test_a_newer_translation_does_not_hide_the_text_in_the_language_of_the_act():
    texts = [text(1, MARCH), text(2, MAY, language="en")]
    assert text_on(texts, MAY, language="vi").pk == 1
    assert text_on(texts, MAY, language="en").pk == 2
