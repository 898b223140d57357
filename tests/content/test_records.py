"""The record of a published thing follows it: published, moved, closed, withdrawn, deleted."""

import pytest
from django.utils.translation import override
from wagtail.models import PageViewRestriction

from content import registration
from content.models import ContentRecord
from tests.factories.content import TopicFactory
from tests.factories.departments import UnitFactory
from tests.factories.legal_library import LegalDocumentFactory
from tests.factories.news import NewsIndexPageFactory, NewsPageFactory
from tests.factories.qa import QuestionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def index():
    return NewsIndexPageFactory()


@pytest.fixture
def heard(monkeypatch):
    """What the listeners are told, an object at a time."""
    changes = []

    def listen(name, keys):
        changes.extend((name, key) for key in keys)

    monkeypatch.setattr(registration._registry, "listeners", [listen])
    return changes


def published(item):
    item.save_revision().publish()
    item.refresh_from_db()
    return item


def record_of(item) -> ContentRecord:
    return ContentRecord.objects.get(uuid=item.uuid)


def test_publishing_a_page_writes_what_lists_show(index, heard):
    page = NewsPageFactory(
        parent=index, title="Đường mới", owner_unit=UnitFactory(name="Sở Xây dựng"), live=False
    )
    page.topics = [TopicFactory(code="14")]
    published(page)
    record = record_of(page)
    assert (record.kind, record.title, record.live) == ("news", "Đường mới", True)
    assert record.url == "/tin-tuc/" + page.slug + "/"
    assert record.owner_unit.name == "Sở Xây dựng"
    assert [topic.code for topic in record.topics.all()] == ["14"]
    assert record.language == "vi"
    assert heard == [("news", page.pk)]


def test_the_language_of_the_editor_does_not_change_the_address():
    with override("en"):
        document = published(LegalDocumentFactory(live=False))
    assert record_of(document).url == f"/van-ban/{document.slug}/"


def test_publishing_again_changes_the_same_record(index):
    page = published(NewsPageFactory(parent=index, title="Cũ"))
    page.title = "Mới"
    published(page)
    assert [record.title for record in ContentRecord.objects.all()] == ["Mới"]


def test_a_draft_of_a_published_page_stays_out_of_the_record(index):
    page = published(NewsPageFactory(parent=index, title="Đang đăng"))
    page.title = "Bản nháp"
    page.save_revision()
    assert record_of(page).title == "Đang đăng"


def test_withdrawing_keeps_the_record_but_not_live(index, heard):
    page = published(NewsPageFactory(parent=index))
    page.unpublish()
    assert record_of(page).live is False
    assert heard[-1] == ("news", page.pk)


def test_a_new_address_of_a_page_above_reaches_the_record(
    index, django_capture_on_commit_callbacks
):
    page = published(NewsPageFactory(parent=index))
    index.slug = "thoi-su"
    with django_capture_on_commit_callbacks(execute=True):
        published(index)
    assert record_of(page).url.startswith("/thoi-su/")


def test_deleting_forgets_the_record(index, heard):
    page = published(NewsPageFactory(parent=index))
    index.refresh_from_db()
    index.delete()
    assert not ContentRecord.objects.filter(uuid=page.uuid).exists()
    assert ("news", page.pk) in heard[1:]


def test_closing_a_section_hides_its_records_and_opening_shows_them(index):
    page = published(NewsPageFactory(parent=index))
    closed = PageViewRestriction.objects.create(
        page=index.page_ptr, restriction_type=PageViewRestriction.LOGIN
    )
    assert record_of(page).live is False
    published(page)
    assert record_of(page).live is False
    closed.delete()
    assert record_of(page).live is True


def test_deleting_a_closed_page_leaves_no_record(index):
    page = published(NewsPageFactory(parent=index))
    PageViewRestriction.objects.create(
        page=page.page_ptr, restriction_type=PageViewRestriction.LOGIN
    )
    page.delete()
    assert not ContentRecord.objects.filter(uuid=page.uuid).exists()


def test_a_question_has_its_record_like_a_page(heard):
    question = QuestionFactory(live=False)
    assert not ContentRecord.objects.exists()
    published(question)
    record = record_of(question)
    assert (record.kind, record.component) == ("questions", "questions")
    assert record.summary == question.summary
    assert record.object == question
    question.unpublish()
    assert record_of(question).live is False
    question.delete()
    assert not ContentRecord.objects.exists()
    assert heard == [("questions", record.object_id)] * 3


def test_a_list_of_records_reads_one_query(index, django_assert_num_queries):
    for number in range(3):
        published(NewsPageFactory(parent=index, owner_unit=UnitFactory(), title=f"Tin {number}"))
    with django_assert_num_queries(1):
        records = ContentRecord.objects.live().of_kind("news").newest().for_listing()
        assert [str(record.owner_unit) for record in records]
