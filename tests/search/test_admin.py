"""The editors' screens of the search: the week, and putting a result first."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEvent
from departments.roles import Role
from search.indexing import rebuild_index
from search.learning.weekly import monday_of
from search.models import AskedQuery, PinnedResult
from search.queries import query_key
from tests.factories.accounts import officer
from tests.factories.departments import UnitFactory

pytestmark = pytest.mark.django_db

WEEK, PIN = "/admin/tim-kiem/", "/admin/tim-kiem/ghim/"


@pytest.fixture
def portal(settings, tmp_path, shelves):
    settings.SEARCH = settings.SEARCH | {"DIRECTORY": tmp_path / "search"}
    rebuild_index()
    return shelves


@pytest.fixture
def editor(client):
    client.force_login(officer(Role.EDITOR))
    return client


def asked(query, *, day=None, times=6, results=0, clicks=0):
    AskedQuery.objects.create(
        day=day or timezone.localdate(),
        key=query_key(query),
        query=query,
        asked=times,
        results=results,
        clicks=clicks,
    )


def test_the_week_lists_what_is_missing_with_what_can_be_done(editor):
    asked("sổ hồng ủy quyền")
    html = editor.get(WEEK).content.decode()
    missing = html[html.index('id="nothing-found"') : html.index('id="hardly-opened"')]
    assert "sổ hồng ủy quyền" in missing
    assert f'href="{PIN}?q=s%E1%BB%95%20h%E1%BB%93ng%20%E1%BB%A7y%20quy%E1%BB%81n"' in missing


def test_a_synonym_begins_with_the_words_that_were_typed_and_counts_at_once(editor, portal):
    asked("bìa hồng")
    html = editor.get(WEEK).content.decode()
    address = re.search(r'href="([^"]+synonymset/add/\?q=[^"]+)"', html)[1]
    assert ">\nbìa hồng</textarea>" in editor.get(address).content.decode()
    form = {"kind": "synonym", "terms": "bìa hồng", "meanings": "thu hồi đất", "is_active": "on"}
    response = editor.post(reverse("wagtailsnippets_search_synonymset:add"), form)
    assert response.status_code == 302
    found = editor.get("/tim-kiem/", {"q": "bìa hồng"}).content.decode()
    assert "<b>thu hồi đất</b>" in found
    assert "Thu hồi đất" in re.sub("</?mark>", "", found)
    assert AuditEvent.objects.filter(object_kind="search.synonymset").exists()


def test_weeks_are_turned_as_far_as_there_is_something(editor):
    today = timezone.localdate()
    asked("tuần này", day=today)
    asked("tuần trước", day=monday_of(today) - timedelta(days=3))
    html = editor.get(WEEK).content.decode()
    [before] = re.findall(r'rel="prev" href="\?tuan=([\d-]+)"', html)
    assert 'rel="next"' not in html
    earlier = editor.get(WEEK, {"tuan": before}).content.decode()
    assert "tuần trước" in earlier
    assert "tuần này" not in earlier
    assert 'rel="prev"' not in earlier


@pytest.mark.parametrize("odd", ["", "x", "2026-99-99", "9" * 50, "0001-01-01"])
def test_an_odd_week_in_the_address_is_no_error(editor, odd):
    assert editor.get(WEEK, {"tuan": odd}).status_code == 200


def test_the_week_takes_a_fixed_number_of_queries(editor, django_assert_max_num_queries):
    for number in range(40):
        asked(f"câu số {number}")
    editor.get(WEEK)
    with django_assert_max_num_queries(25):
        editor.get(WEEK)


def test_a_found_result_is_pinned_logged_and_can_be_dated(editor, portal):
    html = editor.get(PIN, {"q": "xây chợ", "words": "thu hồi đất"}).content.decode()
    result = re.search(r'name="result" value="([^"]+)"', html)[1]
    response = editor.post(PIN, {"q": "xây chợ", "words": "thu hồi đất", "result": result})
    pin = PinnedResult.objects.get()
    assert (pin.queries, f"{pin.source}:{pin.record}") == ("xây chợ", result)
    edit = reverse("wagtailsnippets_search_pinnedresult:edit", args=[pin.pk])
    assert response.url == edit
    assert AuditEvent.objects.filter(object_kind="search.pinnedresult").exists()
    form = {
        "queries": "xây chợ\nxay cho moi",
        "note": "Từ 2026",
        "starts_on": "2026-11-01",
        "ends_on": "2026-12-31",
    }
    assert editor.post(edit, form).status_code == 302
    pin.refresh_from_db()
    assert pin.keys == ["xay cho", "xay cho moi"]
    assert pin.ends_on.isoformat() == "2026-12-31"


def test_a_second_click_pins_nothing_twice(editor, portal):
    html = editor.get(PIN, {"q": "thu hồi đất"}).content.decode()
    result = re.search(r'name="result" value="([^"]+)"', html)[1]
    for _ in range(2):
        editor.post(PIN, {"q": "thu hồi đất", "words": "", "result": result})
    assert PinnedResult.objects.count() == 1


@pytest.mark.parametrize("result", ["", "provisions:9/art_9", "news:1/", "x" * 500])
def test_only_what_is_found_can_be_pinned(editor, portal, result):
    response = editor.post(PIN, {"q": "đất", "words": "đất", "result": result})
    assert response.status_code == 200
    assert "Kết quả này không còn" in response.content.decode()
    assert not PinnedResult.objects.exists()


def test_adding_a_pin_begins_with_the_results(editor):
    response = editor.get(reverse("wagtailsnippets_search_pinnedresult:add"))
    assert response.url == PIN


def test_without_an_index_the_screen_says_so(editor, settings, tmp_path, shelves):
    settings.SEARCH = settings.SEARCH | {"DIRECTORY": tmp_path / "none"}
    assert "đang được chuẩn bị" in editor.get(PIN, {"q": "đất"}).content.decode()


@pytest.mark.parametrize("address", [WEEK, PIN])
@pytest.mark.parametrize("role", [Role.DRAFTER, Role.LEADER, Role.UNIT_ADMIN])
def test_people_of_one_unit_do_not_decide_for_the_province(client, role, address):
    client.force_login(officer(role, UnitFactory()))
    assert client.get(address).status_code != 200


def test_an_auditor_reads_the_week_and_pins_nothing(client, portal):
    client.force_login(officer(Role.AUDITOR))
    assert client.get(WEEK).status_code == 200
    assert client.get(PIN).status_code != 200
    client.post(PIN, {"q": "đất", "words": "đất", "result": "provisions:2/art_79"})
    assert not PinnedResult.objects.exists()


def test_nobody_gets_in_without_signing_in(client):
    assert client.get(WEEK).status_code == 302
    assert client.get(PIN).status_code == 302
