"""The names that filters go by, read from the database once in a while and kept in memory."""

from django.core.cache import cache
from django.utils import timezone

from content.filter_words import FilterWord, filter_words, register_filter_words
from content.models import Topic

from .wording import FilterNames

_SECONDS = 300  # a new unit or type can be asked for by name so long after it came
_STAMP = "search.filter_names"
_kept: dict[str, FilterNames] = {}


def filter_names() -> FilterNames:
    """The names in use today. All processes share the moment at which they are read anew."""
    stamp = cache.get_or_set(_STAMP, lambda: timezone.now().isoformat(), _SECONDS)
    names = _kept.get(stamp)
    if names is None:
        _kept.clear()
        names = _kept[stamp] = FilterNames(filter_words())
    return names


def _topics():
    rows = Topic.objects.values_list("code", "name")
    return [FilterWord("topic", frozenset({code}), name) for code, name in rows]


register_filter_words(_topics)
