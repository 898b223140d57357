"""The list of units for everybody, and the page of a unit that has no section."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.views import serve

from content.models import ContentRecord

from .directory import directory
from .history import current_successors, find_by_code
from .provisioning import INDEX_SLUG
from .timeline import timeline

SHOWN_RECORDS = 10


def units(request):
    """The bodies of the province, by kind and place, with how to reach them."""
    shown = directory(request.GET)
    return render(
        request,
        "departments/units.html",
        {
            "page_title": _("Đơn vị"),
            "page_description": _("Các cơ quan, đơn vị của tỉnh và cách liên hệ."),
            "directory": shown,
        },
    )


def place(request, code):
    """What stands at the address of a unit: its section, or the page about it."""
    try:
        return serve(request, f"{INDEX_SLUG}/{code}/")
    except Http404:
        # No section was ever made, or it was closed when its unit ended.
        return unit(request, code)


def unit(request, code):
    """A unit without a section. A former one leads to its successor, where there is just one."""
    found = _find(code)
    today = timezone.localdate()
    if not found.exists_on(today):
        heirs = current_successors(found, today)
        if len(heirs) == 1:
            return redirect(heirs[0].get_absolute_url(), permanent=True)
    if found.code != code:
        return redirect(found.get_absolute_url(), permanent=True)
    return _about(request, found)


def unit_history(request, code):
    """What a unit was and became; also of a unit that has a section or whose address leads on."""
    found = _find(code)
    if found.code != code:
        return redirect("departments:history", code=found.code, permanent=True)
    return _about(request, found)


def _find(code):
    found = find_by_code(code)
    if found is None:
        raise Http404(_("Không có đơn vị nào mang mã này."))
    return found


def _about(request, found):
    today = timezone.localdate()
    is_over = found.valid_to is not None and found.valid_to <= today
    published = ContentRecord.objects.live().filter(owner_unit=found).newest()
    return render(
        request,
        "departments/unit.html",
        {
            "page_title": found.full_name,
            "page_description": _("Liên hệ, lịch sử và nội dung của %s.") % found.full_name,
            "trail": [(_("Đơn vị"), reverse("units"))],
            "unit": found,
            "is_over": is_over,
            "heirs": current_successors(found, today) if is_over else [],
            "timeline": timeline(found),
            "records": published.for_listing()[:SHOWN_RECORDS],
        },
    )
