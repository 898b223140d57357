"""The admin in Vietnamese: locale/vi holds what Wagtail's own translation leaves in English."""

import json
import re
import shutil
from collections import Counter
from html import unescape

import polib
import pytest
from django.conf import settings as project_settings
from django.contrib.auth import get_user_model
from django.urls import reverse

from content.text import normalize
from legal_library.models import LegalDocument
from portal.translations import compile_all
from tests.factories.home import site_home
from tests.factories.legal_library import LegalDocumentFactory
from tests.factories.news import NewsIndexPageFactory, NewsPageFactory

WORDS = project_settings.LOCALE_PATHS[0] / "vi" / "LC_MESSAGES"
CATALOGUES = ["django.po", "djangojs.po"]
ENGLISH = ["Save draft", "Publish", "Search…"]
SLOT = re.compile(r"%\(\w+\)[sdr]|%[sd]|\{\w*\}|</?\w[^<>]*>")  # “%(title)s”, “{}”, “<b>”


@pytest.fixture
def read(client, db, tmp_path, settings):
    """What an address of the admin answers, without scripts, in words compiled for this test."""
    ignored = shutil.ignore_patterns("*.mo")
    shutil.copytree(project_settings.LOCALE_PATHS[0], tmp_path / "locale", ignore=ignored)
    compile_all(tmp_path / "locale")
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    client.force_login(get_user_model().objects.create_superuser("bientap", password="mat-khau"))

    def answer(address: str) -> str:
        response = client.get(address)
        assert response.status_code == 200
        html = response.content.decode()
        return unescape(re.sub(r"<(script|style)\b.*?</\1>", "", html, flags=re.DOTALL))

    return answer


def assert_words(html: str, *words: str):
    assert [word for word in words if word not in html] == []
    assert [word for word in ENGLISH if word in html] == []


def test_the_dashboard_and_the_page_tree(read):
    home = site_home()
    assert_words(read(reverse("wagtailadmin_home")), "Tìm mọi trang…", "Tài khoản")
    explorer = read(reverse("wagtailadmin_explore", args=[home.pk]))
    assert_words(explorer, "Thêm trang con", "Cập nhật", "Tìm…")


def test_the_dashboard_leads_to_no_guide_on_another_host(read):
    page = read(reverse("wagtailadmin_home"))
    assert reverse("wagtailadmin_account") in page
    assert "wagtail.org" not in page


def test_the_editor_of_a_page(read):
    news = NewsPageFactory(parent=NewsIndexPageFactory())
    editor = read(reverse("wagtailadmin_pages:edit", args=[news.pk]))
    assert_words(editor, "Lưu bản nháp", "Đăng", "Gỡ đăng", "Đặt lịch", "Xem lịch sử", "Bình luận")
    history = read(reverse("wagtailadmin_pages:history", args=[news.pk]))
    assert_words(history, "Lịch sử", "Thao tác", "Người dùng")


def test_the_list_and_the_editor_of_legal_documents(read):
    document = LegalDocumentFactory()
    names = LegalDocument.snippet_viewset
    assert_words(read(reverse(names.get_url_name("list"))), "Tìm…", "Thêm văn bản pháp luật")
    editor = read(reverse(names.get_url_name("edit"), args=[document.pk]))
    assert_words(editor, "Lưu bản nháp", "Đăng", "Trạng thái", "Xem trước")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("wagtailimages:index", ["Ảnh", "Thêm ảnh", "Bạn chưa tải ảnh nào"]),
        ("wagtaildocs:index", ["Tệp", "Thêm tệp", "Bạn chưa tải tệp nào"]),
        ("wagtailusers_users:index", ["Thêm người dùng", "Đăng nhập lần cuối"]),
        ("wagtailadmin_account", ["Ảnh đại diện", "Giao diện", "Thông báo"]),
        ("wagtailadmin_reports:site_history", ["Lịch sử website", "Thao tác"]),
    ],
)
def test_other_screens(read, name, words):
    assert_words(read(reverse(name)), *words)


def test_the_words_of_scripts(read):
    scripts = read(reverse("wagtailadmin_javascript_catalog"))
    assert f'"Reply": {json.dumps("Trả lời")}' in scripts


@pytest.mark.parametrize("name", CATALOGUES)
def test_a_translation_keeps_variables_and_markup(name):
    """An entry that leaves one out on purpose says why in a comment."""
    wrong = []
    for entry in polib.pofile(str(WORDS / name)):
        sources = [Counter(SLOT.findall(text)) for text in (entry.msgid, entry.msgid_plural)]
        for text in [entry.msgstr, *entry.msgstr_plural.values()]:
            if text and not entry.tcomment and Counter(SLOT.findall(text)) not in sources:
                wrong.append((entry.msgid, text))
    assert wrong == []


@pytest.mark.parametrize("name", CATALOGUES)
def test_translations_are_whole_sorted_and_spelled_alike(name):
    entries = polib.pofile(str(WORDS / name))
    assert [entry.msgid for entry in entries if not entry.translated()] == []
    keys = [(entry.msgid, entry.msgctxt or "") for entry in entries]
    assert keys == sorted(set(keys))
    words = [text for entry in entries for text in (entry.msgstr, *entry.msgstr_plural.values())]
    assert [text for text in words if text != normalize(text)] == []
