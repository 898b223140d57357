"""What readers look for, for editors, and putting a result first for a query."""

from datetime import date

from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic.base import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from content.registration import search_sources

from .analysis import query_terms
from .engines import portal_engine
from .engines.base import EngineUnavailable, Hit
from .learning.weekly import WEEK, first_day, monday_of, week_of
from .models import PinnedResult
from .queries import QUERY_LENGTH
from .requests import clean_query

_OFFERED = 15


class WeekView(WagtailAdminTemplateMixin, TemplateView):
    page_title = gettext_lazy("Người đọc tìm gì")
    header_icon = "search"
    template_name = "search/admin/week.html"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        week = week_of(_day(self.request.GET.get("tuan")))
        first, this_week = first_day(), monday_of(timezone.localdate())
        return {
            **super().get_context_data(**kwargs),
            "week": week,
            "before": week.begins_on - WEEK if first and first < week.begins_on else None,
            "after": week.begins_on + WEEK if week.begins_on < this_week else None,
            "pins_url": reverse(_PINS.format("list")),
            "pins": PinnedResult.objects.in_force_on(timezone.localdate()).count(),
        }


class PinView(WagtailAdminTemplateMixin, TemplateView):
    """What is found for some words; one of it is put first for a query."""

    page_title = gettext_lazy("Ghim kết quả")
    header_icon = "thumbtack"
    template_name = "search/admin/pin.html"

    def get_breadcrumbs_items(self):
        week = {"url": reverse("search_admin:week"), "label": WeekView.page_title}
        return [*self.breadcrumbs_items, week, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        query = clean_query(self.request.GET.get("q", ""))[:QUERY_LENGTH]
        words = clean_query(self.request.GET.get("words", ""))[:QUERY_LENGTH] or query
        kinds = {source.name: source.label for source in search_sources()}
        context = {**super().get_context_data(**kwargs), "query": query, "words": words}
        try:
            found = _found(words)
        except EngineUnavailable:
            return {**context, "unavailable": True}
        return {**context, "found": [(hit, kinds.get(hit.source, "")) for hit in found]}

    def post(self, request):
        query = clean_query(request.POST.get("q", ""))[:QUERY_LENGTH]
        words = clean_query(request.POST.get("words", ""))[:QUERY_LENGTH]
        hit = _chosen(request.POST.get("result", ""), words or query)
        if hit is None or not query:
            messages.error(request, _("Kết quả này không còn. Hãy chọn kết quả khác."))
            return self.get(request)
        with transaction.atomic():
            pin, created = PinnedResult.objects.get_or_create(
                queries=query,
                source=hit.source,
                record=hit.record.key,
                ends_on=None,
                defaults={"title": hit.record.title[:500]},
            )
            if created:  # a second click finds the pin of the first
                log(instance=pin, action="wagtail.create", user=request.user, content_changed=True)
        messages.success(
            request, _("Đã ghim. Bạn có thể thêm câu tìm, lời dẫn và ngày thôi ghim dưới đây.")
        )
        return redirect(reverse(_PINS.format("edit"), args=[pin.pk]))


_PINS = "wagtailsnippets_search_pinnedresult:{}"


def _found(words: str) -> tuple[Hit, ...]:
    return (
        portal_engine()
        .search(query_terms(words), day=timezone.localdate(), limit=_OFFERED, grouped=True)
        .hits
    )


def _chosen(result: str, words: str) -> Hit | None:
    """The result as it is found now: only what the index has can be pinned."""
    try:
        found = _found(words)
    except EngineUnavailable:
        return None
    return next((hit for hit in found if f"{hit.source}:{hit.record.key}" == result), None)


def _day(raw: str | None) -> date:
    """The day that an address names; today for anything else."""
    try:
        return date.fromisoformat(raw or "")
    except ValueError:
        return timezone.localdate()
