"""News as something to be found."""

from django.utils.translation import gettext_lazy as _

from content.blocks import body_text
from content.findable import register_findable

from .models import NewsPage


def _details(page: NewsPage) -> dict:
    return {
        "body": "\n".join([page.summary, body_text(page.body)]),
        "year": page.date.year,
        "published_on": page.date,
    }


register_findable(
    NewsPage,
    label=_("Tin tức"),
    order=50,
    icon="newspaper",
    ages=True,
    details=_details,
    words=lambda page: {"summary": page.summary, "body": body_text(page.body)},
    written_on=lambda page: page.date,
)
