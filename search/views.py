"""The search page."""

import logging
from dataclasses import replace

from django.http import HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from content.models import Topic
from content.public_forms import client_network

from .answering import Answer, answer
from .engines import portal_engine
from .engines.base import NEWEST, EngineUnavailable
from .feeds import atom_feed
from .indexing import mend_soon
from .learning.clicks import click_token, take_click
from .learning.recording import record_query
from .presentation import (
    cards,
    clear_address,
    document_filter,
    feed_address,
    filter_groups,
    form_fields,
    parts,
    tabs,
)
from .requests import LONGEST_QUERY, SearchRequest
from .suggesting import offers

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
            mend_soon()
            context["unavailable"] = True
    fragment = "#results" if request.headers.get("HX-Request") else ""
    response = render(request, f"search/search.html{fragment}", context)
    patch_vary_headers(response, ["HX-Request"])
    response["X-Robots-Tag"] = "noindex"
    return response


def _answer(request, asked: SearchRequest) -> dict:
    found = answer(asked, engine=portal_engine(), day=timezone.localdate(), languages=_languages())
    if _is_a_new_question(request, asked):
        network = client_network(request)
        record_query(asked.query, results=found.count, network=network)
    if found.results.substituted:
        mend_soon()
    # Links on the page repeat the question as it was read, not ten thousand characters of it.
    parameters = request.GET.copy()
    parameters["q"] = asked.query
    terms = found.understood.terms
    return {
        "parameters": parameters,
        "answer": found,
        "understood": found.understood,
        "click_token": click_token(asked.query),
        "terms": terms,
        "page": found.page,
        "results": found.results,
        "named": cards(found.named, terms, parameters),
        "former": found.former,
        "pinned": [
            (card, pin.note)
            for card, pin in zip(
                cards([pin.hit for pin in found.pinned], terms, parameters),
                found.pinned,
                strict=True,
            )
        ],
        "cards": cards(found.hits, terms, parameters, first_rank=found.page.start_index() or 1),
        "tabs": tabs(found, parameters),
        "groups": filter_groups(found),
        "form": form_fields(found),
        "parts": parts(found, parameters),
        "document": document_filter(found, parameters),
        "subjects": Topic.objects.subjects() if found.is_empty else (),
        "chosen": sum(len(values) for values in asked.filters.values()),
        "clear_url": clear_address(parameters),
        "feed_url": feed_address(parameters),
    }


@require_GET
def feed(request):
    """The newest results of a search, for programs that read along."""
    asked = replace(SearchRequest.of(request.GET), order=NEWEST, page=1)
    if not asked.query:
        return HttpResponseBadRequest(_("Thiếu câu tìm (q)."), content_type="text/plain")
    try:
        found = _find(asked)
    except EngineUnavailable:
        response = HttpResponse(status=503)
        response["Retry-After"] = "300"
        return response
    response = atom_feed(request, found)
    response["Cache-Control"] = "public, max-age=900"
    response["X-Robots-Tag"] = "noindex"
    return response


@require_GET
def suggest(request):
    """What a query that is being typed may become; the same for everybody."""
    try:
        found = offers(
            request.GET.get("q", ""),
            engine=portal_engine(),
            day=timezone.localdate(),
            languages=_languages(),
        )
    except EngineUnavailable:
        found = []  # the field works without suggestions
    response = JsonResponse({"suggestions": found}, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "public, max-age=300"
    response["X-Robots-Tag"] = "noindex"
    return response


# There is no session to protect: `take_click` asks for a token that this portal signed.
@csrf_exempt
@require_POST
def opened(request):
    """A result was opened; what is not believed is not counted, and nobody is told."""
    take_click(request)
    return HttpResponse(status=204)


def _find(asked: SearchRequest) -> Answer:
    return answer(asked, engine=portal_engine(), day=timezone.localdate(), languages=_languages())


def _languages() -> frozenset[str]:
    """The law is in Vietnamese whatever the language of the page."""
    return frozenset({"vi", get_language()})


def _is_a_new_question(request, asked: SearchRequest) -> bool:
    """Whether somebody asks, and does not turn pages, try filters or undo a reading."""
    return not (
        asked.filters
        or asked.as_typed
        or asked.literal
        or asked.page > 1
        or asked.order
        or request.headers.get("Sec-Purpose", "").startswith("prefetch")
    )
