"""Plain pages as something to be found."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from content.blocks import body_text
from content.registration import SearchRecord, SearchSource, register_search_source

from .models import InfoPage


def _published():
    return (
        InfoPage.objects.published()
        .select_related("owner_unit", "locale")
        .prefetch_related("topics")
    )


def _records(pages: Iterable[InfoPage]) -> Iterator[SearchRecord]:
    for page in pages:
        yield SearchRecord(
            key=f"{page.pk}/",
            title=page.title,
            body="\n".join([page.summary, body_text(page.body)]),
            url=page.get_absolute_url(),
            language=page.locale.language_code,
            topics=tuple(topic.code for topic in page.topics.all()),
            unit=page.owner_unit.code if page.owner_unit else "",
            unit_label=page.owner_unit.name if page.owner_unit else "",
        )


register_search_source(
    SearchSource(
        name=InfoPage.record_kind,
        label=_("Trang thông tin"),
        records=lambda: _records(_published().iterator(chunk_size=200)),
        records_of=lambda keys: _records(_published().filter(pk__in=list(keys))),
        count=lambda: InfoPage.objects.published().count(),
        order=90,
        icon="doc-full",
    )
)
