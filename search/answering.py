"""One search from beginning to end: what was meant, what was found, which page of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from django.core.paginator import Page, Paginator

from .engines.base import FACETS, RELEVANCE, Hit, Results, SearchEngine
from .expanding import expand
from .pinning import Pinned, pinned_for
from .requests import SearchRequest
from .spelling import did_you_mean
from .understanding import Understanding, literally, understand
from .understanding.vocabulary import filter_names

PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class Answer:
    asked: SearchRequest
    understood: Understanding
    results: Results
    filters: Mapping[str, frozenset[str]]  # chosen by the reader, or stated in the words
    order: str
    page: Page
    named: tuple[Hit, ...] = ()  # what the query names, shown before all others
    former: tuple[Hit, ...] = ()  # of the same name, no longer in force
    pinned: tuple[Pinned, ...] = ()  # what editors put first for this very query
    hits: tuple[Hit, ...] = field(default_factory=tuple)
    meant: str = ""  # the query as it was probably meant, where words look misspelled

    @property
    def count(self) -> int:
        """How many things there are to open."""
        return self.results.total or len(self.named) + len(self.pinned)

    @property
    def is_empty(self) -> bool:
        return not (self.hits or self.named or self.pinned)


def answer(
    asked: SearchRequest, *, engine: SearchEngine, day: date, languages: frozenset[str]
) -> Answer:
    """What is found for *asked*; filters stated in words are dropped where nothing has them."""

    def results_of(understood: Understanding, page: int) -> Results:
        return engine.search(
            understood.terms,
            day=day,
            filters=_filters(understood, asked),
            languages=languages,
            order=asked.order or understood.order or RELEVANCE,
            offset=(page - 1) * PAGE_SIZE,
            limit=PAGE_SIZE,
            grouped=not asked.filters.get("document"),
        )

    understood = _understood(asked, asked.as_typed, engine, day)
    results = results_of(understood, asked.page)
    if understood.stated and not results.total and not asked.filters:
        understood = _understood(asked, asked.as_typed | frozenset(FACETS), engine, day)
        results = results_of(understood, asked.page)
    shown = results.total if asked.filters.get("document") else results.groups
    page = Paginator(range(shown), PAGE_SIZE).get_page(asked.page)
    if page.number != asked.page:
        results = results_of(understood, page.number)
    is_first = page.number == 1 and not asked.filters
    named = understood.named if is_first else None
    may_be_misspelled = is_first and not asked.literal and not understood
    pinned = pinned_for(asked.query, day) if is_first and not asked.literal else []
    first = [*(named.hits if named else ()), *(pin.hit for pin in pinned)]
    above = {(hit.source, hit.record.key) for hit in first}
    return Answer(
        asked=asked,
        understood=understood,
        results=results,
        filters=_filters(understood, asked),
        order=asked.order or understood.order or RELEVANCE,
        page=page,
        named=named.hits if named else (),
        former=named.former if named else (),
        pinned=tuple(pinned),
        hits=tuple(hit for hit in results.hits if (hit.source, hit.record.key) not in above),
        meant=did_you_mean(asked.query, engine.frequencies) if may_be_misspelled else "",
    )


def _understood(
    asked: SearchRequest, as_typed: frozenset[str], engine: SearchEngine, day: date
) -> Understanding:
    if asked.literal:
        return literally(asked.query)
    return understand(
        asked.query,
        engine=engine,
        day=day,
        names=filter_names(),
        expand=partial(expand, day=day),
        as_typed=as_typed,
    )


def _filters(understood: Understanding, asked: SearchRequest) -> Mapping[str, frozenset[str]]:
    """What the reader chose stands in place of what the words state."""
    return {**understood.filters, **asked.filters}
