"""The interface in English: compiled, complete, and what a reader of /en/ sees."""

import gettext
import os
import shutil
from datetime import date
from html import unescape

import pytest
from django.conf import settings as project_settings
from django.core.management import CommandError, call_command
from django.utils import timezone

from departments.models import Unit
from portal.translations import compile_all, missing
from search.indexing import rebuild_index
from tests.factories.departments import UnitFactory
from tests.factories.home import site_home
from tests.factories.legal_library import LegalDocumentFactory, sample_document
from tests.factories.qa import QuestionFactory

needs_gettext = pytest.mark.skipif(not shutil.which("xgettext"), reason="needs GNU gettext")
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture
def catalogue(tmp_path):
    path = tmp_path / "locale" / "en" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(HEADER + 'msgid "Tìm"\nmsgstr "Search"\n')
    return path


@pytest.fixture
def small_project(tmp_path, catalogue, settings):
    """Code, a template and tests with words of which only “Tìm” is translated."""
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    (tmp_path / "views.py").write_text('title = _("Tìm")\nother = pgettext("nút", "Tìm")\n')
    (tmp_path / "page.html").write_text(
        "{% load i18n %}{% translate 'Đất đai' %}"
        "{% blocktranslate count n=n %}{{ n }} điều{% plural %}{{ n }} điều{% endblocktranslate %}"
    )
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_views.py").write_text('_("Chỉ trong bài thử")\n')
    return tmp_path


def files_below(folder) -> dict:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def in_english(path, word: str) -> str:
    with path.with_suffix(".mo").open("rb") as compiled:
        return gettext.GNUTranslations(compiled).gettext(word)


def test_a_changed_translation_is_compiled_and_no_other(tmp_path, catalogue):
    assert compile_all(tmp_path / "locale") == 1
    assert in_english(catalogue, "Tìm") == "Search"
    assert compile_all(tmp_path / "locale") == 0
    catalogue.write_text(catalogue.read_text().replace("Search", "Find"))
    compiled_at = catalogue.with_suffix(".mo").stat().st_mtime
    os.utime(catalogue, (compiled_at + 1, compiled_at + 1))
    assert compile_all(tmp_path / "locale") == 1
    assert in_english(catalogue, "Tìm") == "Find"


@needs_gettext
def test_words_without_a_translation_are_found_in_code_and_templates(small_project):
    assert set(missing(small_project / "locale", "en")) == {"Tìm", "Đất đai", "%(n)s điều"}


@needs_gettext
def test_a_doubtful_or_half_translation_is_none(small_project, catalogue):
    catalogue.write_text(
        catalogue.read_text()
        + '\nmsgctxt "nút"\nmsgid "Tìm"\nmsgstr "Find"\n'
        + '\n#, fuzzy\nmsgid "Đất đai"\nmsgstr "Land"\n'
        + '\nmsgid "%(n)s điều"\nmsgid_plural "%(n)s điều"\n'
        + 'msgstr[0] "%(n)s article"\nmsgstr[1] ""\n'
    )
    assert set(missing(small_project / "locale", "en")) == {"Đất đai", "%(n)s điều"}


@needs_gettext
def test_checking_leaves_no_trace(small_project):
    (small_project / "locale" / "km").mkdir()
    before = files_below(small_project)
    missing(small_project / "locale", "en")
    assert files_below(small_project) == before


@needs_gettext
def test_the_check_names_the_words_and_the_command_that_extracts_them(small_project, capsys):
    with pytest.raises(CommandError, match=r"makemessages -l en .* -i 'tests/\*'"):
        call_command("check_translations")
    assert "en: Đất đai" in capsys.readouterr().err


@pytest.fixture
def english(tmp_path, settings, client, db):
    """Reads a page under /en/ with the project's own translations, compiled for this test."""
    shutil.copytree(
        project_settings.LOCALE_PATHS[0],
        tmp_path / "locale",
        ignore=shutil.ignore_patterns("*.mo"),
    )
    compile_all(tmp_path / "locale")
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    site_home()

    def read(path: str) -> str:
        response = client.get(f"/en{path}")
        assert response.status_code == 200
        html = response.content.decode()
        assert '<html lang="en">' in html
        return unescape(html)

    return read


def test_the_front_page_is_in_english(english):
    LegalDocumentFactory(effective_from=timezone.localdate())
    html = english("/")
    for words in ("Skip to main content", "Words to search for", "Text size"):
        assert words in html
    assert "document comes into force today" in html
    assert 'href="/en/van-ban/lich/?kind=takes_effect"' in html
    for words in ("Đến nội dung chính", "Từ cần tìm", "Cỡ chữ", "bắt đầu có hiệu lực"):
        assert words not in html


def test_lists_are_in_english_and_count_in_singular_and_plural(english):
    LegalDocumentFactory(effective_from=date(2024, 6, 11))
    assert "1 document<" in english("/van-ban/danh-sach/")
    LegalDocumentFactory(effective_to=date(2024, 6, 11))
    html = english("/van-ban/danh-sach/")
    assert "2 documents<" in html
    assert "No longer in force from 11 Jun 2024" in html


def test_units_are_in_english(english):
    UnitFactory(kind=Unit.Kind.WARD)
    UnitFactory(kind=Unit.Kind.COMMUNE)
    html = english("/don-vi/")
    for words in ("Public bodies", "Ward", "Commune"):
        assert words in html


def test_a_law_keeps_its_language_inside_an_english_page(english):
    html = english(sample_document().get_absolute_url())
    assert "Full text" in html
    assert 'data-citation="Nghị quyết số 12/2025/NQ-HĐND"' in html


def test_the_quoted_part_of_a_result_is_named_in_english(english, settings, tmp_path):
    settings.SEARCH = settings.SEARCH | {"DIRECTORY": tmp_path / "search"}
    QuestionFactory(title="Thửa đất này tách được không?", summary="Thửa đất phải rộng 80 m2.")
    rebuild_index()
    html = english("/tim-kiem/?q=thua+dat")
    assert "1 result<" in html
    assert "<b>Short answer.</b>" in html
