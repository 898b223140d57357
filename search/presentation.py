"""What a results page shows: tabs, groups of filters, cards. Reads the index's answer only,
and the names of topics from the database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content import validity
from content.models import Topic
from content.registration import search_sources

from .analysis import QueryTerms
from .engines.base import FacetValue, Hit, Results
from .highlighting import excerpt, marked
from .requests import SearchRequest
from .understanding import DOCUMENTS

SHOWN_AT_FIRST = 6
VALIDITY_LABELS = {
    validity.IN_FORCE: _("Còn hiệu lực"),
    validity.PARTLY_EXPIRED: _("Hết hiệu lực một phần"),
    validity.NOT_YET_IN_FORCE: _("Chưa có hiệu lực"),
    validity.EXPIRED: _("Hết hiệu lực"),
    validity.SUSPENDED: _("Ngưng hiệu lực"),
    validity.NO_LONGER_SUITABLE: _("Không còn phù hợp"),
    validity.UNKNOWN: _("Chưa xác định hiệu lực"),
}
_LEGENDS = {
    "validity": _("Hiệu lực"),
    "type": _("Loại"),
    "topic": _("Chủ đề"),
    "unit": _("Cơ quan, đơn vị"),
    "year": _("Năm"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    count: int
    checked: bool


@dataclass(frozen=True, slots=True)
class FilterGroup:
    """One group of choices; those behind the first few are folded away."""

    name: str
    legend: str
    choices: list[Choice]

    @property
    def first(self) -> list[Choice]:
        return self.choices[: self._shown]

    @property
    def more(self) -> list[Choice]:
        return self.choices[self._shown :]

    @property
    def more_is_chosen(self) -> bool:
        return any(choice.checked for choice in self.more)

    @property
    def _shown(self) -> int:
        return SHOWN_AT_FIRST + 2 if len(self.choices) <= SHOWN_AT_FIRST + 2 else SHOWN_AT_FIRST


@dataclass(frozen=True, slots=True)
class Card:
    """One result as it is read."""

    title: SafeString
    url: str
    kind: str
    quote_label: str
    quote: SafeString
    hit: Hit


def cards(hits: Iterable[Hit], terms: QueryTerms) -> list[Card]:
    kinds = {source.name: source.label for source in search_sources()}
    return [_card(hit, terms, kinds) for hit in hits]


def tabs(results: Results, request: SearchRequest, parameters: QueryDict) -> list[dict]:
    """All kinds that were found, in the order their apps ask for, before them “Tất cả”."""
    counts = {value.value: value.count for value in results.facets.get("kind", ())}
    chosen = request.filters.get("kind", frozenset())
    found = [
        _tab(source.label, counts.get(source.name, 0), parameters, source.name, chosen)
        for source in search_sources()
        if source.name in counts or source.name in chosen
    ]
    return [_tab(_("Tất cả"), sum(counts.values()), parameters, "", chosen), *found]


def filter_groups(results: Results, request: SearchRequest) -> list[FilterGroup]:
    groups = []
    for name, legend in _LEGENDS.items():
        chosen = request.filters.get(name, frozenset())
        labelled = _labelled(name, results.facets.get(name, ()), chosen)
        choices = [Choice(*item, checked=item[0] in chosen) for item in labelled]
        # A single choice that is not chosen narrows nothing.
        if len(choices) > 1 or any(choice.checked for choice in choices):
            groups.append(FilterGroup(name, legend, choices))
    return groups


def _card(hit: Hit, terms: QueryTerms, kinds: Mapping[str, str]) -> Card:
    passage = hit.passage
    return Card(
        title=marked(hit.record.title, terms),
        url=f"{hit.record.url}#{passage.anchor}" if passage and passage.anchor else hit.record.url,
        kind=kinds.get(hit.source, ""),
        # The index keeps message ids; what is none, such as “Khoản 2”, stays as it is.
        quote_label=gettext(passage.label) if passage and passage.label else "",
        # The opening lines of a document say no more than its title.
        quote=excerpt(passage.text, terms) if passage and hit.source != DOCUMENTS else SafeString(),
        hit=hit,
    )


def _tab(label, count: int, parameters: QueryDict, kind: str, chosen: frozenset[str]) -> dict:
    address = parameters.copy()
    address.pop("page", None)
    address.pop("kind", None)
    if kind:
        address["kind"] = kind
    return {
        "label": label,
        "url": f"?{address.urlencode()}",
        "count": count,
        "current": kind in chosen if kind else not chosen,
    }


def _labelled(
    name: str, values: Iterable[FacetValue], chosen: frozenset[str]
) -> list[tuple[str, str, int]]:
    """(value, label, count) in the order of their group; what was chosen stays, found or not."""
    found = {value.value: (value.label, value.count) for value in values}
    found |= dict.fromkeys(chosen - found.keys(), ("", 0))
    if name == "validity":
        known = [status for status in VALIDITY_LABELS if status in found]
        return [(status, VALIDITY_LABELS[status], found[status][1]) for status in known]
    if name == "topic":
        # The subjects; a topic below them only where an address asks for it.
        codes = [code for code in found if "." not in code or code in chosen]
        names = dict(Topic.objects.filter(code__in=codes).values_list("code", "name"))
        return [(code, names[code], found[code][1]) for code in codes if code in names]
    if name == "year":
        return [(year, year, found[year][1]) for year in sorted(found, reverse=True)]
    return [(value, label or value, count) for value, (label, count) in found.items()]
