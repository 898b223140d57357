"""The look, as a browser shows it: every component on one page, in all its modes."""

import pytest

pytestmark = pytest.mark.browser

PATTERNS = "/mau-giao-dien/"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_components_are_accessible(visit, home_page, width, scheme):
    patterns = visit(PATTERNS, width=width, color_scheme=scheme)
    assert patterns.problems == []
    assert patterns.violations() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_front_page_is_accessible(visit, full_front_page, width, scheme):
    front = visit("/", width=width, color_scheme=scheme)
    assert front.problems == []
    assert front.violations() == []


@pytest.mark.parametrize("path", [PATTERNS, "/"])
@pytest.mark.parametrize("width", [320, 390, 640, 1024])
def test_nothing_scrolls_sideways(visit, full_front_page, path, width):
    assert not visit(path, width=width).scrolls_sideways()


@pytest.mark.parametrize("width", [320, 390, 1024])
def test_largest_text_still_fits(visit, full_front_page, width):
    front = visit("/", width=width)
    front.page.click("[data-text-size-value=larger]")
    assert front.page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") > 20
    assert not front.scrolls_sideways()


def test_text_size_is_kept_on_the_next_page(visit, full_front_page):
    front = visit("/")
    front.page.click("[data-text-size-value=large]")
    front.page.goto(f"http://localhost{PATTERNS}")
    assert front.page.evaluate("document.documentElement.dataset.textSize") == "large"
    pressed = "[data-text-size-value=large][aria-pressed=true]"
    assert front.page.locator(pressed).count() > 0


def test_menu_opens_on_the_phone_without_scripts(visit, full_front_page):
    front = visit("/", width=390, java_script_enabled=False)
    menu = front.page.get_by_role("navigation", name="Danh mục chính")
    assert not menu.is_visible()
    front.page.get_by_role("button", name="Danh mục").click()
    assert menu.get_by_role("link", name="Hỏi đáp").is_visible()


def test_filters_open_as_a_sheet_on_the_phone_without_scripts(visit, home_page):
    patterns = visit(PATTERNS, width=390, java_script_enabled=False)
    choice = patterns.page.get_by_label("Còn hiệu lực")
    assert not choice.is_visible()
    patterns.page.get_by_role("button", name="Bộ lọc").click()
    assert choice.is_visible()


def test_filters_stand_open_on_the_desktop(visit, home_page):
    assert visit(PATTERNS, width=1280).page.get_by_label("Còn hiệu lực").is_visible()


def test_what_needs_scripts_is_hidden_without_them(visit, home_page):
    patterns = visit(PATTERNS, java_script_enabled=False)
    for selector in ("[data-copy]", "[data-print]", "[data-text-size-control]"):
        for element in patterns.page.locator(selector).all():
            assert not element.is_visible()


def test_copy_button_copies_a_full_address_and_says_so(visit, home_page):
    patterns = visit(PATTERNS, permissions=["clipboard-read", "clipboard-write"])
    patterns.page.get_by_role("button", name="Sao chép liên kết").click()
    patterns.page.get_by_role("button", name="Đã sao chép").wait_for()
    copied = patterns.page.evaluate("navigator.clipboard.readText()")
    assert copied == f"http://localhost{PATTERNS}#buttons"


def test_print_shows_the_text_without_the_tools(visit, full_front_page):
    front = visit("/", media="print")
    assert front.page.get_by_role("heading", level=1).is_visible()
    assert not front.page.get_by_role("search").is_visible()
    assert not front.page.get_by_role("navigation", name="Danh mục chính").is_visible()
    assert (
        front.page.evaluate("getComputedStyle(document.body).backgroundColor")
        == "rgb(255, 255, 255)"
    )


def test_skip_link_leads_to_the_content(visit, full_front_page):
    front = visit("/")
    front.page.keyboard.press("Tab")
    assert front.page.evaluate("document.activeElement.textContent") == "Đến nội dung chính"
    front.page.keyboard.press("Enter")
    assert front.page.evaluate("document.activeElement.id") == "content"
