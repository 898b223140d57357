"""Plain pages as something to be found."""

from django.utils.translation import gettext_lazy as _

from content.blocks import body_text
from content.findable import register_findable

from .models import InfoPage

register_findable(
    InfoPage,
    label=_("Trang thông tin"),
    order=90,
    icon="doc-full",
    details=lambda page: {"body": "\n".join([page.summary, body_text(page.body)])},
    words=lambda page: {"summary": page.summary, "body": body_text(page.body)},
)
