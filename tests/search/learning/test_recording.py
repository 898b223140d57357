"""Counting queries and opened results."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from search.learning import recording
from search.learning.recording import record_click, record_query
from search.learning.weekly import monday_of, prune, week_of
from search.models import AskedQuery, OpenedResult
from search.queries import query_key

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def written_at_once(settings):
    settings.SEARCH = settings.SEARCH | {"LOG": "inline"}


def ask(query, times=1, results=3):
    for number in range(times):
        record_query(query, results=results, network=f"192.0.2.{number}")


def test_spellings_of_a_query_are_one_row_a_day():
    for query in ("Thu hồi đất?", "thu hoi dat", "THU HỒI ĐẤT"):
        ask(query)
    [row] = AskedQuery.objects.all()
    assert (row.key, row.asked, row.askers, row.results) == ("thu hoi dat", 3, 1, 3)


def test_askers_are_told_apart_without_being_kept():
    ask("thu hồi đất", times=3)
    ask("thu hồi đất", times=3)
    [row] = AskedQuery.objects.all()
    assert (row.asked, row.askers) == (6, 3)
    stored = str(AskedQuery.objects.values())
    assert "192.0.2" not in stored


@pytest.mark.parametrize("query", ["0912345678", "ông Lê Văn Mẫu", "***", ""])
def test_what_may_not_be_kept_leaves_no_row(query):
    ask(query)
    assert not AskedQuery.objects.exists()


def test_clicks_count_for_queries_that_were_kept_and_no_others():
    ask("thu hồi đất")
    for _ in range(2):
        record_click("thu hoi dat", source="provisions", record="2/art_79", rank=1)
    record_click("never asked", source="provisions", record="2/art_79", rank=1)
    assert AskedQuery.objects.get().clicks == 2
    assert list(OpenedResult.objects.values_list("record", "clicks")) == [("2/art_79", 2)]


def test_the_table_does_not_grow_without_end(monkeypatch):
    monkeypatch.setattr(recording, "_MOST_QUERIES_A_DAY", 2)
    for query in ("một", "hai", "ba", "một"):
        ask(query)
    assert dict(AskedQuery.objects.values_list("query", "asked")) == {"một": 2, "hai": 1}


def test_a_search_asks_the_database_nothing_before_its_answer(
    settings, monkeypatch, django_assert_num_queries
):
    settings.SEARCH = settings.SEARCH | {"LOG": "after"}
    monkeypatch.setattr(recording._waiting, "_follow", lambda: None)
    with django_assert_num_queries(0):
        ask("thu hồi đất", times=50)
    recording._waiting.write()
    assert AskedQuery.objects.get().asked == 50


def test_nothing_is_counted_where_that_is_switched_off(settings):
    settings.SEARCH = settings.SEARCH | {"LOG": ""}
    ask("thu hồi đất")
    assert not AskedQuery.objects.exists()


def test_a_week_shows_what_is_asked_what_is_missing_and_what_is_hardly_opened(
    django_assert_num_queries,
):
    ask("thu hồi đất", times=6)
    ask("sổ hồng", times=5, results=0)
    ask("ly hôn", times=5)
    record_click(query_key("ly hôn"), source="questions", record="1/", rank=2)
    with django_assert_num_queries(4):
        week = week_of(timezone.localdate())
    assert [(row.query, row.asked) for row in week.top] == [
        ("thu hồi đất", 6),
        ("ly hôn", 5),
        ("sổ hồng", 5),
    ]
    assert [row.query for row in week.nothing_found] == ["sổ hồng"]
    assert [row.query for row in week.hardly_opened] == ["thu hồi đất"]
    assert (week.asked, week.without_result, week.opened) == (16, 5, 1)
    assert week.begins_on == monday_of(timezone.localdate())


def test_after_ninety_days_everything_is_gone():
    ask("thu hồi đất")
    record_click("thu hoi dat", source="provisions", record="2/art_79", rank=1)
    today = timezone.localdate()
    assert prune(today + timedelta(days=90)) == 0
    assert prune(today + timedelta(days=91)) == 2
    assert not AskedQuery.objects.exists()
    assert not OpenedResult.objects.exists()


def test_the_command_counts_before_it_removes(capsys):
    ask("thu hồi đất")
    AskedQuery.objects.update(day=timezone.localdate() - timedelta(days=91))
    call_command("prune_search_log", "--dry-run")
    assert capsys.readouterr().out.startswith("1 queries")
    call_command("prune_search_log")
    assert not AskedQuery.objects.exists()
