"""From an address to a document, a day and a text; and answers where there is none."""

from dataclasses import dataclass
from datetime import date
from functools import wraps

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ..models import Expression, LegalDocument
from ..versions import current_text, text_on

WAIT_SECONDS = 60  # until something that is not here yet may be


@dataclass(frozen=True, slots=True)
class Shown:
    """A document on a day: which of its texts is shown, and out of which."""

    document: LegalDocument
    day: date
    is_dated: bool  # the address names the day
    texts: list[Expression]  # without their HTML, the oldest first
    text: Expression | None

    def url(self, path: str = "") -> str:
        """The document's address on that day, or a place below it."""
        dated = f"@{self.day.isoformat()}/" if self.is_dated else ""
        return f"{self.document.get_absolute_url()}{dated}{path}"


class NotHere(Exception):
    """The document exists, but not what the address asks of it; *links* say what does.

    *status* is 404 unless it will be there later or elsewhere.
    """

    def __init__(self, title: str, text: str, links=(), *, status: int = 404):
        super().__init__(title)
        self.title, self.text, self.links, self.status = title, text, links, status


def with_document(view):
    """Pass the public document of the address; other spellings of the address are redirected.

    A `NotHere` becomes a page that says what there is instead.
    """

    @wraps(view)
    def wrapped(request, slug, **place):
        document = _public_document(slug)
        place = {name: _lowered(value) for name, value in place.items()}
        canonical = reverse(
            request.resolver_match.view_name, kwargs={"slug": document.slug, **place}
        )
        if request.path != canonical and "rest" not in place:
            query = request.META.get("QUERY_STRING")
            return redirect(f"{canonical}?{query}" if query else canonical, permanent=True)
        try:
            return view(request, document, **place)
        except NotHere as answer:
            return not_here(request, document, answer)

    return wrapped


def show(document: LegalDocument, day: str | None = None) -> Shown:
    """*document* today, or on the day that the address names."""
    texts = sorted(
        document.expressions.without_text(), key=lambda text: (text.valid_on or date.min, text.pk)
    )
    if day is None:
        today = timezone.localdate()
        text = current_text(texts, today, language=document.language)
        return Shown(document, today, False, texts, text)
    asked = read_day(document, day)
    text = text_on(texts, asked, language=document.language)
    if text is None and texts:
        raise NotHere(
            _("Ngày này chưa có văn bản"),
            _("Bản đầu tiên của %(document)s là bản ngày %(day)s.")
            % {"document": document, "day": date_format(texts[0].valid_on, "SHORT_DATE_FORMAT")},
            links=[(_("Xem bản đầu tiên"), _dated_url(document, texts[0].valid_on))],
        )
    return Shown(document, asked, True, texts, text)


def not_here(request, document: LegalDocument, answer: NotHere):
    """Not found, or not now, with what the document does have."""
    context = {
        "document": document,
        "page_title": answer.title,
        "text": answer.text,
        "actions": [(_("Xem toàn văn"), document.get_absolute_url()), *answer.links],
    }
    response = render(request, "legal_library/not_here.html", context, status=answer.status)
    if answer.status == 503:
        response["Retry-After"] = str(WAIT_SECONDS)
    return response


def _public_document(slug: str) -> LegalDocument:
    documents = LegalDocument.objects.public().for_listing().select_related("owner_unit")
    for spelling in dict.fromkeys((slug, slug.lower())):
        if document := documents.filter(slug=spelling).first():
            return document
    raise Http404(_("Tủ sách không có văn bản này."))


def _lowered(value):
    return value.lower() if isinstance(value, str) else value


def read_day(document: LegalDocument, day: str) -> date:
    try:
        if len(day) == len("2024-08-01"):
            return date.fromisoformat(day)
    except ValueError:
        pass
    raise NotHere(
        _("Ngày trong địa chỉ không đúng"),
        _("Ngày viết theo thứ tự năm-tháng-ngày, ví dụ @2024-08-01 là ngày 01/08/2024."),
        links=[(_("Xem lịch sử văn bản"), reverse("legal_library:history", args=[document.slug]))],
    )


def _dated_url(document: LegalDocument, day: date) -> str:
    return reverse("legal_library:document", kwargs={"slug": document.slug, "day": day.isoformat()})
