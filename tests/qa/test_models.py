"""A question has an address of its own, dates that make sense, and translations."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from wagtail.models import Locale

from qa.models import Question, QuestionSettings, RelatedQuestion
from tests.factories.qa import QuestionFactory

pytestmark = pytest.mark.django_db


def test_the_address_is_made_from_the_question():
    assert QuestionFactory(title="Đất ở có được tách thửa không?").slug == (
        "dat-o-co-duoc-tach-thua-khong"
    )


def test_a_question_stands_under_its_own_language_whoever_links_to_it():
    english = Locale.objects.create(language_code="en")
    assert QuestionFactory(title="Where?", locale=english).get_absolute_url() == (
        "/en/hoi-dap/where/"
    )
    with override("en"):
        assert QuestionFactory(title="Ở đâu?").get_absolute_url() == "/hoi-dap/o-dau/"


def test_equal_questions_have_addresses_of_their_own():
    first, second = QuestionFactory(title="Ở đâu?"), QuestionFactory(title="Ở đâu?")
    assert (first.slug, second.slug) == ("o-dau", "o-dau-2")


def test_a_question_without_letters_has_an_address():
    assert QuestionFactory(title="???").slug.startswith("cau-hoi-")


def test_the_address_stays_when_the_question_is_reworded():
    question = QuestionFactory(title="Ở đâu?")
    question.title = "Nộp ở đâu?"
    question.save()
    assert question.slug == "o-dau"


def test_a_typed_address_that_is_taken_is_refused_in_words():
    QuestionFactory(slug="o-dau")
    with pytest.raises(ValidationError):
        QuestionFactory.build(slug="o-dau", locale=Locale.get_default()).full_clean()


def test_the_short_answer_is_required():
    with pytest.raises(ValidationError) as refused:
        QuestionFactory.build(summary="", locale=Locale.get_default()).full_clean()
    assert "summary" in refused.value.message_dict


def test_a_review_before_the_answer_is_refused():
    question = QuestionFactory.build(answered_on=date(2026, 11, 2), reviewed_on=date(2026, 11, 1))
    with pytest.raises(ValidationError) as refused:
        question.clean()
    assert "reviewed_on" in refused.value.message_dict


def test_a_question_is_not_related_to_itself():
    question = QuestionFactory()
    with pytest.raises(ValidationError):
        RelatedQuestion(question=question, related=question).clean()


def test_a_translation_is_another_thing_with_the_same_address():
    question = QuestionFactory(title="Ở đâu?")
    english = Locale.objects.create(language_code="en")
    translation = question.copy_for_translation(english)
    translation.save()
    assert translation.uuid != question.uuid
    assert translation.slug == question.slug
    assert list(Question.objects.in_language("en")) == [translation]


def test_a_draft_does_not_change_what_readers_see(client):
    question = QuestionFactory(title="Ở đâu?", summary="Tại xã.")
    question.summary = "Tại tỉnh."
    question.save_revision()
    shown = client.get(question.get_absolute_url()).content.decode()
    assert "Tại xã." in shown
    assert "Tại tỉnh." not in shown


def test_the_disclaimer_is_a_setting(client):
    QuestionSettings.objects.create(disclaimer="Hãy hỏi lại cơ quan giải quyết.")
    shown = client.get(QuestionFactory().get_absolute_url()).content.decode()
    assert "Hãy hỏi lại cơ quan giải quyết." in shown
