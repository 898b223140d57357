"""The front of the bookcase, and the list of documents with its filters."""

from django.core.paginator import Paginator
from django.http import QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ..listing import ORDERS, Listing
from ..models import LegalDocument

NEWEST, SOON = 6, 4
SHELVES = ("topic", "type", "issuer", "unit", "year", "validity")


@require_safe
def front(request):
    """By topic, type, issuer, unit and year, with the newest and what takes effect soon."""
    today = timezone.localdate()
    public = LegalDocument.objects.public().for_listing()
    facets = Listing(QueryDict(), today).facets
    context = {
        "page_title": _("Văn bản pháp luật"),
        "page_description": _(
            "Tủ sách pháp luật: văn bản của trung ương và của tỉnh, đọc đến từng điều, khoản, điểm."
        ),
        "trail": [],
        "total": sum(choice.count for choice in facets["type"].choices),
        "newest": public.newest()[:NEWEST],
        "soon": public.taking_effect(after=today)[:SOON],
        "shelves": [facets[name] for name in SHELVES if facets[name].choices],
    }
    return render(request, "legal_library/bookcase.html", context)


@require_safe
def document_list(request):
    """All public documents as the address filters and orders them, twenty a page."""
    listing = Listing(request.GET, timezone.localdate())
    page = Paginator(listing.documents, 20).get_page(request.GET.get("page"))
    context = {
        "page_title": _("Danh sách văn bản"),
        "trail": [(_("Văn bản"), reverse("legal_library:bookcase"))],
        "listing": listing,
        "orders": ORDERS.items(),
        "chosen": [
            (choice, _without(request.GET, name, choice)) for name, choice in listing.chosen
        ],
        "page_of_documents": page,
    }
    return render(request, "legal_library/document_list.html", context)


def _without(query: QueryDict, name: str, choice) -> str:
    """The list's address without one of its choices."""
    query = query.copy()
    query.setlist(name, [value for value in query.getlist(name) if value.strip() != choice.value])
    query.pop("page", None)
    return f"?{query.urlencode()}"
