"""Materials as something to be found."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.blocks import body_text
from content.filter_words import FilterWord, register_filter_words
from content.findable import register_findable

from .models import MaterialKind, MaterialPage


def _details(page: MaterialPage) -> dict:
    published_on = page.first_published_at and timezone.localdate(page.first_published_at)
    return {
        "body": "\n".join([page.summary, body_text(page.body)]),
        "context": page.kind.name,
        "type_code": page.kind.code,
        "type_label": page.kind.name,
        "year": published_on.year if published_on else None,
        "published_on": published_on,
    }


register_findable(
    MaterialPage,
    label=_("Tài liệu"),
    order=40,
    icon="folder-open-inverse",
    related=("kind",),
    details=_details,
    words=lambda page: {"summary": page.summary, "body": body_text(page.body)},
)


def _names():
    for code, name in MaterialKind.objects.values_list("code", "name"):
        yield FilterWord("type", frozenset({code}), name)


register_filter_words(_names)
