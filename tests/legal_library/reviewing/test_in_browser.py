"""The screen of a review with a keyboard and a caret, on the phone and on the desk."""

import pytest
from django.urls import reverse

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def test_keys_lead_through_the_doubts_and_the_caret_says_where_to_split(
    sit_down, drafter, draft, review
):
    place = {"words": "Điều 4. Hiệu lực", "offset": 60, "page": 0}
    review.warnings = [*review.warnings, {"line": 6, "message": "Điểm thứ hai", **place}]
    review.save()
    person = sit_down(drafter).open(reverse("legal_library_review", args=[draft.pk]))
    page = person.page
    assert "Điểm 1." in page.inner_text(".review-doubt")
    for _width in person.at_widths():
        assert not person.scrolls_sideways()
        assert person.violations("[data-review]") == []

    page.keyboard.press("n")
    page.get_by_text("Điểm 2.").wait_for()
    page.uncheck("[data-review-keys]")
    page.locator("body").focus()
    page.keyboard.press("p")
    page.check("[data-review-keys]")
    assert "Điểm 2." in page.inner_text(".review-doubt")

    person.open(reverse("legal_library_review", args=[draft.pk]) + "?chon=art_3__para_1")
    page.get_by_text("Sửa chữ (được ghi lại là sửa chữ)").click()
    page.locator("[data-review-text]").evaluate("area => area.setSelectionRange(14, 14)")
    page.get_by_role("button", name="Tách ở chỗ con trỏ").click()
    page.get_by_text("Bước vừa làm: Tách khoản 1 Điều 3 thành hai").wait_for()
    review.refresh_from_db()
    assert review.version == 1
    assert person.problems == []
