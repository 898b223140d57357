"""Answered questions as something to be found."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from content.blocks import body_text
from content.registration import Passage, SearchRecord, SearchSource, register_search_source

from .models import Question


def _published():
    return (
        Question.objects.published()
        .select_related("owner_unit", "locale")
        .prefetch_related("topics")
    )


def _records(questions: Iterable[Question]) -> Iterator[SearchRecord]:
    for question in questions:
        yield SearchRecord(
            key=f"{question.pk}/",
            title=question.title,
            body="\n".join([question.details, question.summary, body_text(question.answer)]),
            url=question.get_absolute_url(),
            passages=(
                Passage(
                    anchor="tra-loi-ngan",
                    label=gettext_noop("Trả lời ngắn"),
                    text=question.summary,
                ),
            ),
            language=question.locale.language_code,
            topics=tuple(topic.code for topic in question.topics.all()),
            unit=question.owner_unit.code if question.owner_unit else "",
            unit_label=question.owner_unit.name if question.owner_unit else "",
            year=question.answered_on.year,
            published_on=question.answered_on,
        )


register_search_source(
    SearchSource(
        name=Question.record_kind,
        label=_("Hỏi đáp"),
        records=lambda: _records(_published().iterator(chunk_size=200)),
        records_of=lambda keys: _records(_published().filter(pk__in=list(keys))),
        count=lambda: Question.objects.published().count(),
        order=30,
        icon="help",
    )
)
