"""The log in the admin: read by those who may, changed by nobody."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

import django_filters
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.widgets.button import HeaderButton

from content.downloads import csv_response

from .kinds import kind_choices
from .models import Action, AuditEvent
from .recording import record
from .registration import may_read, scope_of

# Moments of the calendar's first and last days lie outside of it in another time zone.
EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
LATEST = datetime(9000, 1, 1, tzinfo=UTC)


class DaysFilter(django_filters.DateFromToRangeFilter):
    """From one day to another, whatever somebody types."""

    def filter(self, qs, value):
        if value:
            start, stop = value.start, value.stop
            value = slice(start and max(start, EARLIEST), stop and min(stop, LATEST))
        return super().filter(qs, value)


class AuditFilterSet(WagtailFilterSet):
    person = django_filters.CharFilter(label=gettext_lazy("Người"), method="by_person")
    unit = django_filters.CharFilter(label=gettext_lazy("Đơn vị (tên hoặc mã)"), method="by_unit")
    action = django_filters.MultipleChoiceFilter(label=gettext_lazy("Việc"), choices=Action.choices)
    object = django_filters.CharFilter(label=gettext_lazy("Đối tượng"), method="by_object")
    object_kind = django_filters.ChoiceFilter(
        label=gettext_lazy("Loại đối tượng"), choices=kind_choices
    )
    object_id = django_filters.CharFilter(label=gettext_lazy("Mã đối tượng"))
    at = DaysFilter(label=gettext_lazy("Thời gian"), widget=DateRangePickerWidget)

    class Meta:
        model = AuditEvent
        fields = []

    def by_person(self, queryset, name, words):
        return queryset.about_person(words)

    def by_unit(self, queryset, name, words):
        return queryset.about_unit(words)

    def by_object(self, queryset, name, words):
        return queryset.about_object(words)


class AuditLogView(BaseListingView):
    page_title = gettext_lazy("Nhật ký")
    header_icon = "history"
    template_name = "audit/log.html"
    results_template_name = "audit/log_results.html"
    index_url_name = "audit:log"
    index_results_url_name = "audit:log_results"
    filterset_class = AuditFilterSet
    default_ordering = "-pk"
    paginate_by = 50
    verbose_name_plural = gettext_lazy("việc nào")

    def dispatch(self, request, *args, **kwargs):
        if not may_read(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_ordering(self):
        return self.default_ordering

    def get_base_queryset(self):
        return AuditEvent.objects.within(scope_of(self.request.user))

    def get(self, request, *args, **kwargs):
        return self.export() if request.GET.get("export") else super().get(request, *args, **kwargs)

    def export(self):
        """The filtered log as CSV, a row at a time; taking it out is logged too."""
        events = self.get_queryset()
        record(
            Action.EXPORTED,
            actor=self.request.user,
            name=str(self.page_title),
            filters=self.request.GET.urlencode(),
            rows=events.count(),
        )
        response = csv_response(
            f"nhat-ky-{timezone.localdate():%Y-%m-%d}.csv",
            HEADS,
            rows_of(events.iterator(chunk_size=2_000)),
        )
        response.is_audited = True
        return response

    def get_header_buttons(self):
        query = self.request.GET.copy()
        query["export"] = "csv"
        url = f"{self.index_url}?{query.urlencode()}"
        return [HeaderButton(_("Tải CSV"), url=url, icon_name="download", priority=10)]


HEADS = [
    gettext_lazy("Lúc"),
    gettext_lazy("Việc"),
    gettext_lazy("Tài khoản"),
    gettext_lazy("Họ và tên"),
    gettext_lazy("Mã đơn vị"),
    gettext_lazy("Đơn vị"),
    gettext_lazy("Loại đối tượng"),
    gettext_lazy("Mã đối tượng"),
    gettext_lazy("Đối tượng"),
    gettext_lazy("Mạng"),
    gettext_lazy("Chi tiết"),
]


def rows_of(events: Iterable[AuditEvent]) -> Iterator[list[str]]:
    """A row of text for each event; what the kinds are called is looked up once."""
    actions = {value: str(label) for value, label in Action.choices}
    kinds: dict[str, str] = {"": ""}
    for event in events:
        if event.object_kind not in kinds:
            kinds[event.object_kind] = event.kind_label
        yield [
            f"{timezone.localtime(event.at):%Y-%m-%d %H:%M:%S}",
            actions.get(event.action, event.action),
            event.actor_name,
            event.actor_full_name,
            event.unit_code,
            event.unit_name,
            kinds[event.object_kind],
            event.object_id,
            event.object_name,
            event.network,
            event.detail_text if event.detail else "",
        ]
