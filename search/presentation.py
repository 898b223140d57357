"""What a results page shows: tabs, groups of filters, cards. Reads the index's answer only,
and the names of topics from the database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.http import QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content import validity
from content.models import ContentRecord, Topic
from content.registration import search_sources

from .analysis import QueryTerms
from .answering import Answer
from .engines.base import FILTERS, FacetValue, Hit
from .highlighting import excerpt, marked
from .understanding import DOCUMENTS, NAMES, PROVISIONS, SYNONYMS

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
_LEADS = {"year": _("năm"), "unit": _("của"), "topic": _("chủ đề"), "validity": ""}


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
    others_url: str = ""  # the search again, within the document of this result
    rank: int = 0  # from 1 through all pages; 0 for what the query names
    basis_changed_on: date | None = None  # since when what it rests on has changed


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that was read into the query, and the same search without it."""

    meaning: str
    undo_url: str
    typed: str = ""  # in the place of which words
    lead: str = ""  # what kind of reading it is: "chỉ", "năm"
    alternatives: tuple[tuple[str, str], ...] = ()  # (meaning, address) of other readings


def cards(
    hits: Iterable[Hit], terms: QueryTerms, parameters: QueryDict, *, first_rank: int = 0
) -> list[Card]:
    kinds = {source.name: source.label for source in search_sources()}
    hits = list(hits)
    changed = _changed_bases(hits)
    found = [
        replace(
            _card(hit, terms, kinds, parameters),
            basis_changed_on=changed.get((hit.source, _primary_key(hit))),
        )
        for hit in hits
    ]
    if not first_rank:
        return found
    return [replace(card, rank=rank) for rank, card in enumerate(found, start=first_rank)]


def _changed_bases(hits: list[Hit]) -> dict[tuple[str, int], date]:
    """Since when the bases of what was found have changed: asked now, as the law changes while
    an item stays as it was indexed.
    """
    # The articles of an act rest on nothing but the act.
    keys = {(hit.source, _primary_key(hit)) for hit in hits if hit.source != PROVISIONS}
    if not keys:
        return {}
    records = ContentRecord.objects.filter(
        kind__in={kind for kind, _key in keys},
        object_id__in={key for _kind, key in keys},
        basis_changed_on__isnull=False,
    )
    rows = records.values_list("kind", "object_id", "basis_changed_on")
    return {(kind, key): day for kind, key, day in rows if (kind, key) in keys}


def _primary_key(hit: Hit) -> int:
    return int(hit.record.key.partition("/")[0])


def tabs(answer: Answer, parameters: QueryDict) -> list[dict]:
    """All kinds that were found, in the order their apps ask for, before them “Tất cả”."""
    counts = {value.value: value.count for value in answer.results.facets.get("kind", ())}
    chosen = answer.filters.get("kind", frozenset())
    found = [
        {
            "label": source.label,
            "url": _address(parameters, kind=source.name),
            "count": counts.get(source.name, 0),
            "current": source.name in chosen,
        }
        for source in search_sources()
        if source.name in counts or source.name in chosen
    ]
    stated = "kind" in answer.understood.filters
    everything = _address(_undone(parameters, "kind") if stated else parameters, kind=None)
    return [
        {
            "label": _("Tất cả"),
            "url": everything,
            "count": sum(counts.values()),
            "current": not chosen,
        },
        *found,
    ]


def filter_groups(answer: Answer) -> list[FilterGroup]:
    groups = []
    for name, legend in _LEGENDS.items():
        chosen = answer.filters.get(name, frozenset())
        labelled = _labelled(name, answer.results.facets.get(name, ()), chosen)
        choices = [Choice(*item, checked=item[0] in chosen) for item in labelled]
        # A single choice that is not chosen narrows nothing.
        if len(choices) > 1 or any(choice.checked for choice in choices):
            groups.append(FilterGroup(name, legend, choices))
    return groups


def form_fields(answer: Answer) -> list[tuple[str, str]]:
    """What the form of the filters sends along: the question, and what it does not show.

    Filters that were stated in words are choices of the form from now on, so the words that
    stated them go.
    """
    asked, understood = answer.asked, answer.understood
    fields = [("q", understood.text if understood.stated else asked.query)]
    fields += [("literal", "1")] if asked.literal else []
    fields += [("as_typed", part) for part in sorted(asked.as_typed)]
    for name in ("kind", "document"):
        fields += [(name, value) for value in sorted(answer.filters.get(name, ()))]
    return fields


def parts(answer: Answer, parameters: QueryDict) -> list[Part]:
    """What was read into the query, in a reader's words."""
    understood = answer.understood
    found = [
        Part(item.meant, _undo(parameters, item.part), typed=item.typed)
        for item in understood.corrections
    ]
    if answer.named:
        found.append(Part(understood.named.meaning, _undo(parameters, NAMES)))
    for item in understood.stated:
        if answer.asked.filters.get(item.facet):
            continue  # the reader's own choice has taken its place
        name = _stated_name(item.facet, item.values, item.name)
        undo = _undo(parameters, item.facet)
        found.append(Part(name, undo, lead=str(_LEADS.get(item.facet, _("chỉ")))))
    for item in understood.terms.expansions:
        others = tuple(
            (other, _address(parameters, q=answer.asked.query.replace(item.typed, other)))
            for other in item.alternatives
        )
        undo = _undo(parameters, SYNONYMS)
        found.append(Part(item.meaning, undo, typed=item.typed, alternatives=others))
    return found


def document_filter(answer: Answer, parameters: QueryDict) -> dict | None:
    """The one document that the results are limited to, and the search without that limit."""
    if not answer.asked.filters.get("document"):
        return None
    hit = next(iter(answer.hits), None)
    name = (hit.record.context or hit.record.title) if hit else ""
    return {"name": name, "all_url": _address(parameters, document=None)}


def clear_address(parameters: QueryDict) -> str:
    """The same search without the reader's filters."""
    return _address(parameters, **dict.fromkeys(FILTERS))


def feed_address(parameters: QueryDict) -> str:
    """The feed of the same search; its order is its own."""
    return reverse("search:feed") + _address(parameters, order=None)


def _card(hit: Hit, terms: QueryTerms, kinds: Mapping[str, str], parameters: QueryDict) -> Card:
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
        others_url=_address(parameters, document=hit.document) if hit.others else "",
    )


def _address(parameters: QueryDict, **changes: str | None) -> str:
    """The address of the same search with *changes*, from its first page."""
    address = parameters.copy()
    for name, value in {"page": None, **changes}.items():
        address.pop(name, None)
        if value is not None:
            address[name] = value
    return f"?{address.urlencode()}"


def _undone(parameters: QueryDict, part: str) -> QueryDict:
    address = parameters.copy()
    address.appendlist("as_typed", part)
    return address


def _undo(parameters: QueryDict, part: str) -> str:
    return _address(_undone(parameters, part))


def _stated_name(facet: str, values: frozenset[str], name: str) -> str:
    if facet == "validity":
        return ", ".join(str(VALIDITY_LABELS[v]).lower() for v in VALIDITY_LABELS if v in values)
    return name


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
