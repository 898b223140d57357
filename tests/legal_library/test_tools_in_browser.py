"""The tools on top of the law in a browser: cards of terms, the calendar, the table of guidance."""

from datetime import date

import pytest

from legal_library.defining.storing import keep
from legal_library.vocabulary import document_type
from tests.factories.legal_library import LegalDocumentFactory, write_text

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

LAW = """LUẬT
ĐẤT MẪU
Điều 1. Giải thích từ ngữ
1. Đất ở là đất để làm nhà ở.
Điều 2. Hạn mức
1. Ủy ban nhân dân cấp tỉnh quy định hạn mức đất ở.
"""


@pytest.fixture
def law(db):
    law = LegalDocumentFactory(
        title="Luật Đất mẫu",
        type=document_type("Luật"),
        number="7/2025/QH15",
        issued_on=date(2025, 7, 1),
    )
    write_text(law, LAW)
    keep([law.pk])
    return law


def test_a_term_opens_its_card_by_tap_and_by_key_and_closes_on_escape(visit, law):
    seen = visit(law.get_absolute_url(), width=390)
    term = seen.page.locator(".defined-term")
    card = seen.page.get_by_role("dialog", name="Đất ở")
    assert not card.is_visible()
    term.click()
    assert "Đất ở là đất để làm nhà ở." in card.inner_text()
    assert seen.violations() == []
    seen.page.keyboard.press("Escape")
    assert not card.is_visible()
    term.focus()
    seen.page.keyboard.press("Enter")
    assert card.get_by_role("link").evaluate("link => link === document.activeElement")
    assert not seen.problems


def test_without_scripts_a_term_leads_to_its_clause(visit, law):
    seen = visit(law.get_absolute_url(), java_script_enabled=False)
    seen.page.locator(".defined-term").click()
    assert seen.page.url.endswith("#dieu-1-khoan-1")


@pytest.mark.parametrize(
    "path",
    ["/van-ban/lich/2025-07/", "/van-ban/thuat-ngu/", "huong-dan/", "ban-goc/"],
)
def test_pages_are_accessible_and_fit_a_small_phone(visit, law, path):
    path = path if path.startswith("/") else law.get_absolute_url() + path
    seen = visit(path, width=320)
    assert seen.violations() == []
    assert not seen.scrolls_sideways()
    assert not seen.problems
