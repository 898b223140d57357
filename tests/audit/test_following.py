"""What editors do with pages and other things is logged, or does not happen."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Site

from audit.models import Action, AuditEvent
from news.models import NewsPage
from tests.factories.departments import UnitFactory
from tests.factories.news import NewsIndexPageFactory, NewsPageFactory
from tests.factories.qa import QuestionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return get_user_model().objects.create_superuser("stp_bt", "", "mat-khau-rat-dai")


def last(action):
    return AuditEvent.objects.filter(action=action).first()


@pytest.fixture
def news():
    unit = UnitFactory(code="stp", name="Sở Tư pháp")
    return NewsPageFactory(
        parent=NewsIndexPageFactory(), title="Tập huấn Luật Đất đai", owner_unit=unit, live=False
    )


def test_a_publication_names_the_person_the_page_and_the_unit(news, editor):
    news.save_revision().publish(user=editor)
    event = last(Action.PUBLISHED)
    assert event.actor_name == "stp_bt"
    assert event.object_name == "Tập huấn Luật Đất đai"
    assert (event.object_kind, event.object_id) == ("news.newspage", str(news.pk))
    assert (event.unit_code, event.unit_name) == ("stp", "Sở Tư pháp")


def test_a_publication_that_cannot_be_logged_does_not_happen(news, editor, monkeypatch):
    revision = news.save_revision()

    def full_disk(*args, **kwargs):
        raise OSError("full disk")

    monkeypatch.setattr(AuditEvent.objects, "create", full_disk)
    with pytest.raises(OSError, match="full disk"):
        revision.publish(user=editor)
    assert not NewsPage.objects.get(pk=news.pk).live


def test_withdrawing_scheduling_and_deleting_are_logged(news, editor):
    news.save_revision().publish(user=editor)
    news.refresh_from_db()
    news.unpublish(user=editor)
    assert last(Action.UNPUBLISHED).object_id == str(news.pk)
    news.go_live_at = timezone.now() + timedelta(days=1)
    news.save_revision().publish(user=editor)
    assert last(Action.SCHEDULED).object_id == str(news.pk)
    key = str(news.pk)
    news.delete(user=editor)
    event = last(Action.DELETED)
    assert (event.object_id, event.unit_code) == (key, "stp")


def test_a_thing_without_pages_is_followed_too(editor):
    question = QuestionFactory(title="Hỏi về đất đai", live=False)
    question.save_revision().publish(user=editor)
    assert last(Action.PUBLISHED).object_kind == "qa.question"


def test_what_has_no_drafts_is_logged_when_it_is_saved(client, editor):
    client.force_login(editor)
    site = Site.objects.get()
    client.post(
        reverse("wagtailsites:edit", args=[site.pk]),
        {"hostname": "localhost", "port": 80, "site_name": "x", "root_page": site.root_page_id},
    )
    event = last(Action.CHANGED)
    assert event.object_kind == "wagtailcore.site"


def test_a_file_taken_out_of_the_admin_is_an_export(client, editor):
    client.force_login(editor)
    response = client.get(reverse("wagtailadmin_reports:site_history") + "?export=csv")
    assert response.status_code == 200
    event = last(Action.EXPORTED)
    assert event.actor_name == "stp_bt"
    assert "site-history" in event.object_name
