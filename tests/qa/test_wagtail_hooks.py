"""Editors write, preview, publish and find questions in the admin."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.models import Locale
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from qa.models import Question
from tests.factories.home import site_home
from tests.factories.qa import QuestionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client, admin_user):
    site_home()
    client.force_login(admin_user)
    return client


def address(name, *args):
    return reverse(f"wagtailsnippets_qa_question:{name}", args=args)


def filled(**fields):
    return nested_form_data(
        {
            "title": "Đậu xe ở đâu?",
            "summary": "Ở bãi xe.",
            "answer": streamfield([("text", rich_text("<p>Ở bãi.</p>"))]),
            "legal_bases": streamfield([("basis", {"citation": "Điều 5"})]),
            "answered_on": "20/11/2026",
            "related_links": inline_formset([]),
            "licence": "cc-by-4.0",
            **fields,
        }
    )


def test_a_question_is_written_as_a_draft_and_published_by_somebody_else(editor, client):
    response = editor.post(address("add"), filled())
    assert response.status_code == 302, response.context["form"].errors
    question = Question.objects.get()
    assert not question.live
    assert question.slug == "dau-xe-o-dau"
    client.force_login(get_user_model().objects.create_superuser("lanhdao"))
    client.post(address("edit", question.pk), filled(**{"action-publish": "1"}))
    question.refresh_from_db()
    assert question.live


def test_a_question_without_a_short_answer_is_not_published(editor):
    response = editor.post(address("add"), filled(summary="", **{"action-publish": "1"}))
    assert response.status_code == 200
    assert "summary" in response.context["form"].errors


def test_at_most_three_related_questions(editor):
    others = QuestionFactory.create_batch(4)
    related = inline_formset([{"related": str(other.pk)} for other in others])
    response = editor.post(address("add"), filled(related_links=related, **{"action-publish": "1"}))
    assert response.status_code == 200
    assert not Question.objects.filter(title="Đậu xe ở đâu?").exists()


def test_an_unsaved_question_can_be_previewed(editor):
    preview = reverse("wagtailsnippets_qa_question:preview_on_add")
    assert editor.post(preview, filled()).json()["is_valid"]
    shown = editor.get(preview).content.decode()
    assert "Đậu xe ở đâu?" in shown
    assert "Ở bãi xe." in shown


def test_questions_are_found_without_the_capitals(editor):
    QuestionFactory(title="Đậu xe ở đâu?", locale=Locale.get_default())
    QuestionFactory(title="Kết hôn?")
    shown = editor.get(address("list"), {"q": "đậu xe"}).content.decode()
    assert "Đậu xe ở đâu?" in shown
    assert "Kết hôn?" not in shown
