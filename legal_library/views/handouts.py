"""Hand-outs of picked provisions: without account, cookie or anything stored."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ..addresses import anchor
from ..bases import read_address
from ..exports import FORMATS
from ..forms import HandoutForm
from ..handout_files import write_handout
from ..handouts import MOST_PLACES, Handout, Place, collect, read_places, write_places
from ..models import LegalDocument
from .downloads import disposition

PLACES = "vi-tri"


@require_safe
def handout(request):
    """The picked provisions in full, with what can be changed about them."""
    form, places = _read(request)
    if form.is_valid() and form.cleaned_data["add"]:
        added = _added(form.cleaned_data["add"])
        if added:
            return redirect(_address([*places, added], form))
        form.add_error("add", _("Không tìm thấy điều, khoản ở địa chỉ này. Hãy chép lại liên kết."))
    shown = collect(places, timezone.localdate())
    title, note = (_value(form, name) for name in ("title", "note"))
    context = {
        "page_title": _("Tờ phát: %(title)s") % {"title": title} if title else _("Tờ phát"),
        "trail": [(_("Văn bản"), reverse("legal_library:bookcase"))],
        "handout": shown,
        "rows": [_row(shown, position, form) for position in range(len(shown.items))],
        "places": write_places(shown.places),
        "anchors": [_anchored(place) for place in shown.places],
        "most_places": MOST_PLACES,
        "form": form,
        "note": note,
        "text": shown.text(title, note),
        "word_url": _address(shown.places, form, name="legal_library:handout_word"),
        "own_url": _address(shown.places, form),
    }
    return render(request, "legal_library/handout.html", context)


@require_safe
def word(request):
    """The same as a Word file."""
    form, places = _read(request)
    shown = collect(places, timezone.localdate())
    if not shown.items:
        return redirect(_address([], form))
    title, note = (_value(form, name) for name in ("title", "note"))
    url = request.build_absolute_uri(reverse("legal_library:handout"))
    data = write_handout(shown, title=title, note=note, url=url)
    response = HttpResponse(data, content_type=FORMATS["docx"].media_type)
    name = f"Tờ phát {title}".strip()
    response["Content-Disposition"] = disposition("to-phat", name, "docx")
    return response


def _read(request) -> tuple[HandoutForm, list[Place]]:
    form = HandoutForm({name: request.GET.get(name, "") for name in HandoutForm.base_fields})
    form.is_valid()
    return form, read_places(request.GET.getlist(PLACES))


def _value(form: HandoutForm, name: str) -> str:
    return form.cleaned_data.get(name, "")


def _added(address: str) -> Place | None:
    """The provision that a pasted address shows; None for a whole document or nothing known."""
    place = read_address(address)
    if place is None or not place.eid:
        return None
    slug = LegalDocument.objects.values_list("slug", flat=True).get(uuid=place.document_uuid)
    return Place(slug, place.eid)


def _address(places: list[Place], form: HandoutForm, name: str = "legal_library:handout") -> str:
    """The address of a hand-out with *places* and what the form says."""
    query = [(PLACES, value) for value in write_places(places)]
    query += [(key, value) for key in ("title", "note") if (value := _value(form, key))]
    # Readable where it is read aloud or shortened: the signs that separate stay themselves.
    return f"{reverse(name)}?{urlencode(query, safe=':,')}" if query else reverse(name)


def _anchored(place: Place) -> str:
    """The place as pages name it to scripts, which know ids and no eIds."""
    return f"{place.slug}:{anchor(place.eid)}"


def _row(shown: Handout, position: int, form: HandoutForm) -> dict:
    """An item, and the addresses that move it or leave it out."""
    places = shown.places

    def moved(to: int) -> str:
        if not 0 <= to < len(places):
            return ""
        others = [*places[:position], *places[position + 1 :]]
        return _address([*others[:to], places[position], *others[to:]], form)

    rest = [*places[:position], *places[position + 1 :]]
    return {
        "item": shown.items[position],
        "up": moved(position - 1),
        "down": moved(position + 1),
        "without": _address(rest, form),
        "anchor": _anchored(places[position]),
    }
