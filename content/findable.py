"""Editorial content as something to be found: the standard structure makes the search record."""

from collections.abc import Callable, Iterable, Iterator

from .registration import SearchRecord, SearchSource, register_search_source

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
) -> SearchSource:
    """Make the published items of *model* findable under *label*.

    *model* has the standard structure and a `published()` on its manager. *details* gives what
    a kind has of its own: its body, and further fields of the SearchRecord; *related* names
    the foreign keys that it reads. *ages*: what is new comes before what is old.
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
    }
