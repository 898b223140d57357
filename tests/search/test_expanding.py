"""Synonym sets of the database: dated, edited, loaded again."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from search.expanding import expand
from search.loading import load_synonyms
from search.models import SynonymSet
from search.starting_synonyms import StartingSet

from .conftest import TODAY

pytestmark = pytest.mark.django_db


def meant(text: str, day: date = TODAY) -> list[str]:
    return [expansion.meaning for expansion in expand(text, day=day).expansions]


def test_an_edit_counts_with_the_next_search():
    assert meant("xin bìa vàng") == []
    one = SynonymSet.objects.create(terms="bìa vàng\nsổ vàng", meanings="giấy chứng nhận mẫu")
    assert meant("xin sổ vàng") == ["giấy chứng nhận mẫu"]
    one.meanings = "giấy xác nhận mẫu"
    one.save()
    assert meant("xin sổ vàng") == ["giấy xác nhận mẫu"]
    one.delete()
    assert meant("xin sổ vàng") == []


def test_a_search_asks_one_query_while_nothing_changes(django_assert_num_queries):
    SynonymSet.objects.create(terms="bìa vàng", meanings="giấy chứng nhận mẫu")
    expand("bìa vàng", day=TODAY)
    with django_assert_num_queries(1):
        expand("bìa vàng", day=TODAY)


def test_a_set_counts_from_its_first_day_until_before_its_last():
    SynonymSet.objects.create(
        terms="huyện",
        meanings="cấp xã",
        valid_from=date(2025, 7, 1),
        valid_to=date(2027, 1, 1),
    )
    days = [date(2025, 6, 30), date(2025, 7, 1), date(2026, 12, 31), date(2027, 1, 1)]
    assert [bool(meant("ủy ban huyện", day)) for day in days] == [False, True, True, False]


def test_a_set_that_is_switched_off_does_not_count():
    SynonymSet.objects.create(terms="bìa vàng", meanings="giấy mẫu", is_active=False)
    assert meant("bìa vàng") == []


def test_both_ways_reads_the_words_of_the_law_as_everyday_words_too():
    SynonymSet.objects.create(terms="bìa vàng", meanings="giấy mẫu", both_ways=True)
    assert meant("giấy mẫu") == ["bìa vàng"]


@pytest.mark.parametrize(
    "fields",
    [
        {"terms": "?!", "meanings": "giấy mẫu"},
        {"terms": "bìa vàng", "meanings": "một nghĩa\nhai nghĩa"},
        {
            "terms": "bìa vàng",
            "meanings": "giấy mẫu",
            "valid_from": date(2026, 1, 1),
            "valid_to": date(2026, 1, 1),
        },
    ],
)
def test_what_makes_no_sense_is_refused(fields):
    with pytest.raises(ValidationError):
        SynonymSet(**fields).full_clean()


def test_loading_again_adds_what_is_missing_and_keeps_what_was_edited():
    lines = [StartingSet("synonym", ("bìa vàng",), ("giấy mẫu",))]
    assert load_synonyms(lines) == 1
    SynonymSet.objects.update(meanings="giấy của tỉnh", is_active=False)
    assert load_synonyms([*lines, StartingSet("synonym", ("sổ vàng",), ("giấy mẫu",))]) == 1
    assert SynonymSet.objects.get(terms="bìa vàng").meanings == "giấy của tỉnh"


def test_the_command_counts_without_writing(capsys):
    call_command("load_synonyms", dry_run=True)
    assert "Nhóm từ mới" in capsys.readouterr().out
    assert not SynonymSet.objects.exists()
    call_command("load_synonyms")
    assert meant("đổi gplx") == ["giấy phép lái xe"]
