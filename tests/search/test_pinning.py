"""Results that editors put first."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from search.indexing import rebuild_index
from search.models import PinnedResult
from search.pinning import forget_pins, pinned_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def portal(settings, tmp_path, shelves):
    settings.SEARCH = settings.SEARCH | {"DIRECTORY": tmp_path / "search"}
    rebuild_index()
    return shelves


def pin(queries="giá đất\nbảng giá đất", **fields):
    made = PinnedResult(
        queries=queries, source="questions", record="2/", title="Bạn của tôi bán hàng rong"
    )
    for name, value in fields.items():
        setattr(made, name, value)
    made.full_clean()
    made.save()
    forget_pins()  # in a test no transaction ends
    return made


def titles(query: str, day=None) -> list[str]:
    return [item.hit.record.title for item in pinned_for(query, day or timezone.localdate())]


@pytest.mark.parametrize("query", ["giá đất", "Gia dat?", "BẢNG GIÁ ĐẤT"])
def test_a_pin_holds_for_its_queries_in_any_spelling(portal, query):
    pin()
    assert titles(query) == ["Bạn của tôi bán hàng rong"]
    assert titles(f"{query} ở") == []


def test_a_pin_holds_between_its_days(portal):
    today = timezone.localdate()
    pin(starts_on=today, ends_on=today + timedelta(days=1))
    found = [bool(titles("giá đất", today + timedelta(days=n))) for n in (-1, 0, 1, 2)]
    assert found == [False, True, True, False]


def test_what_is_withdrawn_is_not_shown_either(portal):
    pin()
    portal["questions"].withdraw(2)
    assert titles("giá đất") == []


def test_a_source_that_is_gone_is_no_error(portal):
    PinnedResult.objects.filter(pk=pin().pk).update(source="gone", record="x")
    forget_pins()
    assert titles("giá đất") == []


def test_a_pinned_result_stands_first_once_and_says_so(client, portal):
    pin(note="Mẫu mới từ tháng này")
    html = client.get("/tim-kiem/", {"q": "giá đất"}).content.decode()
    assert "Ban biên tập giới thiệu: Mẫu mới từ tháng này" in html
    assert html.index("/hoi-dap/hang-rong/") < html.index("/van-ban/")
    assert html.count('href="/hoi-dap/hang-rong/') == 1
    literal = client.get("/tim-kiem/", {"q": "giá đất", "literal": 1}).content.decode()
    assert "Ban biên tập giới thiệu" not in literal


@pytest.mark.parametrize(
    "fields",
    [
        {"queries": ""},
        {"queries": "***"},
        {"queries": "a" * 151},
        {"starts_on": timezone.localdate(), "ends_on": timezone.localdate() - timedelta(days=1)},
    ],
)
def test_a_pin_without_a_query_or_with_days_the_wrong_way_round_is_refused(db, fields):
    with pytest.raises(ValidationError):
        pin(**fields)


def test_pins_are_read_once_and_not_with_each_search(portal, django_assert_num_queries):
    pin()
    titles("giá đất")
    with django_assert_num_queries(0):
        titles("giá đất")
        titles("thu hồi đất")
