"""Gathering provisions across pages with a script, and reading the hand-out on a phone."""

import re

import pytest

from tests.browsing import ORIGIN
from tests.factories.legal_library import sample_document

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
URL = "/van-ban/to-phat/"


@pytest.fixture
def document():
    return sample_document()


@pytest.fixture
def other():
    return sample_document(number="77/2025/NQ-HĐND", title="Quy định thứ hai")


def citations(page):
    return [heading.split(" Nghị quyết")[0] for heading in page.locator("h2 a").all_inner_texts()]


def add(page):
    page.get_by_role("link", name="Đưa vào tờ phát").click()
    return page.get_by_role("link", name="Mở tờ phát")


def test_places_are_gathered_across_pages_and_opened_together(visit, document, other):
    seen = visit(f"{document.get_absolute_url()}dieu-4/")
    page = seen.page
    assert add(page).inner_text() == "Đã thêm. Mở tờ phát (1)"
    page.goto(ORIGIN + other.get_absolute_url())
    page.locator("#dieu-2-khoan-1 > p > a").first.click()  # the number of a clause
    add(page).click()
    page.wait_for_load_state("networkidle")
    assert citations(page) == ["Điều 4", "Khoản 1 Điều 2"]
    assert seen.problems == []


def test_what_is_taken_off_the_hand_out_is_no_longer_gathered(visit, document):
    page = visit(f"{document.get_absolute_url()}dieu-4/").page
    add(page)
    page.goto(f"{ORIGIN}{document.get_absolute_url()}dieu-1/")
    add(page).click()
    page.wait_for_load_state("networkidle")
    page.get_by_role("link", name=re.compile("Bỏ mục này.+Điều 4")).click()
    page.wait_for_load_state("networkidle")
    page.goto(ORIGIN + URL)
    page.get_by_role("link", name="Mở các mục đang gom").click()
    page.wait_for_load_state("networkidle")
    assert citations(page) == ["Điều 1"]


def test_a_hand_out_that_somebody_sent_does_not_replace_ones_own(visit, document):
    page = visit(f"{document.get_absolute_url()}dieu-4/").page
    add(page)
    page.goto(f"{ORIGIN}{URL}?vi-tri={document.slug}:dieu-1")
    page.goto(ORIGIN + URL)
    page.get_by_role("link", name="Mở các mục đang gom").click()
    page.wait_for_load_state("networkidle")
    assert citations(page) == ["Điều 4"]


def test_without_a_script_a_link_opens_a_hand_out_with_its_place(visit, document):
    page = visit(f"{document.get_absolute_url()}dieu-4/", java_script_enabled=False).page
    page.get_by_role("link", name="Đưa vào tờ phát").click()
    assert citations(page) == ["Điều 4"]


@pytest.mark.parametrize("width", [390, 1280])
def test_a_hand_out_and_the_menu_of_files_are_accessible(visit, document, width):
    seen = visit(f"{URL}?vi-tri={document.slug}:dieu-1,dieu-2&title=A&note=B", width=width)
    assert seen.violations() == []
    assert not seen.scrolls_sideways()
    seen = visit(document.get_absolute_url(), width=width)
    seen.page.locator(".download-menu summary").click()
    assert seen.violations() == []
    assert not seen.scrolls_sideways()


def test_on_paper_a_hand_out_has_no_buttons(visit, document):
    page = visit(f"{URL}?vi-tri={document.slug}:dieu-1", media="print").page
    assert page.get_by_role("link", name="Tải bản Word").count() == 0
    assert page.get_by_text("Phạm vi điều chỉnh").first.is_visible()
