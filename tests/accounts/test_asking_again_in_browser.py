"""What is being written survives the question for the password, with and without scripts."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import HeldSubmission
from accounts.sessions import ACTIVE_AT
from departments.roles import Role
from news.models import NewsPage
from tests.factories.home import site_home
from tests.factories.news import NewsIndexPageFactory, NewsPageFactory

from .conftest import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
WRITTEN = "Đoạn dài “vừa viết” & chưa lưu"


@pytest.fixture
def news(unit):
    site_home()
    return NewsPageFactory(
        parent=NewsIndexPageFactory(), title="Tin cũ", slug="tin-cu", owner_unit=unit
    )


@pytest.fixture
def editor(make_officer, sit_down, settings):
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0  # what is typed stands in the browser alone
    return sit_down(make_officer(Role.EDITOR, "tinh_bt"))


def rest(person):
    session = person.client.session
    session[ACTIVE_AT] = (timezone.now() - timedelta(minutes=6)).timestamp()
    session.save()


def stored(news) -> str:
    return NewsPage.objects.get(pk=news.pk).get_latest_revision_as_object().summary


def test_the_password_is_asked_for_over_the_page(editor, news):
    editor.open(f"/admin/pages/{news.pk}/edit/").fill(summary=WRITTEN)
    rest(editor)
    editor.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    dialog = editor.page.get_by_role("dialog", name="Nhập lại mật khẩu")
    dialog.wait_for()
    assert editor.violations(".session-dialog") == []
    editor.page.keyboard.press("Escape")
    assert dialog.is_visible()
    dialog.get_by_label("Mật khẩu").fill("sai")
    dialog.get_by_role("button", name="Tiếp tục").click()
    dialog.get_by_text("chưa đúng").wait_for()
    dialog.get_by_label("Mật khẩu").fill(PASSWORD)
    dialog.get_by_role("button", name="Tiếp tục").click()
    dialog.wait_for(state="hidden")
    assert editor.page.locator("[name=summary]").input_value() == WRITTEN
    editor.press("Lưu bản nháp")
    assert stored(news) == WRITTEN
    assert editor.problems == []


def test_a_form_that_was_sent_too_late_is_given_back(editor, news):
    editor.page.route("**/admin-session.js*", lambda route: route.fulfill(body=""))
    editor.open(f"/admin/pages/{news.pk}/edit/").fill(summary=WRITTEN)
    rest(editor)
    editor.press("Lưu bản nháp")
    assert editor.path.startswith("/tai-khoan/nhap-lai-mat-khau/")
    assert editor.violations() == []
    editor.fill(password=PASSWORD).press("Tiếp tục")
    assert editor.path.startswith("/tai-khoan/dang-giu/")
    assert editor.violations() == []
    editor.press("Gửi tiếp")
    assert editor.path == f"/admin/pages/{news.pk}/edit/"
    assert stored(news) == WRITTEN
    assert not HeldSubmission.objects.exists()
    assert editor.problems == []
