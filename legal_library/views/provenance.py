"""Bản gốc: the file, the sources, the history of each text, and how to check them."""

from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ..provenance import TREE_CHECK, as_json, file_digest, records
from .addressing import show, with_document
from .documents import document_context


@require_safe
@with_document
def sources(request, document):
    """What the library has from where, as a page."""
    shown = show(document)
    file = document.source_file
    found = records(document, shown.texts)
    context = document_context(shown, "sources") | {
        "sources": document.sources.all(),
        "file_format": file.name.rpartition(".")[2] if file else "",
        "file_digest": file_digest(document),
        "records": found,
        "tree_check": TREE_CHECK.format(file=f"{document.slug}.json"),
        "json_url": reverse("legal_library:provenance_json", args=[document.slug]),
    }
    return render(request, "legal_library/sources.html", context)


@require_safe
@with_document
def provenance_json(request, document):
    """The same for programs."""
    data = as_json(document, show(document).texts, request.build_absolute_uri)
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False, "indent": 1})
