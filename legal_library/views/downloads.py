"""A text as a file: Word, PDF, plain text, Akoma Ntoso, JSON."""

from urllib.parse import quote

from django.http import FileResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.text import compose

from ..exporting import pdf
from ..exports import FORMATS, Export, NotReady, available_formats, export
from .addressing import NotHere, Shown, show, with_document

# A text changes rarely, and then its ETag does.
CACHE_SECONDS = 3600


@require_safe
@with_document
def download(request, document, name, day=None):
    """The text of today, or of the day that the address names, in the format *name*."""
    shown = show(document, day)
    if shown.text is None:
        raise NotHere(_("Chưa có toàn văn"), _("Tủ sách chưa có toàn văn của văn bản này."))
    if name not in FORMATS:
        raise NotHere(
            _("Không có dạng tệp này"),
            _("Toàn văn tải được ở các dạng dưới đây."),
            links=[(item["label"], item["url"]) for item in downloads(shown)],
        )
    if name == "pdf" and not pdf.is_available():
        raise NotHere(
            _("Chưa tải được PDF"),
            _("Máy chủ này chưa có phần tạo PDF. Hãy tải bản Word, hoặc in từ trang toàn văn."),
            links=[(_("Tải bản Word"), download_url(shown, "docx"))],
            status=501,
        )
    wanted = export(document, shown.text, name)
    etag = f'"{wanted.digest}"'
    response = get_conditional_response(request, etag=etag) or _file(wanted)
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={CACHE_SECONDS}"
    # Search engines take the page for the text, and this for a copy of it.
    canonical = request.build_absolute_uri(document.get_absolute_url())
    response["Link"] = f'<{canonical}>; rel="canonical"'
    return response


def download_url(shown: Shown, name: str) -> str:
    """The address of the text shown, as a file."""
    day = {"day": shown.day.isoformat()} if shown.is_dated else {}
    return reverse(
        "legal_library:download", kwargs={"slug": shown.document.slug, "name": name, **day}
    )


def downloads(shown: Shown) -> list[dict]:
    """The files that the page of a text offers."""
    if shown.text is None:
        return []
    return [
        {
            "label": item.label,
            "ending": item.name,
            "media_type": item.media_type.partition(";")[0],
            "url": download_url(shown, item.name),
        }
        for item in available_formats()
    ]


def disposition(ascii_name: str, name: str, ending: str) -> str:
    """Both names of a download: for old programs and command lines, and in Vietnamese."""
    readable = " ".join("".join(" " if c in '\\/:*?"<>|' else c for c in compose(name)).split())
    readable = quote(f"{readable[:120].strip()}.{ending}", safe="")
    return f"attachment; filename=\"{ascii_name}.{ending}\"; filename*=UTF-8''{readable}"


def _file(wanted: Export) -> FileResponse:
    try:
        path = wanted.ready()
    except NotReady as reason:
        raise NotHere(
            _("Tệp đang được tạo"),
            _("Văn bản này dài nên tệp PDF cần một, hai phút. Hãy mở lại địa chỉ này sau đó."),
            status=503,
        ) from reason
    response = FileResponse(path.open("rb"), content_type=wanted.format.media_type)
    document = wanted.expression.document
    response["Content-Disposition"] = disposition(
        document.slug, f"{document} {document.title}", wanted.format.name
    )
    return response
