"""A reader reports an error: a form that works without a session, and a page of thanks."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from content.public_forms import within_rate

from ..addresses import anchor, place_name
from ..forms import ErrorReportForm
from ..reporting_errors import find_place, report_error
from .addressing import with_document
from .documents import trail

WAIT_SECONDS = 600


# CSRF protection compares with a cookie, and public pages set none, so that they can be
# cached. PublicForm checks a signed token and the page the form was sent from instead.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@with_document
def report(request, document):
    """The form for the place in `?vi-tri=`; sent, it is stored once and answered by a redirect."""
    eid = find_place(document, request.GET.get("vi-tri", ""))
    form = ErrorReportForm(request.POST if request.method == "POST" else None, request=request)
    status = 200
    if request.method == "POST":
        if form.is_valid() and within_rate(request, form.purpose, seconds=WAIT_SECONDS):
            fields = {name: form.cleaned_data[name] for name in ("kind", "message", "contact")}
            report_error(document=document, eid=eid, **fields)
            return redirect(reverse("legal_library:report_thanks", args=[document.slug]))
        if form.is_valid():
            status = 429
            form.add_error(
                None,
                _(
                    "Bạn đã gửi nhiều báo lỗi liền nhau. Nội dung còn nguyên bên dưới: "
                    "hãy gửi lại sau 10 phút."
                ),
            )
    context = {
        "document": document,
        "form": form,
        "place": place_name(eid),
        "place_anchor": anchor(eid) if eid else "",
        "page_title": _("Báo lỗi trong văn bản"),
        "trail": [*trail(document), (str(document), document.get_absolute_url())],
    }
    response = render(request, "legal_library/report.html", context, status=status)
    if status == 429:
        response["Retry-After"] = str(WAIT_SECONDS)
    return response


@require_safe
@with_document
def thanks(request, document):
    """What happens with the report now."""
    context = {
        "document": document,
        "page_title": _("Đã nhận báo lỗi"),
        "trail": [*trail(document), (str(document), document.get_absolute_url())],
    }
    return render(request, "legal_library/report_thanks.html", context)
