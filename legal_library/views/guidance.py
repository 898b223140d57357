"""Law → decree → circular → province, article by article."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.downloads import csv_response

from ..guiding.table import HEADS, as_lines, table
from .addressing import show, with_document
from .documents import document_context

PER_PAGE = 30


@require_safe
@with_document
def guidance(request, document):
    """The table, thirty articles a page; on request only where the province owes a document."""
    shown = show(document)
    found = table(document, shown.text)
    only_missing = request.GET.get("thieu") == "1"
    rows = found.missing if only_missing else found.rows
    context = document_context(shown, "guidance") | {
        "table": found,
        "only_missing": only_missing,
        "missing": len(found.missing),
        "page_of_rows": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "csv_url": reverse("legal_library:guidance_csv", args=[document.slug]),
        "canonical_path": reverse("legal_library:guidance", args=[document.slug]),
        "actions": [(_("Xem lược đồ"), reverse("legal_library:relations", args=[document.slug]))],
    }
    return render(request, "legal_library/guidance.html", context)


@require_safe
@with_document
def guidance_csv(request, document):
    """The same as a file for a spreadsheet."""
    found = table(document, show(document).text)
    return csv_response(f"huong-dan-{document.slug}.csv", map(str, HEADS), as_lines(found))
