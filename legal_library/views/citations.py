"""Citations for readers: what a link leads to, who cites a document, and a check of one's text."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from content.public_forms import within_rate

from ..addresses import article_path, eid_at, place_name
from ..citing.checking import LONGEST, check_text
from ..citing.cited_by import CitedBy
from ..citing.previewing import preview as preview_of
from ..forms import CitationCheckForm
from .addressing import read_day, show, with_document
from .documents import document_context

PAGE = 20
CHECKS, CHECK_SECONDS = 30, 600  # so many texts from one sender in so many seconds
_KEEP = 600  # seconds that a browser may keep a preview


@require_safe
@with_document
def preview(request, document, place="", day=None):
    """A fragment with the words of a cited place, for a text of *day*."""
    written_on = read_day(document, day) if day else None
    found = preview_of(document, place, timezone.localdate(), written_on)
    if found is None:
        raise Http404(_("Văn bản không có mục này"))
    context = {"preview": found, "document": document, "written_on": written_on}
    response = render(request, "legal_library/citations/preview.html", context)
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = f"max-age={_KEEP}"
    return response


@require_safe
@with_document
def cited_by(request, document):
    """Được dẫn chiếu: the texts that cite the document or, with `?dieu=`, one of its articles."""
    article = eid_at(request.GET.get("dieu", ""))
    article = article if article_path(article) else ""
    citing = CitedBy(document, article)
    counts = citing.counts()
    kind = request.GET.get("loai", "")
    kind = kind if kind in {known for known, _label, _number in counts} else ""
    paginator = Paginator(citing.records(kind), PAGE)
    # Counted already, kind by kind.
    paginator.count = sum(number for name, _label, number in counts if kind in ("", name))
    page = paginator.get_page(request.GET.get("page"))
    context = document_context(show(document), "cited_by") | {
        "article": article and place_name(article),
        "article_anchor": request.GET.get("dieu", "") if article else "",
        "article_url": document.get_absolute_url() + article_path(article) if article else "",
        "counts": counts,
        "total": sum(number for _kind, _label, number in counts),
        "kind": kind,
        "page": page,
        "citers": citing.with_sentences(list(page)),
    }
    return render(request, "legal_library/citations/cited_by.html", context)


# As with the other public forms: no cookie to compare with, a signed token instead.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def check(request):
    """A pasted text with each of its citations looked up; nothing of it is kept."""
    form = CitationCheckForm(request.POST if request.method == "POST" else None, request=request)
    result, status = None, 200
    if request.method == "POST" and form.is_valid():
        if within_rate(request, form.purpose, limit=CHECKS, seconds=CHECK_SECONDS):
            today = timezone.localdate()
            as_of = form.cleaned_data["as_of"] or today
            result = check_text(form.cleaned_data["text"], as_of, today)
        else:
            status = 429
            form.add_error(
                None,
                _(
                    "Bạn đã kiểm tra nhiều lần liền nhau. Nội dung còn nguyên bên dưới: "
                    "hãy gửi lại sau 10 phút."
                ),
            )
    elif request.method == "POST":
        status = 422
    context = {
        "page_title": _("Kiểm tra trích dẫn"),
        "page_description": _(
            "Dán một đoạn văn để biết văn bản, điều, khoản được dẫn có đúng và còn hiệu lực không."
        ),
        "trail": [(_("Văn bản"), reverse("legal_library:bookcase"))],
        "form": form,
        "result": result,
        "as_of": form.cleaned_data.get("as_of") if result else None,
        "longest": LONGEST,
    }
    response = render(request, "legal_library/citations/check.html", context, status=status)
    if status == 429:
        response["Retry-After"] = str(CHECK_SECONDS)
    if request.method == "POST":
        response["Cache-Control"] = "no-store"
    return response
