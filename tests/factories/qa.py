"""Answered questions."""

from datetime import date

import factory
from factory.django import DjangoModelFactory
from wagtail.models import Locale

from qa.models import Question


class QuestionFactory(DjangoModelFactory):
    title = factory.Sequence(lambda number: f"Câu hỏi số {number}?")
    summary = "Có. Bạn được hỗ trợ."
    answered_on = date(2026, 11, 20)
    locale = factory.LazyFunction(Locale.get_default)

    class Meta:
        model = Question
