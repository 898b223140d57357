"""Plain pages can be found."""

from content.models import ContentRecord
from content.registration import search_sources
from home.models import InfoPage


def source():
    return next(source for source in search_sources() if source.name == "pages")


def test_page_is_found_with_its_words_until_it_is_withdrawn(home_page):
    page = home_page.add_child(
        instance=InfoPage(
            title="Khả năng tiếp cận",
            slug="tiep-can",
            body=[("text", "<p>Đọc được bằng bàn phím, kể cả mục lục của bộ luật.</p>")],
        )
    )
    page.save_revision().publish()
    (record,) = source().records()
    assert record.title == "Khả năng tiếp cận"
    assert "mục lục của bộ luật" in record.body
    assert record.url == "/tiep-can/"
    assert source().count() == 1
    page.refresh_from_db()
    page.unpublish()
    assert list(source().records_of([page.pk])) == []
    assert not ContentRecord.objects.live().filter(kind="pages").exists()


def test_front_page_itself_is_not_content(home_page):
    home_page.save_revision().publish()
    assert not ContentRecord.objects.exists()
