"""The search page as it is served."""

import re
import unicodedata

import pytest
from django.urls import reverse

from content.models import Topic
from legal_library.vocabulary import document_type
from search.engines import portal_engine
from search.indexing import rebuild_index

from .conftest import TRAFFIC_DECREE

pytestmark = pytest.mark.django_db

SEARCH = "/tim-kiem/"


@pytest.fixture
def portal(settings, tmp_path, shelves):
    settings.SEARCH = settings.SEARCH | {"DIRECTORY": tmp_path / "search"}
    rebuild_index()
    return shelves


def page(client, query: str = "", **parameters) -> str:
    response = client.get(SEARCH, {"q": query} | parameters)
    assert response.status_code == 200
    return response.content.decode()


def result_titles(html: str) -> list[str]:
    found = re.findall(r'class="search-result__title"><a href="[^"]*"[^>]*>(.*?)</a>', html)
    return [re.sub(r"</?mark>", "", title) for title in found]


def total(html: str) -> int:
    return int(re.search(r"data-results-count>(\d+) kết quả", html)[1])


def choices(html: str, name: str) -> dict[str, int]:
    rows = re.findall(
        rf'name="{name}" value="([^"]+)"(?: checked)?><span>[^<]*</span>'
        r'<span class="filter-group__count">(\d+)</span>',
        html,
    )
    return {value: int(count) for value, count in rows}


def test_the_address_is_the_one_that_forms_send_to():
    assert reverse("search:search") == SEARCH


def test_with_and_without_diacritics_the_page_finds_the_same(client, portal):
    plain = result_titles(page(client, "thu hoi dat de phat trien kinh te"))
    assert plain[0] == "Điều 79. Thu hồi đất để phát triển kinh tế - xã hội"
    for query in (
        "thu hồi đất để phát triển kinh tế",
        unicodedata.normalize("NFD", "Thu hồi đất để phát triển kinh tế"),
    ):
        assert result_titles(page(client, query)) == plain


def test_a_result_shows_its_clause_marked_and_escaped_with_status_and_source(client, portal):
    html = page(client, "xây dựng chợ cho khu dân cư")
    assert "<b>Khoản 2.</b> <mark>Xây dựng chợ</mark> &amp; &lt;trung tâm&gt;" in html
    assert 'href="/van-ban/2/dieu-79/#khoan-2"' in html
    assert "Còn hiệu lực" in html
    assert "Luật Đất đai" in html


def test_expired_results_say_so(client, portal):
    html = page(client, "người sử dụng đất được nhà nước giao đất")
    assert "Hết hiệu lực từ 01/08/2024" in html


def test_a_number_comes_first_with_what_was_understood(client, portal):
    html = page(client, "nd 168")
    assert "Hiểu là:" in html
    assert "<b>Nghị định 168/2024/NĐ-CP</b>" in html
    assert result_titles(html)[0] == TRAFFIC_DECREE.title
    assert "q=nd+168&amp;literal=1" in html
    assert "q=nd+168&amp;as_typed=name" in html


def test_the_understanding_can_be_undone(client, portal):
    html = page(client, "điều 5 luật đất đai", literal="1")
    assert "Hiểu là:" not in html
    assert "Đang tìm đúng các chữ đã gõ." in html
    assert 'href="?q=%C4%91i%E1%BB%81u+5+lu%E1%BA%ADt+%C4%91%E1%BA%A5t+%C4%91ai"' in html


def test_a_clause_that_was_asked_for_is_where_the_link_leads(client, portal):
    html = page(client, "khoản 2 điều 5 luật đất đai")
    assert 'href="/van-ban/2/dieu-5/#khoan-2"' in html


def test_what_the_query_names_is_not_repeated_below(client, portal):
    titles = result_titles(page(client, "điều 5 luật đất đai"))
    assert titles[0] == "Điều 5. Nguyên tắc sử dụng đất"
    assert titles.count("Điều 5. Nguyên tắc sử dụng đất") == 1


def test_a_number_that_is_not_here_is_said_so(client, portal):
    html = page(client, "999/2024/NĐ-CP")
    assert 'Cổng chưa có văn bản <b class="nowrap">999/2024/NĐ-CP</b>' in html


def test_tabs_count_the_kinds_and_narrow_to_one(client, portal):
    html = page(client, "đất")
    tabs = dict(
        re.findall(r'tabs__link" href="[^"]*"[^>]*>([^<]+?) <span class="tabs__count">(\d+)', html)
    )
    assert set(tabs) >= {"Tất cả", "Văn bản", "Điều luật"}
    assert int(tabs["Tất cả"]) == total(html)
    narrowed = page(client, "đất", kind="documents")
    assert total(narrowed) == int(tabs["Văn bản"])
    assert 'aria-current="page">Văn bản' in narrowed
    assert "Điều luật" in narrowed


@pytest.mark.parametrize("facet", ["validity", "type", "year"])
def test_a_filter_finds_what_its_count_said_and_keeps_the_other_choices(client, portal, facet):
    html = page(client, "đất")
    offered = choices(html, facet)
    assert len(offered) > 1
    for value, count in offered.items():
        filtered = page(client, "đất", **{facet: value})
        assert total(filtered) == count
        assert choices(filtered, facet) == offered


def test_topics_are_named_and_choices_are_remembered(client, portal):
    Topic.objects.get_or_create(code="15", defaults={"name": "Đất đai", "position": 1})
    Topic.objects.get_or_create(code="9", defaults={"name": "Giao thông", "position": 2})
    html = page(client, "đất phạt giao thông", topic="15")
    assert re.search(r'name="topic" value="15" checked><span>Đất đai</span>', html)
    assert re.search(r'name="topic" value="9"><span>Giao thông</span>', html)


def test_a_choice_that_nothing_has_finds_nothing_and_says_what_to_do(client, portal):
    html = page(client, "đất", year="1900")
    assert "Không tìm thấy gì" in html
    assert "Bỏ lọc" in html
    assert re.search(r'name="year" value="1900" checked', html)


def test_the_newest_first(client, portal):
    html = page(client, "đất", order="newest")
    days = re.findall(r'<time datetime="(\d{4}-\d\d-\d\d)"', html)
    assert days == sorted(days, reverse=True)
    assert len(set(days)) > 1


def test_pages_of_twenty(client, portal):
    records = portal["questions"].records
    first = records[0]
    portal["questions"].records = [
        type(first)(key=f"{n}/", title=f"Câu hỏi số {n} về ly hôn", body="ly hôn", url=f"/{n}/")
        for n in range(45)
    ]
    rebuild_index()
    pages = [result_titles(page(client, "ly hôn", page=str(n))) for n in (1, 2, 3)]
    assert [len(titles) for titles in pages] == [20, 20, 5]
    assert len(set().union(*map(set, pages))) == 45
    assert result_titles(page(client, "ly hôn", page="99")) == pages[2]
    for odd in ("0", "-1", "x", "1e9", "٣", "", "9" * 30, "9" * 5_000):
        assert result_titles(page(client, "ly hôn", page=odd)) in (pages[0], pages[2])
    assert "?q=ly+h%C3%B4n&amp;page=2" in page(client, "ly hôn")


def test_an_empty_query_teaches_what_can_be_typed(client, portal):
    for query in ("", "   ", "\x00"):
        html = page(client, query)
        assert "Bạn cần tìm gì?" in html
        assert "?q=168/2024/N%C4%90-CP" in html or "168%2F2024" in html


@pytest.mark.parametrize("query", ['"', "*", "***", "🙂", "“”", "…", "<>"])
def test_a_query_without_words_is_answered_in_words(client, portal, query):
    assert "Câu tìm kiếm không có chữ hay số nào" in page(client, query)


@pytest.mark.parametrize(
    "query",
    [
        "AND",
        "đất AND (",
        "a:b*",
        'đất "đai',
        "\\",
        "{{ 7 }}",
        "<script>alert(1)</script>",
        "' OR 1=1 --",
        "%",
        "\ud7ff",
        "đ" * 300,
        "điều 999999999 luật đất đai",
        "luật " * 60,
    ],
)
def test_no_query_is_an_error_or_obeyed(client, portal, query):
    html = page(client, query)
    assert "<script>alert" not in html


def test_a_query_of_ten_thousand_characters_is_answered(client, portal):
    html = page(client, "thu hồi đất " * 850)
    assert "Câu tìm kiếm quá dài" in html
    assert result_titles(html)
    assert len(html) < 60_000  # links do not repeat all of it


def test_without_an_index_there_is_a_notice_and_no_error(client, settings, tmp_path, shelves):
    settings.SEARCH = settings.SEARCH | {"DIRECTORY": tmp_path / "none"}
    assert "Tìm kiếm đang tạm ngừng" in page(client, "đất")
    assert "Bạn cần tìm gì?" in page(client)


def test_a_broken_index_is_a_notice_until_it_is_rebuilt(client, portal):
    meta = portal_engine()._storage.current() / "records" / "meta.json"
    meta.write_text("{")
    assert "Tìm kiếm đang tạm ngừng" in page(client, "đất")
    rebuild_index()
    assert result_titles(page(client, "đất"))


def test_the_partial_is_the_results_alone(client, portal):
    response = client.get(SEARCH, {"q": "đất"}, headers={"HX-Request": "true"})
    html = response.content.decode()
    assert html.strip().startswith('<div id="results"')
    assert "<html" not in html
    assert result_titles(html) == result_titles(page(client, "đất"))
    assert "HX-Request" in response["Vary"]


def test_the_page_is_for_everyone_and_not_for_search_engines(client, portal):
    response = client.get(SEARCH, {"q": "đất"})
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert response["X-Robots-Tag"] == "noindex"


def test_results_come_from_the_index_and_hardly_ask_the_database(
    client, portal, django_assert_max_num_queries
):
    page(client, "đất")  # what the site itself keeps in memory
    with django_assert_max_num_queries(EMPTY_PAGE_QUERIES):
        page(client)
    # The names of topics, whatever the number of results.
    with django_assert_max_num_queries(EMPTY_PAGE_QUERIES + 1):
        page(client, "đất")


EMPTY_PAGE_QUERIES = 4


def test_a_better_known_spelling_is_offered_and_not_taken(client, portal):
    html = page(client, "thu hồi đấc")
    assert 'Ý bạn là: <a href="?q=thu+h%E1%BB%93i+%C4%91%E1%BA%A5t">thu hồi đất</a>' in html
    assert "Ý bạn là" not in page(client, "thu hồi đất")


def test_mistyped_words_are_put_right_and_said_so(client, portal):
    html = page(client, "luaatj ddaats ddai")
    assert "<b>luật đất đai</b>" in html
    assert result_titles(html)[0] == "Luật Đất đai"
    assert "as_typed=typing" in html
    assert "<b>luật đất đai</b>" not in page(client, "luaatj ddaats ddai", as_typed="typing")


def test_filters_in_words_are_stated_chosen_and_taken_away(client, portal):
    assert document_type("Nghị định").code == TRAFFIC_DECREE.type_code
    html = page(client, "nghị định 2024 về xe máy")
    assert re.search(r'name="type" value="nghi-dinh" checked', html)
    assert re.search(r'name="year" value="2024" checked', html)
    assert '<input type="hidden" name="q" value="xe máy">' in html
    assert "as_typed=year" in html
    assert "Điều 7. Xử phạt" in result_titles(html)[0]


def test_filters_in_words_that_nothing_has_are_words(client, portal):
    document_type("Nghị định")
    html = page(client, "nghị định 1999 về xe máy")
    assert "Không tìm thấy" not in html
    assert result_titles(html)


def test_a_document_is_one_result_with_a_way_to_its_other_articles(client, portal):
    html = page(client, "đất đai sử dụng thu hồi")
    others = re.search(r'href="(\?[^"]*document=[^"]+)">(\d+) điều khác trong văn bản này', html)
    assert others
    within = client.get(SEARCH + others[1].replace("&amp;", "&")).content.decode()
    assert "Chỉ trong <b>" in within
    assert total(within) == int(others[2]) + 1


def test_nothing_found_leads_on(client, portal):
    Topic.objects.get_or_create(code="15", defaults={"name": "Đất đai", "position": 1})
    html = page(client, "qwxz")
    assert "Không tìm thấy gì cho “qwxz”" in html
    assert 'href="/hoi-dap/#units">Hỏi cơ quan' in html
    assert "Hoặc xem theo chủ đề" in html


def test_former_laws_of_the_name_stand_under_the_one_in_force(client, portal):
    html = page(client, "điều 5 luật đất đai")
    former = html[html.index("Cùng tên, bản khác:") :]
    assert "Điều 5. Người sử dụng đất" in former
    assert html.index("Nguyên tắc sử dụng đất") < html.index("Cùng tên, bản khác:")
