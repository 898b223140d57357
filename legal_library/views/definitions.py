"""The terms that laws define, in alphabetic order, with a search."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.text import compose

from ..defining.dictionary import LETTERS, entries, letters, spellings

PER_PAGE = 40
_LONGEST_QUERY = 100


@require_safe
def dictionary(request):
    """All terms, those that contain the words asked for, or those of one letter."""
    query = compose(request.GET.get("q", "")).replace("\0", "").strip()[:_LONGEST_QUERY]
    letter = compose(request.GET.get("chu", "")).lower()
    letter = letter if letter and letter in LETTERS else ""
    page = Paginator(spellings(query, letter), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_title": _("Thuật ngữ pháp lý"),
        "page_description": _(
            "Từ ngữ được giải thích ngay trong luật: nguyên văn, của luật nào, còn hiệu lực không."
        ),
        "trail": [(_("Văn bản"), reverse("legal_library:bookcase"))],
        "query": query,
        "letter": letter,
        "letters": letters(),
        "page_of_terms": page,
        "entries": entries(page.object_list),
        "all_url": reverse("legal_library:dictionary"),
        "actions": [
            (_("Xem tất cả thuật ngữ"), reverse("legal_library:dictionary")),
            (_("Tìm trong toàn bộ văn bản"), _search_url(query)),
        ],
    }
    return render(request, "legal_library/definitions/dictionary.html", context)


def _search_url(query: str) -> str:
    url = reverse("search:search")
    return f"{url}?{urlencode({'q': query})}" if query else url
