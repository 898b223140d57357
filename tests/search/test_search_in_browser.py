"""The search page as a browser shows it: accessible, on the phone, with and without scripts."""

from urllib.parse import quote

import pytest

from search.indexing import rebuild_index

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

SEARCH = "/tim-kiem/"
PAGES = {
    "examples": SEARCH,
    "question": f"{SEARCH}?q={quote('vượt đèn đỏ xe máy')}",
    "understood": f"{SEARCH}?q={quote('khoản 2 điều 5 luật đất đai')}",
    "filtered": f"{SEARCH}?q={quote('đất')}&validity=expired",
    "put right": f"{SEARCH}?q=luaatj+ddaats+ddai",
    "nothing": f"{SEARCH}?q=qwxz",
    "no words": f"{SEARCH}?q=***",
}


@pytest.fixture
def portal(settings, tmp_path, shelves):
    settings.SEARCH = settings.SEARCH | {"DIRECTORY": tmp_path / "search"}
    rebuild_index()
    return shelves


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_accessible(visit, portal, name, width, scheme):
    page = visit(PAGES[name], width=width, color_scheme=scheme)
    assert page.problems == []
    assert page.violations() == []


@pytest.mark.parametrize("name", ["question", "understood", "nothing"])
def test_nothing_scrolls_sideways_at_320(visit, portal, name):
    assert not visit(PAGES[name], width=320).scrolls_sideways()


def test_filters_on_the_phone_are_a_sheet_that_works_without_scripts(visit, portal):
    page = visit(PAGES["filtered"], width=390, java_script_enabled=False).page
    choice = page.get_by_label("Hết hiệu lực")
    assert not choice.is_visible()
    page.get_by_role("button", name="Lọc và sắp xếp").click()
    choice.uncheck()
    page.get_by_role("button", name="Xem kết quả").click()
    page.wait_for_url(lambda address: "validity" not in address)
    assert page.locator(".search-result").count() > 2


def test_on_the_desktop_results_follow_the_filters_and_the_focus_stays(visit, portal):
    page = visit(f"{SEARCH}?q={quote('đất')}").page
    before = page.locator(".search-result").count()
    page.get_by_label("Hết hiệu lực").check()
    page.wait_for_url("**validity=expired**")
    page.wait_for_function("document.activeElement.value === 'expired'")
    after = page.locator(".search-result").count()
    assert 0 < after < before
    assert page.get_by_label("Hết hiệu lực").is_checked()
    status = page.locator("[data-results-status]").inner_text()
    assert status == page.locator("[data-results-count]").inner_text()


def test_the_page_before_a_filter_is_one_step_back(visit, portal):
    page = visit(f"{SEARCH}?q={quote('đất')}").page
    before = page.locator(".search-result").count()
    page.get_by_label("Hết hiệu lực").check()
    page.wait_for_url("**validity=expired**")
    page.go_back()
    page.wait_for_function(
        "count => document.querySelectorAll('.search-result').length === count", arg=before
    )


def test_print_shows_the_results_without_the_tools(visit, portal):
    page = visit(PAGES["question"], media="print").page
    assert page.locator(".search-result").first.is_visible()
    assert not page.get_by_label("Sát nhất").is_visible()
    assert not page.get_by_role("search").is_visible()


def test_suggestions_are_a_combobox_that_keys_can_use(visit, portal):
    shown = visit(SEARCH)
    page = shown.page
    field = page.get_by_role("combobox", name="Từ cần tìm")
    field.press_sequentially("luật đ")
    options = page.get_by_role("option")
    options.first.wait_for()
    assert field.get_attribute("aria-expanded") == "true"
    assert shown.violations() == []
    field.press("ArrowDown")
    active = page.locator(f"#{field.get_attribute('aria-activedescendant')}")
    assert active.get_attribute("aria-selected") == "true"
    assert field.input_value() in active.inner_text()
    field.press("Escape")
    assert field.input_value() == "luật đ"
    assert not options.first.is_visible()
    assert shown.problems == []


def test_a_suggestion_leads_to_what_it_names(visit, portal):
    page = visit("/khong-co-trang-nay/").page
    field = page.get_by_role("combobox").first
    field.press_sequentially("luật đất")
    page.get_by_role("option").first.click()
    page.wait_for_url("**/van-ban/2/")


def test_without_scripts_the_field_sends_what_was_typed(visit, portal):
    page = visit(SEARCH, java_script_enabled=False).page
    field = page.get_by_role("searchbox", name="Từ cần tìm")
    field.fill("đất")
    field.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=**")
    assert page.locator(".search-result").count() > 2


def test_a_reading_is_taken_back_with_one_tap(visit, portal):
    page = visit(f"{SEARCH}?q=luaatj+ddaats+ddai", width=390).page
    page.get_by_role("link", name="Bỏ cách hiểu “luật đất đai”").first.click()
    page.wait_for_url("**as_typed=typing**")
    assert page.get_by_role("searchbox").or_(page.get_by_role("combobox")).first.is_visible()
