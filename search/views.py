"""The search page."""

import logging

from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .answering import answer
from .engines import portal_engine
from .engines.base import EngineUnavailable
from .presentation import (
    cards,
    clear_address,
    document_filter,
    filter_groups,
    form_fields,
    parts,
    tabs,
)
from .requests import LONGEST_QUERY, SearchRequest

logger = logging.getLogger(__name__)

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
    found = answer(
        asked,
        engine=portal_engine(),
        day=timezone.localdate(),
        # The law is in Vietnamese whatever the language of the page.
        languages=frozenset({"vi", get_language()}),
    )
    # Links on the page repeat the question as it was read, not ten thousand characters of it.
    parameters = request.GET.copy()
    parameters["q"] = asked.query
    terms = found.understood.terms
    return {
        "parameters": parameters,
        "answer": found,
        "understood": found.understood,
        "terms": terms,
        "page": found.page,
        "results": found.results,
        "named": cards(found.named, terms, parameters),
        "former": found.former,
        "cards": cards(found.hits, terms, parameters),
        "tabs": tabs(found, parameters),
        "groups": filter_groups(found),
        "form": form_fields(found),
        "parts": parts(found, parameters),
        "document": document_filter(found, parameters),
        "chosen": sum(len(values) for values in asked.filters.values()),
        "clear_url": clear_address(parameters),
    }
