"""The screens of content whose basis has changed: list, one item, withdrawing, report."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView, View
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from audit.models import Action
from audit.recording import record as log
from content.downloads import csv_response
from content.models import ContentRecord
from departments.rights import Area, units_where

from .changes import describe
from .deciding import confirm, confirm_many, may_confirm, may_withdraw, withdraw
from .forms import DecisionForm, FilterForm
from .listing import changed_records, counts_by_unit, for_list, stale_bases

ITEMS_A_PAGE = 30
LIST = ("impact:list", gettext_lazy("Căn cứ thay đổi"))
_DONE_BEFORE = gettext_lazy(
    "Nội dung này vừa có người xử lý, hoặc căn cứ vừa thay đổi thêm. Hãy xem lại."
)


class ImpactPage(WagtailAdminTemplateMixin, TemplateView):
    header_icon = "warning"

    def get_breadcrumbs_items(self):
        above = [] if self.page_title == LIST[1] else [{"url": reverse(LIST[0]), "label": LIST[1]}]
        here = {"url": "", "label": self.get_page_title()}
        return [*self.breadcrumbs_items, *above, here]


class ChangedList(ImpactPage):
    """What waits, the longest wrong first; several can be confirmed together."""

    page_title = LIST[1]
    template_name = "legal_library/impact/list.html"

    def get(self, request, *args, **kwargs):
        return self._show(DecisionForm())

    def post(self, request, *args, **kwargs):
        form = DecisionForm(request.POST)
        chosen = _chosen(request, request.POST.getlist("noi_dung"))
        if not chosen:
            form.add_error(None, _("Hãy chọn ít nhất một nội dung trong danh sách."))
        if not form.is_valid():
            return self._show(form, status=422)
        number = confirm_many(chosen, by=request.user, note=form.cleaned_data["note"])
        if number:
            done = ngettext("Đã xác nhận %d nội dung.", "Đã xác nhận %d nội dung.", number)
            messages.success(request, done % number)
        if number < len(chosen):
            messages.warning(request, _DONE_BEFORE)
        return redirect(request.get_full_path())

    def _show(self, form: DecisionForm, status: int = 200) -> HttpResponse:
        records = changed_records(self.request.user)
        filters = FilterForm(self.request.GET, records=records)
        found = for_list(filters.narrow(records))
        page = Paginator(found, ITEMS_A_PAGE).get_page(self.request.GET.get("p"))
        mine = units_where(self.request.user, Area.CONTENT, "change")
        for record in page:
            record.may_confirm = mine is None or record.owner_unit_id in mine
            record.seen = _seen(record)
        context = self.get_context_data(
            page=page,
            filters=filters,
            form=form,
            chosen=set(self.request.POST.getlist("noi_dung")),
            may_confirm_some=any(record.may_confirm for record in page),
        )
        return self.render_to_response(context, status=status)


class RecordMixin:
    @cached_property
    def record(self) -> ContentRecord:
        return get_object_or_404(
            ContentRecord.objects.select_related("owner_unit", "content_type"), pk=self.kwargs["pk"]
        )


class ChangedItem(RecordMixin, ImpactPage):
    """One item: what changed under it, the difference, and what can be decided."""

    template_name = "legal_library/impact/item.html"

    def get_page_title(self):
        return self.record.title

    def get(self, request, *args, **kwargs):
        return self._show(DecisionForm())

    def post(self, request, *args, **kwargs):
        form = DecisionForm(request.POST)
        seen = _read_seen(request.POST.getlist("can_cu"))
        if not seen:
            form.add_error(None, _("Hãy chọn ít nhất một căn cứ vẫn còn đúng."))
        if not form.is_valid():
            return self._show(form, status=422)
        done = confirm(self.record, seen, by=request.user, note=form.cleaned_data["note"])
        if done < len(seen):
            messages.warning(request, _DONE_BEFORE)
        if done:
            messages.success(request, _("Đã ghi: nội dung vẫn đúng theo quy định hôm nay."))
        is_settled = not stale_bases().filter(record=self.record).exists()
        return redirect(LIST[0]) if is_settled else redirect("impact:item", self.record.pk)

    def _show(self, form: DecisionForm, status: int = 200) -> HttpResponse:
        record, user = self.record, self.request.user
        bases = list(stale_bases().filter(record=record))
        item = record.object
        context = self.get_context_data(
            record=record,
            changes=describe(bases),
            confirmed=record.bases.filter(confirmed_at__isnull=False).select_related(
                "confirmed_by"
            ),
            form=form,
            chosen=set(self.request.POST.getlist("can_cu")),
            may_confirm=may_confirm(user, record),
            may_withdraw=may_withdraw(user, record),
            edit_url=AdminURLFinder(user).get_edit_url(item) if item else None,
        )
        return self.render_to_response(context, status=status)


class Withdraw(RecordMixin, ImpactPage):
    """Asks for the reason before the item is taken down."""

    page_title = gettext_lazy("Gỡ nội dung")
    template_name = "legal_library/impact/withdraw.html"

    def dispatch(self, request, *args, **kwargs):
        if not may_withdraw(request.user, self.record) and self.record.live:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        return self.render_to_response(
            self.get_context_data(record=self.record, form=DecisionForm())
        )

    def post(self, request, *args, **kwargs):
        form = DecisionForm(request.POST)
        if not form.is_valid():
            context = self.get_context_data(record=self.record, form=form)
            return self.render_to_response(context, status=422)
        if withdraw(self.record, by=request.user, note=form.cleaned_data["note"]):
            messages.success(request, _("Đã gỡ “%s”. Bản nháp vẫn còn.") % self.record.title)
        else:
            messages.warning(request, _("Nội dung này đã được gỡ trước đó."))
        return redirect(LIST[0])


class UnitReport(ImpactPage):
    """How much of each unit rests on changed law, and since when."""

    page_title = gettext_lazy("Căn cứ thay đổi theo đơn vị")
    template_name = "legal_library/impact/report.html"

    def get_context_data(self, **kwargs):
        counts = counts_by_unit(changed_records(self.request.user))
        return super().get_context_data(counts=counts, **kwargs)


class UnitReportFile(View):
    """Each changed basis as a row of a table."""

    def get(self, request):
        rows = [
            (
                record.owner_unit.name if record.owner_unit else "",
                record.kind_label,
                record.title,
                request.build_absolute_uri(record.url),
                basis.citation,
                basis.stale_since,
                str(basis.stale_event.get_kind_display()),
                str(basis.stale_event.cause or basis.stale_event.source),
            )
            for record in for_list(changed_records(request.user))
            for basis in record.changed
        ]
        heads = [
            *(_("Đơn vị"), _("Loại"), _("Nội dung"), _("Địa chỉ"), _("Căn cứ")),
            *(_("Thay đổi từ"), _("Thay đổi"), _("Do")),
        ]
        log(Action.EXPORTED, actor=request.user, name="can-cu-thay-doi.csv", rows=len(rows))
        return csv_response("can-cu-thay-doi.csv", heads, rows)


def _seen(record: ContentRecord) -> str:
    """What a tick in the list stands for: the item, and each change that it showed."""
    bases = ",".join(f"{basis.pk}-{basis.stale_event_id}" for basis in record.changed)
    return f"{record.pk}:{bases}"


def _read_seen(pairs: list[str]) -> dict[int, int]:
    found = {}
    for pair in pairs:
        basis, _dash, event = pair.partition("-")
        if basis.isdecimal() and event.isdecimal():
            found[int(basis)] = int(event)
    return found


def _chosen(request, ticks: list[str]) -> list[tuple[ContentRecord, dict[int, int]]]:
    """The items that were ticked, as far as the person may change them."""
    seen = {}
    for tick in ticks:
        key, _colon, bases = tick.partition(":")
        try:
            seen[UUID(key)] = _read_seen(bases.split(","))
        except ValueError:
            continue
    units = units_where(request.user, Area.CONTENT, "change")
    records = ContentRecord.objects.filter(pk__in=seen)
    if units is not None:
        records = records.filter(owner_unit__in=units)
    return [(record, seen[record.pk]) for record in records]
