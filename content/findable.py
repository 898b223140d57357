"""Editorial content as something to be found: the standard structure makes the search record."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from django.utils import timezone

from .registration import (
    CitingSource,
    CitingText,
    SearchRecord,
    SearchSource,
    register_citing_source,
    register_search_source,
)

_CHUNK = 200


def register_findable(
    model,
    *,
    label,
    order: int,
    icon: str,
    related: tuple[str, ...] = (),
    ages: bool = False,
    details: Callable,
    words: Callable[..., Mapping[str, str]] | None = None,
    written_on: Callable[..., date | None] | None = None,
) -> SearchSource:
    """Make the published items of *model* findable under *label*.

    *model* has the standard structure and a `published()` on its manager. *details* gives what
    a kind has of its own: its body, and further fields of the SearchRecord; *related* names
    the foreign keys that it reads. *ages*: what is new comes before what is old.

    *words* gives the plain text of each field in which law may be cited, by the name of the
    field; *written_on* the day of these words, by default that of the last publication.
    """

    def published():
        return (
            model.objects.published()
            .select_related("owner_unit", "locale", *related)
            .prefetch_related("topics")
        )

    def records(items: Iterable) -> Iterator[SearchRecord]:
        for item in items:
            yield SearchRecord(**(_standard_fields(item) | details(item)))

    if words:
        register_citing_source(
            CitingSource(
                name=model.record_kind,
                texts_of=lambda keys: _citing_texts(
                    model.objects.published().filter(pk__in=list(keys)), words, written_on
                ),
            )
        )
    return register_search_source(
        SearchSource(
            name=model.record_kind,
            label=label,
            records=lambda: records(published().iterator(chunk_size=_CHUNK)),
            records_of=lambda keys: records(published().filter(pk__in=list(keys))),
            count=lambda: model.objects.published().count(),
            order=order,
            icon=icon,
            ages=ages,
        )
    )


def _citing_texts(items: Iterable, words, written_on) -> Iterator[CitingText]:
    for item in items:
        published_at = item.last_published_at or item.first_published_at or timezone.now()
        day = (written_on and written_on(item)) or timezone.localdate(published_at)
        fields = tuple((name, text) for name, text in words(item).items() if text)
        yield CitingText(item.pk, day, fields)


def _standard_fields(item) -> dict:
    unit = item.owner_unit
    return {
        "key": f"{item.pk}/",
        "title": item.title,
        "url": item.get_absolute_url(),
        "language": item.locale.language_code,
        "topics": tuple(topic.code for topic in item.topics.all()),
        "unit": unit.code if unit else "",
        "unit_label": unit.name if unit else "",
        "provincial": bool(unit) and unit.kind != unit.Kind.CENTRAL,
    }
