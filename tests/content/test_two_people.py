"""Whoever wrote a draft does not publish it: in the editor, in lists, on a day, by a script."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Locale
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from content.translating import translated
from content.two_people import SamePersonError, wrote
from news.models import NewsPage
from tests.factories.home import site_home
from tests.factories.news import NewsIndexPageFactory, NewsPageFactory
from tests.factories.qa import QuestionFactory

pytestmark = pytest.mark.django_db

WORDS = "Người soạn không tự duyệt bài của mình"


@pytest.fixture
def people(db):
    """Two superusers, who may do everything but this."""
    create = get_user_model().objects.create_superuser
    return create("nguoi-mot"), create("nguoi-hai")


@pytest.fixture
def page(people):
    """Public news, in which the first person has changed the title since."""
    page = NewsPageFactory(parent=NewsIndexPageFactory())
    page.save_revision().publish()
    return changed(page, people[0], "Tiêu đề mới")


def changed(page, user, title):
    page = NewsPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    page.title = title
    page.save_revision(user=user)
    return NewsPage.objects.get(pk=page.pk)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def form(page, **fields):
    return nested_form_data(
        {
            "title": page.title,
            "slug": page.slug,
            "summary": page.summary,
            "date": f"{page.date:%d/%m/%Y}",
            "body": streamfield([("text", rich_text("<p>Nội dung.</p>"))]),
            "legal_bases": streamfield([]),
            "licence": page.licence,
            "comments": inline_formset([]),
            "action-publish": "1",
            **fields,
        }
    )


def title_of(page):
    return NewsPage.objects.get(pk=page.pk).title


def test_the_author_keeps_the_draft_and_is_told_to_ask_somebody(page, people):
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = signed_in(people[0]).post(address, form(page, title="Chữ vừa gõ"), follow=True)
    assert WORDS in answer.content.decode()
    assert title_of(page) != "Chữ vừa gõ"
    kept = NewsPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert kept.title == "Chữ vừa gõ"


def test_the_author_is_shown_no_button_and_the_other_is(page, people):
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    shown = [signed_in(person).get(address).content.decode() for person in people]
    assert ['name="action-publish"' in html for html in shown] == [False, True]


def test_somebody_else_publishes_it_unchanged(page, people):
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    draft = page.get_latest_revision_as_object()
    first = signed_in(people[0]).post(address, form(draft) | {"action-publish": ""})
    assert first.status_code == 302
    signed_in(people[1]).post(address, form(draft))
    assert title_of(page) == "Tiêu đề mới"


def test_who_mends_it_before_publishing_has_written_too(page, people):
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    signed_in(people[1]).post(address, form(page, title="Sửa thêm"))
    assert title_of(page) != "Sửa thêm"


def test_no_way_of_publishing_is_left_out(page, people):
    revision = page.get_latest_revision()
    with pytest.raises(SamePersonError):
        revision.publish(user=people[0], skip_permission_checks=True)
    action = PublishPageRevisionAction(revision, user=people[0])
    with pytest.raises(SamePersonError):
        action.execute(skip_permission_checks=True)
    assert title_of(page) != "Tiêu đề mới"


def test_the_author_sets_no_day_for_it(page, people):
    tomorrow = f"{timezone.localtime() + timedelta(days=1):%Y-%m-%d %H:%M}"
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    signed_in(people[0]).post(address, form(page, go_live_at=tomorrow))
    assert not page.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_many_at_once_are_refused_together(page, people):
    other = NewsPageFactory(parent=page.get_parent(), live=False)
    other.save_revision(user=people[1])
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    back = reverse("wagtailadmin_explore_root")
    asked = f"{address}?id={page.pk}&id={other.pk}&next={back}"
    answer = signed_in(people[0]).post(asked, follow=True)
    assert WORDS in answer.content.decode()
    assert not NewsPage.objects.get(pk=other.pk).live


def test_what_is_locked_is_not_published_among_many_either(page, people):
    page.locked, page.locked_by = True, people[0]
    page.save()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    asked = f"{address}?id={page.pk}&next={reverse('wagtailadmin_explore_root')}"
    answer = signed_in(people[1]).post(asked, follow=True)
    assert "đang khóa hoặc đang chờ người khác duyệt" in answer.text
    assert title_of(page) != "Tiêu đề mới"
    NewsPage.objects.filter(pk=page.pk).update(locked=False)
    signed_in(people[1]).post(asked)
    assert title_of(page) == "Tiêu đề mới"


def test_a_new_page_is_not_published_by_who_makes_it(people):
    index = NewsIndexPageFactory()
    address = reverse("wagtailadmin_pages:add", args=["news", "newspage", index.pk])
    sample = NewsPageFactory.build(title="Tin mới", slug="tin-moi", date=timezone.localdate())
    answer = signed_in(people[0]).post(address, form(sample), follow=True)
    page = NewsPage.objects.get(slug="tin-moi")
    assert WORDS in answer.content.decode()
    assert not page.live


def test_a_copy_and_a_mirror_are_not_public(page, people):
    address = reverse("wagtailadmin_pages:copy", args=[page.pk])
    sent = {
        "new_title": "Bản sao",
        "new_slug": "ban-sao",
        "new_parent_page": page.get_parent().pk,
    }
    signed_in(people[0]).post(address, sent | {"publish_copies": "on"})
    assert not NewsPage.objects.filter(slug="ban-sao", live=True).exists()
    signed_in(people[0]).post(address, sent)
    assert not NewsPage.objects.get(slug="ban-sao").live
    with pytest.raises(PermissionDenied):
        CopyPageAction(page, user=people[0], keep_live=True).execute()
    with pytest.raises(PermissionDenied):
        CreatePageAliasAction(page, user=people[0], update_slug="guong").execute()


def test_what_is_written_after_the_approval_of_a_day_waits_for_another(page, people):
    """The day comes, and makes an older revision public than the author's last one."""
    author, approver = people
    draft = page.get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + timedelta(hours=1)
    revision = draft.save_revision(user=approver)
    revision.publish(user=approver)
    revision.refresh_from_db()
    changed(page, author, "Không ai duyệt")
    past = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()
    call_command("publish_scheduled", verbosity=0)
    page = NewsPage.objects.get(pk=page.pk)
    assert page.title == "Tiêu đề mới"
    assert wrote(author, page)


def test_writing_over_a_public_revision_is_writing(people):
    author, approver = people
    page = NewsPageFactory(parent=NewsIndexPageFactory(), live=False)
    revision = page.save_revision(user=author)
    revision.publish(user=approver)
    page = NewsPage.objects.get(pk=page.pk)
    page.title = "Viết đè"
    page.save_revision(user=author, overwrite_revision=page.get_latest_revision())
    assert wrote(author, NewsPage.objects.get(pk=page.pk))


def test_what_was_withdrawn_is_approved_anew(page, people):
    page.get_latest_revision().publish(user=people[1])
    page = NewsPage.objects.get(pk=page.pk)
    assert not wrote(people[0], page)
    page.unpublish(user=people[1])
    assert wrote(people[0], NewsPage.objects.get(pk=page.pk))


def test_saving_what_is_there_is_not_writing(page, people):
    page.get_latest_revision_as_object().save_revision(user=people[1])
    assert wrote(people[0], page)
    assert not wrote(people[1], page)


def test_a_question_keeps_what_its_author_typed(people):
    question = QuestionFactory(live=False)
    question.save_revision(user=people[0])
    site_home()
    address = reverse("wagtailsnippets_qa_question:edit", args=[question.pk])
    sent = nested_form_data(
        {
            "title": "Gõ lại câu hỏi?",
            "summary": "Có.",
            "answer": streamfield([]),
            "legal_bases": streamfield([]),
            "answered_on": "20/11/2026",
            "related_links": inline_formset([]),
            "licence": "cc-by-4.0",
            "action-publish": "1",
        }
    )
    answer = signed_in(people[0]).post(address, sent, follow=True)
    question.refresh_from_db()
    assert WORDS in answer.content.decode()
    assert not question.live
    assert question.get_latest_revision_as_object().title == "Gõ lại câu hỏi?"


def test_who_translates_does_not_publish_the_translation(
    page, people, django_capture_on_commit_callbacks
):
    translator, other = people
    home = site_home()
    english = Locale.objects.get_or_create(language_code="en")[0]
    home.copy_for_translation(english)
    page.get_parent().copy_for_translation(english)
    source, _created = TranslationSource.get_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=english)
    translation.save_target(user=other, publish=False)
    target = translation.get_target_instance()
    segment = source.stringsegment_set.first()
    StringTranslation.objects.create(
        translation_of=segment.string,
        context=segment.context,
        locale=english,
        data="News",
        last_translated_by=translator,
    )
    assert translated(translator, target)
    assert not translated(other, target)
    address = reverse("wagtailadmin_pages:edit", args=[target.pk])
    answer = signed_in(translator).post(address, {"action": "publish"}, follow=True)
    assert WORDS in answer.content.decode()
    assert not NewsPage.objects.get(pk=target.pk).live
    with django_capture_on_commit_callbacks(execute=True):
        signed_in(other).post(address, {"action": "publish"})
    assert NewsPage.objects.get(pk=target.pk).live
