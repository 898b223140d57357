"""What a query that is being typed may become: names and numbers, and what others have asked."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from time import monotonic

from django.db.models import Count, Max, Sum
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from content.registration import search_sources

from .engines.base import Hit, SearchEngine
from .models import AskedQuery
from .queries import query_key
from .requests import clean_query
from .understanding import PROVISIONS, find_named

MOST = 8
LONGEST = 100  # letters; who types more has no use for a list of names
SHORTEST = 2
_MOST_NAMED, _MOST_ASKED = 2, 3

# A query is shown to others when it was asked from several places, on more than one day.
LEAST_ASKERS = 3
LEAST_DAYS = 2
_MOST_KEPT = 5_000
_KEPT_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Offer:
    text: str
    url: str
    kind: str  # what a reader calls it: "Điều luật", "Đã có người tìm"
    detail: str = ""  # the law that an article is in


def offers(
    typed: str, *, engine: SearchEngine, day: date, languages: frozenset[str]
) -> list[dict[str, str]]:
    """The best few continuations of *typed*, as the address of suggestions gives them."""
    text = clean_query(typed[: 2 * LONGEST])
    if not SHORTEST <= len(text) <= LONGEST:
        return []
    found: dict[str, Offer] = {}
    for offer in _all_offers(text, engine, day, languages):
        found.setdefault(offer.url, offer)
        if len(found) == MOST:
            break
    return [asdict(offer) for offer in found.values()]


def _all_offers(
    text: str, engine: SearchEngine, day: date, languages: frozenset[str]
) -> Iterator[Offer]:
    kinds = {source.name: str(source.label) for source in search_sources()}
    if any(char.isdigit() for char in text):
        for hit in find_named(text, engine=engine, day=day).hits[:_MOST_NAMED]:
            yield _named(hit, kinds)
    for query in asked_before(text)[:_MOST_ASKED]:
        url = f"{reverse('search:search')}?{urlencode({'q': query})}"
        yield Offer(query, url, _("Đã có người tìm"))
    for found in engine.suggest(text, day=day, languages=languages, limit=MOST):
        context = "" if found.context in found.text else found.context
        yield Offer(found.text, found.url, kinds.get(found.source, ""), context)


def _named(hit: Hit, kinds: dict[str, str]) -> Offer:
    record = hit.record
    anchor = f"#{hit.passage.anchor}" if hit.passage and hit.passage.anchor else ""
    detail = record.context if hit.source == PROVISIONS else record.number
    return Offer(record.title, record.url + anchor, kinds.get(hit.source, ""), detail)


# -- what others have asked --------------------------------------------------------------


class _Asked:
    """The queries that may be shown to others, in memory, read anew every ten minutes."""

    def __init__(self):
        self.forget()

    def forget(self) -> None:
        self._read_at: float | None = None
        self._keys: list[str] = []
        self._queries: list[tuple[int, str]] = []

    def beginning_with(self, key: str) -> list[str]:
        """From the most asked, without the query itself."""
        if self._read_at is None or monotonic() - self._read_at > _KEPT_SECONDS:
            self._read()
        start, end = bisect_left(self._keys, key), bisect_left(self._keys, key + "\uffff")
        found = sorted(self._queries[start:end], key=lambda item: -item[0])
        return [query for _askers, query in found if query_key(query) != key]

    def _read(self) -> None:
        self._read_at = monotonic()
        rows = (
            AskedQuery.objects.values("key")
            .annotate(
                askers=Sum("askers"), days=Count("day"), least=Max("results"), spelled=Max("query")
            )
            .filter(askers__gte=LEAST_ASKERS, days__gte=LEAST_DAYS, least__gt=0)
            .order_by("-askers")[:_MOST_KEPT]
        )
        known = sorted((row["key"], row["askers"], row["spelled"]) for row in rows)
        self._keys = [key for key, _askers, _spelled in known]
        self._queries = [(askers, spelled) for _key, askers, spelled in known]


_asked = _Asked()


def asked_before(text: str) -> list[str]:
    """Queries that several people have asked and that begin as *text* does."""
    key = query_key(text)
    return _asked.beginning_with(key) if key else []


def forget_asked() -> None:
    """Read the queries anew with the next suggestion."""
    _asked.forget()
