"""The preview of a citation: hover, focus, tap; it can be reached, dismissed, and gives way."""

from datetime import date

import pytest

from content.records import sync_record
from legal_library.citing.following import follow
from legal_library.vocabulary import document_type
from tests.factories.legal_library import LegalDocumentFactory, write_text

BOX = ".citation-preview"
WAIT = 900


@pytest.fixture
def article(db):
    law = LegalDocumentFactory(
        title="Luật Trồng cây ven suối",
        number="05/2024/QH15",
        type=document_type("Luật"),
        issued_on=date(2024, 1, 15),
    )
    write_text(law, "Điều 1. Phạm vi\nMột.\nĐiều 2. Hồ sơ\nTheo Điều 1 của Luật này.")
    sync_record(law)
    follow("documents", [law.pk])
    return f"{law.get_absolute_url()}dieu-2/"


def test_keyboard_and_mouse(visit, article):
    opened = visit(article)
    page, link = opened.page, opened.page.locator("a.citation")
    link.hover()
    page.wait_for_selector(BOX)
    assert "Một." in page.locator(BOX).inner_text()
    # It stays while the mouse is on it, and goes when the mouse does.
    page.locator(f"{BOX} .citation-preview__words").hover()
    page.wait_for_timeout(WAIT)
    assert page.locator(BOX).count() == 1
    page.mouse.move(2, 2)
    page.wait_for_selector(BOX, state="detached")
    # The Tab key goes from the link into it; Escape gives the focus back and keeps it closed.
    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    page.wait_for_selector(BOX)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Mở điều"
    page.keyboard.press("Escape")
    page.wait_for_timeout(WAIT)
    assert page.locator(BOX).count() == 0
    assert page.evaluate("document.activeElement.className") == "citation"
    assert opened.problems == []


def test_the_first_tap_shows_and_the_second_follows(visit, article):
    opened = visit(article, width=390, has_touch=True, is_mobile=True)
    page = opened.page
    page.locator("a.citation").tap()
    page.wait_for_selector(BOX)
    assert page.url.endswith("/dieu-2/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator(f"{BOX} [data-close]").tap()
    page.wait_for_selector(BOX, state="detached")
    page.locator("a.citation").tap()
    page.locator(f"{BOX} a", has_text="Mở điều").tap()
    page.wait_for_url("**/dieu-1/")
    assert opened.problems == []
