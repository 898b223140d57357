"""Sửa đổi: the orders that change a document, whether a text has them yet, and those it gives."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..amending.showing import grouped, orders_about
from .addressing import show, with_document
from .documents import document_context

ORDERS_A_PAGE = 50


@require_safe
@with_document
def amendments(request, document):
    """What changes the document, and what it changes; refused orders say why."""
    orders = orders_about(document).in_order().with_acts()
    page = Paginator(orders, ORDERS_A_PAGE).get_page(request.GET.get("page"))
    affecting = [item for item in page if item.target_id == document.pk]
    given = [item for item in page if item.target_id != document.pk]
    context = document_context(show(document), "amendments") | {
        "page": page,
        "affecting": grouped(affecting, by_target=False),
        "given": grouped(given, by_target=True),
        "querydict": request.GET,
    }
    return render(request, "legal_library/amendments.html", context)
