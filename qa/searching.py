"""Answered questions as something to be found."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from content.blocks import body_text
from content.findable import register_findable
from content.registration import Passage

from .models import Question


def _details(question: Question) -> dict:
    short_answer = Passage(
        anchor="tra-loi-ngan", label=gettext_noop("Trả lời ngắn"), text=question.summary
    )
    return {
        "body": "\n".join([question.details, question.summary, body_text(question.answer)]),
        "passages": (short_answer,),
        "year": question.answered_on.year,
        "published_on": question.answered_on,
    }


register_findable(
    Question,
    label=_("Hỏi đáp"),
    order=30,
    icon="help",
    details=_details,
    words=lambda question: {
        "details": question.details,
        "summary": question.summary,
        "answer": body_text(question.answer),
    },
    written_on=lambda question: question.reviewed_on or question.answered_on,
)
