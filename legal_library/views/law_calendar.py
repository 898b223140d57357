"""The law calendar: a month as a page, what comes as a calendar and as a feed."""

from collections import Counter
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from .. import feeding
from ..following import as_date, as_entry
from ..law_calendar.choosing import Chosen
from ..law_calendar.happenings import (
    Happening,
    first_and_last_day,
    happenings,
    nearest_days,
    with_documents,
)
from ..law_calendar.months import Month
from ..models import LegalDocument

FIRST_DAY = date(1945, 9, 2)
AHEAD = timedelta(days=10 * 365)  # a year that was mistyped ends no calendar
PER_PAGE = 60
# What a subscription holds: a quarter back, and all that is known to come.
BACK = timedelta(days=90)
NEWS_BACK, NEWS_AHEAD = timedelta(days=60), timedelta(days=60)
MOST = 1000


@require_safe
def front(request):
    """The current month; the month that the form asks for has an address of its own."""
    asked = Month.read(f"{request.GET.get('nam', '')}-{request.GET.get('thang', '').zfill(2)}")
    if asked:
        return redirect(_url(asked, Chosen(request.GET)))
    return month(request, str(_today()))


@require_safe
def month(request, month):
    """What happens in one month, day by day."""
    chosen, asked = Chosen(request.GET), Month.read(month)
    first, last = _reach()
    if asked is None or not first <= asked <= last:
        return _no_such_month(request, chosen, first, last)
    found = happenings(chosen.documents, asked.first_day, asked.last_day, chosen.kinds)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    shown = with_documents(page.object_list)
    nearest = () if found else _nearest(asked, chosen, first, last)
    context = {
        "page_title": _("Lịch văn bản %(month)s") % {"month": _name(asked)},
        "page_description": _(
            "Văn bản được ban hành, bắt đầu và hết hiệu lực theo từng ngày, đến từng điều, khoản."
        ),
        "trail": _trail(),
        "month": asked,
        "total": len(found),
        "days": [(day, list(run)) for day, run in groupby(shown, key=lambda each: each.day)],
        "page_of_happenings": page,
        "weeks": _weeks(asked, found, page, chosen),
        "before": _link(asked.before, chosen) if asked > first else None,
        "after": _link(asked.after, chosen) if asked < last else None,
        "this_month": None if asked == Month.of(timezone.localdate()) else _url(_today(), chosen),
        "months": range(1, 13),
        "years": range(last.year, first.year - 1, -1),
        "chosen": chosen,
        "hidden": list(chosen.query().lists()),
        "nearest": nearest,
        "month_url": _url(asked),
        "feed_url": _with(reverse("legal_library:calendar_atom"), chosen),
        "ics_url": _with(reverse("legal_library:calendar_ics"), chosen),
        "month_ics_url": _with(reverse("legal_library:calendar_month_ics", args=[asked]), chosen),
        "canonical_path": _url(asked),
        "is_for_robots": bool(found) and not chosen.is_narrowed and page.number == 1,
    }
    return render(request, "legal_library/law_calendar/month.html", context)


@require_safe
def month_ics(request, month):
    """One month as a file for a calendar."""
    chosen, asked = Chosen(request.GET), Month.read(month)
    first, last = _reach()
    if asked is None or not first <= asked <= last:
        return _no_such_month(request, chosen, first, last)
    found = happenings(chosen.documents, asked.first_day, asked.last_day, chosen.kinds)
    title = _("Lịch văn bản %(month)s") % {"month": _name(asked)}
    return feeding.calendar(
        request, map(as_date, with_documents(found[:MOST])), title=title, name=f"lich-{asked}"
    )


@require_safe
def ics(request):
    """What happened lately and what is to come, to subscribe to."""
    chosen, today = Chosen(request.GET), timezone.localdate()
    found = happenings(chosen.documents, today - BACK, today + AHEAD, chosen.kinds)[:MOST]
    return feeding.calendar(
        request, map(as_date, with_documents(found)), title=_("Lịch văn bản"), name="lich-van-ban"
    )


@require_safe
def atom(request) -> HttpResponse:
    """What happened lately and what is near, the latest day first."""
    chosen, today = Chosen(request.GET), timezone.localdate()
    found = happenings(chosen.documents, today - NEWS_BACK, today + NEWS_AHEAD, chosen.kinds)
    shown = with_documents(reversed(found[-MOST:]))
    return feeding.atom(
        request,
        map(as_entry, shown),
        title=_("Lịch văn bản"),
        path=_with(reverse("legal_library:calendar"), chosen),
        since=timezone.make_aware(datetime.combine(today, time.min)),
        text=_("Văn bản được ban hành, có hiệu lực và hết hiệu lực trong 60 ngày qua và sắp tới."),
    )


def _today() -> Month:
    return Month.of(timezone.localdate())


def _reach() -> tuple[Month, Month]:
    """The first and last month that the calendar has: crawlers must come to an end."""
    first, last = first_and_last_day(LegalDocument.objects.public())
    today = timezone.localdate()
    first = max(min(first or today, today), FIRST_DAY)
    last = min(max(last or today, today), today + AHEAD)
    return Month.of(first), Month.of(last)


def _nearest(month: Month, chosen: Chosen, first: Month, last: Month) -> list[tuple[str, str]]:
    """The months with something before and after an empty one."""
    days = nearest_days(chosen.documents, month.first_day, month.last_day, chosen.kinds)
    months = [Month.of(day) for day in days if day and first <= Month.of(day) <= last]
    links = [(_("Xem %(month)s") % {"month": _name(each)}, _url(each, chosen)) for each in months]
    if not links and chosen.is_narrowed:
        links = [(_("Bỏ lọc"), _url(month))]
    return links


def _weeks(month: Month, found: list[Happening], page, chosen: Chosen) -> list[list[dict | None]]:
    """The month as a table: how much happens on each day, and where it is told."""
    counts = Counter(each.day for each in found)
    # On which page of the list a day begins.
    pages: dict[date, int] = {}
    for position, each in enumerate(found):
        pages.setdefault(each.day, position // PER_PAGE + 1)
    today = timezone.localdate()

    def cell(day):
        if day is None:
            return None
        place = f"#ngay-{day.day}"
        if (number := pages.get(day, page.number)) != page.number:
            place = f"?{_paged(chosen, number)}{place}"
        return {"day": day, "count": counts[day], "url": place, "is_today": day == today}

    return [[cell(day) for day in week] for week in month.weeks()]


def _paged(chosen: Chosen, number: int) -> str:
    query = chosen.query()
    query["page"] = number
    return query.urlencode()


def _no_such_month(request, chosen: Chosen, first: Month, last: Month):
    context = {
        "page_title": _("Lịch không có tháng này"),
        "trail": _trail(),
        "text": _("Lịch văn bản có từ %(first)s đến %(last)s.")
        % {"first": _name(first), "last": _name(last)},
        "actions": [
            (_("Xem tháng này"), _url(_today(), chosen)),
            (_("Xem %(month)s") % {"month": _name(first)}, _url(first, chosen)),
            (_("Xem %(month)s") % {"month": _name(last)}, _url(last, chosen)),
        ],
    }
    return render(request, "legal_library/law_calendar/not_here.html", context, status=404)


def _link(month: Month, chosen: Chosen) -> dict:
    return {"name": _name(month), "url": _url(month, chosen)}


def _url(month: Month, chosen: Chosen | None = None) -> str:
    url = reverse("legal_library:calendar_month", args=[month])
    return _with(url, chosen) if chosen else url


def _with(url: str, chosen: Chosen) -> str:
    query = chosen.query().urlencode()
    return f"{url}?{query}" if query else url


def _name(month: Month) -> str:
    return date_format(month.first_day, "YEAR_MONTH_FORMAT")


def _trail() -> list[tuple[str, str]]:
    return [(_("Văn bản"), reverse("legal_library:bookcase"))]
