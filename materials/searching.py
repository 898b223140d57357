"""Materials as something to be found."""

from collections.abc import Iterable, Iterator

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.blocks import body_text
from content.registration import SearchRecord, SearchSource, register_search_source

from .models import MaterialPage


def _published():
    return (
        MaterialPage.objects.published()
        .select_related("owner_unit", "locale", "kind")
        .prefetch_related("topics")
    )


def _records(pages: Iterable[MaterialPage]) -> Iterator[SearchRecord]:
    for page in pages:
        published_on = page.first_published_at and timezone.localdate(page.first_published_at)
        yield SearchRecord(
            key=f"{page.pk}/",
            title=page.title,
            body="\n".join([page.summary, body_text(page.body)]),
            url=page.get_absolute_url(),
            language=page.locale.language_code,
            context=page.kind.name,
            type_code=page.kind.code,
            type_label=page.kind.name,
            topics=tuple(topic.code for topic in page.topics.all()),
            unit=page.owner_unit.code if page.owner_unit else "",
            unit_label=page.owner_unit.name if page.owner_unit else "",
            year=published_on.year if published_on else None,
            published_on=published_on,
        )


register_search_source(
    SearchSource(
        name=MaterialPage.record_kind,
        label=_("Tài liệu"),
        records=lambda: _records(_published().iterator(chunk_size=200)),
        records_of=lambda keys: _records(_published().filter(pk__in=list(keys))),
        count=lambda: MaterialPage.objects.published().count(),
        order=40,
        icon="folder-open-inverse",
    )
)
