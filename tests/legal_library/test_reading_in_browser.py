"""Reading a law as people do: on the phone, with the keyboard, without scripts, on paper."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}


def copied(seen) -> str:
    return seen.page.evaluate("navigator.clipboard.readText()")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", ["", "dieu-2/", "bao-loi/?vi-tri=dieu-2", "dieu-99/"])
def test_pages_are_accessible(visit, document, url, path, width, scheme):
    seen = visit(url + path, width=width, color_scheme=scheme)
    expected = ["404"] if path == "dieu-99/" else []
    assert len(seen.problems) == len(expected), seen.problems
    assert seen.violations() == []


@pytest.mark.parametrize("path", ["", "thuoc-tinh/", "luoc-do/", "lich-su/", "ban-goc/", "dieu-2/"])
def test_nothing_scrolls_sideways_on_a_small_phone_with_the_largest_text(
    visit, document, url, path
):
    seen = visit(url + path, width=320)
    assert not seen.scrolls_sideways()
    seen.page.evaluate("document.documentElement.dataset.textSize = 'larger'")
    assert not seen.scrolls_sideways()


def test_contents_are_a_sheet_on_the_phone_and_need_no_script(visit, document, url):
    seen = visit(url, width=390, java_script_enabled=False)
    place = seen.page.get_by_role("link", name="Điều 2a. Hỗ trợ tổ hòa giải").first
    contents = seen.page.locator("#document-contents")
    assert not contents.is_visible()
    seen.page.get_by_role("button", name="Mục lục").click()
    assert contents.is_visible()
    place.click()
    assert seen.page.url.endswith("#dieu-2a")


def test_choosing_a_place_closes_the_sheet(visit, document, url):
    seen = visit(url, width=390)
    seen.page.get_by_role("button", name="Mục lục").click()
    seen.page.locator("#document-contents a", has_text="Điều 4.").click()
    assert not seen.page.locator("#document-contents").is_visible()


def test_contents_stand_beside_the_text_on_the_desktop(visit, document, url):
    seen = visit(url)
    assert seen.page.locator("#document-contents").is_visible()
    assert not seen.page.get_by_role("button", name="Mục lục").is_visible()


def test_contents_follow_the_reading(visit, document, url):
    seen = visit(f"{url}#dieu-4")
    current = seen.page.locator("#document-contents a[aria-current]")
    current.wait_for()
    seen.page.evaluate("document.querySelector('#dieu-2').scrollIntoView()")
    seen.page.locator("#document-contents a[aria-current]", has_text="Điều 2.").wait_for()
    seen.page.evaluate("window.scrollTo(0, 0)")
    current.wait_for(state="detached")


def test_without_scripts_a_number_is_a_link_to_its_place(visit, document, url):
    seen = visit(url, java_script_enabled=False)
    seen.page.locator("#dieu-2-khoan-1-diem-dd > p > a").click()
    assert seen.page.url.endswith("#dieu-2-khoan-1-diem-dd")
    for selector in ("[data-find-in-text]", "[data-share]", "[data-open-find]", "#document-places"):
        assert not seen.page.locator(selector).is_visible()


@pytest.mark.parametrize(
    ("place", "citation"),
    [
        ("dieu-2", "Điều 2 Nghị quyết số 12/2025/NQ-HĐND"),
        ("dieu-2a", "Điều 2a Nghị quyết số 12/2025/NQ-HĐND"),
        ("dieu-2-khoan-1-diem-dd", "điểm đ khoản 1 Điều 2 Nghị quyết số 12/2025/NQ-HĐND"),
        (
            "dieu-3-khoan-1-trich-1-dieu-4-khoan-1",
            "khoản 1 Điều 4 trong phần sửa đổi tại khoản 1 Điều 3 Nghị quyết số 12/2025/NQ-HĐND",
        ),
        (
            "kem-theo-1-dieu-1-khoan-2",
            "khoản 2 Điều 1 của văn bản kèm theo Nghị quyết số 12/2025/NQ-HĐND",
        ),
    ],
)
def test_a_tap_on_a_number_copies_its_citation_and_its_address(
    visit, document, url, place, citation
):
    seen = visit(url, width=390, **CLIPBOARD)
    number = seen.page.locator(f'a[href="#{place}"]').last
    number.click()
    seen.page.get_by_role("button", name="Sao chép trích dẫn").last.click()
    seen.page.get_by_text("Đã sao chép").last.wait_for()
    assert copied(seen) == citation
    seen.page.locator("#document-places").wait_for(state="hidden")
    number.click()
    seen.page.get_by_role("button", name="Sao chép liên kết").click()
    seen.page.get_by_text("Đã sao chép").last.wait_for()
    assert copied(seen) == f"http://localhost{url}#{place}"


def test_the_menu_of_a_place_leads_on(visit, document, url):
    seen = visit(url)
    seen.page.locator('a[href="#dieu-2-khoan-2"]').last.click()
    own_page = seen.page.get_by_role("link", name="Xem riêng điều này")
    assert own_page.get_attribute("href") == f"{url}dieu-2/#khoan-2"
    report = seen.page.get_by_role("link", name="Báo lỗi chỗ này")
    assert report.get_attribute("href") == f"{url}bao-loi/?vi-tri=dieu-2-khoan-2"
    seen.page.keyboard.press("Escape")
    seen.page.locator('a[href="#kem-theo-1-dieu-2"]').last.click()
    assert own_page.get_attribute("href") == f"{url}kem-theo-1/dieu-2/"


def test_the_menu_works_by_keyboard_and_gives_the_focus_back(visit, document, url):
    seen = visit(url)
    number = seen.page.locator('a[href="#dieu-2-khoan-2"]').last
    number.focus()
    seen.page.keyboard.press("Enter")
    assert seen.page.evaluate("document.activeElement.textContent") == "Sao chép liên kết"
    seen.page.keyboard.press("Escape")
    assert seen.page.evaluate("document.activeElement.hash") == "#dieu-2-khoan-2"
    assert not seen.page.locator("#document-places").is_visible()


def test_the_menu_on_the_page_of_an_article_knows_the_article(visit, document, url):
    seen = visit(f"{url}dieu-2/", **CLIPBOARD)
    seen.page.locator('a[href="#khoan-1-diem-dd"]').click()
    report = seen.page.get_by_role("link", name="Báo lỗi chỗ này")
    assert report.get_attribute("href").endswith("?vi-tri=dieu-2-khoan-1-diem-dd")
    seen.page.locator("#document-places [data-copy-citation]").click()
    seen.page.locator("#document-places").wait_for(state="hidden")
    assert copied(seen) == "điểm đ khoản 1 Điều 2 Nghị quyết số 12/2025/NQ-HĐND"


@pytest.mark.parametrize("words", ["hoa giai vien", "HÒA GIẢI VIÊN", "hoà giải viên"])
def test_words_are_found_whatever_their_diacritics(visit, document, url, words):
    seen = visit(url)
    seen.page.locator("#find-in-text").fill(words)
    seen.page.get_by_text("4 chỗ, 3 điều").wait_for()
    contents = seen.page.locator("#document-contents")
    assert contents.get_by_text("Điều 1. Phạm vi điều chỉnh").is_visible()
    assert not contents.get_by_text("Điều 4. Hiệu lực thi hành").is_visible()
    assert seen.page.evaluate("CSS.highlights.get('found').size") == 4
    seen.page.locator("#find-in-text").fill("")
    contents.get_by_text("Điều 4. Hiệu lực thi hành").wait_for()


def test_what_is_not_there_is_said(visit, document, url):
    seen = visit(url)
    seen.page.locator("#find-in-text").fill("thuế xuất khẩu")
    seen.page.get_by_text("Không thấy. Thử ít từ hơn.").wait_for()


def test_finding_on_the_phone_opens_the_sheet_and_goes_to_the_place(visit, document, url):
    seen = visit(url, width=390)
    seen.page.get_by_role("button", name="Tìm", exact=True).last.click()
    seen.page.keyboard.type("đặc biệt khó khăn")
    seen.page.keyboard.press("Enter")
    seen.page.locator("#document-contents").wait_for(state="hidden")
    place = "document.getElementById('dieu-2-khoan-1-diem-dd').getBoundingClientRect().y"
    seen.page.wait_for_function(f"0 < {place} && {place} < 900")


def test_paper_has_the_law_and_no_tools(visit, document, url):
    seen = visit(url, media="print")
    for selector in ("#document-contents", ".toolbar", ".tabs", ".button-row", ".breadcrumbs"):
        assert not seen.page.locator(selector).first.is_visible(), selector
    assert seen.page.locator("#dieu-2-khoan-1").is_visible()
    style = "getComputedStyle(document.querySelector('.document-text')).color"
    assert seen.page.evaluate(style) == "rgb(0, 0, 0)"


def test_law_is_set_as_the_look_asks(visit, document, url):
    seen = visit(url, width=390)
    paragraph = seen.page.locator("#dieu-2a > p")
    size = paragraph.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    line = paragraph.evaluate("e => parseFloat(getComputedStyle(e).lineHeight)")
    assert size >= 18
    assert line / size >= 1.6
