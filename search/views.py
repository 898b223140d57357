"""The search page."""

import logging

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .analysis import query_terms
from .engines import portal_engine
from .engines.base import EngineUnavailable, Results
from .presentation import cards, filter_groups, tabs
from .requests import LONGEST_QUERY, SearchRequest
from .understanding import Understanding, understand

logger = logging.getLogger(__name__)

PAGE_SIZE = 20
EXAMPLES = (
    "vuot den do xe may phat bao nhieu",
    "điều 5 luật đất đai",
    "168/2024/NĐ-CP",
    "thủ tục đăng ký khai sinh",
)


def search(request):
    asked = SearchRequest.of(request.GET)
    context = {
        "page_title": _("Tìm kiếm"),
        "asked": asked,
        "longest_query": LONGEST_QUERY,
        "examples": EXAMPLES,
    }
    if asked.query:
        try:
            context |= _answer(request, asked)
        except EngineUnavailable as error:
            # A page without results serves better than an error page; operators read the log.
            logger.error("search is not available: %s", error)
            context["unavailable"] = True
    fragment = "#results" if request.headers.get("HX-Request") else ""
    response = render(request, f"search/search.html{fragment}", context)
    patch_vary_headers(response, ["HX-Request"])
    response["X-Robots-Tag"] = "noindex"
    return response


def _answer(request, asked: SearchRequest) -> dict:
    engine, day = portal_engine(), timezone.localdate()
    terms = query_terms(asked.query)

    def page_of_results(number: int) -> Results:
        return engine.search(
            terms,
            day=day,
            filters=asked.filters,
            # The law is in Vietnamese whatever the language of the page.
            languages=frozenset({"vi", get_language()}),
            order=asked.order,
            offset=(number - 1) * PAGE_SIZE,
            limit=PAGE_SIZE,
        )

    wanted = _page_number(request.GET.get("page"))
    results = page_of_results(wanted)
    page = Paginator(range(results.total), PAGE_SIZE).get_page(wanted)
    if page.number != wanted:
        results = page_of_results(page.number)
    understood = Understanding()
    if not asked.literal and not asked.filters and page.number == 1:
        understood = understand(asked.query, engine=engine, day=day)
    named = {(hit.source, hit.record.key) for hit in understood.hits}
    others = [hit for hit in results.hits if (hit.source, hit.record.key) not in named]
    # Links on the page repeat the question as it was read, not ten thousand characters of it.
    parameters = request.GET.copy()
    parameters["q"] = asked.query
    return {
        "parameters": parameters,
        "terms": terms,
        "page": page,
        "results": results,
        "understood": understood,
        "named": cards(understood.hits, terms),
        "cards": cards(others, terms),
        "tabs": tabs(results, asked, parameters),
        "groups": filter_groups(results, asked),
    }


def _page_number(raw: str | None) -> int:
    """The page asked for; anything that is no page is the first."""
    is_number = raw and raw.isascii() and raw.isdigit() and len(raw) < 5
    return max(int(raw), 1) if is_number else 1
