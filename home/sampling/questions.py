"""Answered questions of the sample province."""

from collections.abc import Iterator

from content.models import Audience, Topic
from departments.models import Unit
from qa.models import Question, RelatedQuestion

from .bodies import bases, body
from .publishing import date_back
from .reading import SOURCE, absent, morning, read, sample_uuid


def missing() -> list[dict]:
    return absent(Question, "questions", read("questions"))


def add(items) -> Iterator[None]:
    """All are saved first, because they refer to each other; then each is published."""
    for item in items:
        _save(item)
    for item in items:
        question = Question.objects.get(uuid=sample_uuid("questions", item["key"]))
        related = Question.objects.filter(
            uuid__in=[sample_uuid("questions", key) for key in item["related"]]
        )
        question.related_links = [RelatedQuestion(related=other) for other in related]
        question.save_revision().publish()
        date_back(question, item["answered_on"])
        yield


def _save(item: dict) -> None:
    question = Question(
        uuid=sample_uuid("questions", item["key"]),
        live=False,
        title=item["title"],
        details=item.get("details", ""),
        summary=item["summary"],
        answer=body(item["answer"]),
        legal_bases=bases(item["bases"]),
        answered_on=item["answered_on"],
        reviewed_on=item.get("reviewed_on"),
        review_on=item.get("review_on"),
        owner_unit=Unit.objects.get(code=item["unit"]),
        source_credit=SOURCE,
        first_published_at=morning(item["answered_on"]),
    )
    question.topics = Topic.objects.filter(code__in=item["topics"])
    question.audiences = Audience.objects.filter(code__in=item["audiences"])
    question.save()
