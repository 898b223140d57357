"""How readers narrow what a unit has published."""

import django_filters
from django.utils.translation import gettext_lazy as _

from content.filters import ContentFilterSet, TopicFilter


class YearFilter(django_filters.ChoiceFilter):
    """A year in which something of the list was published."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("Năm đăng"))
        kwargs.setdefault("empty_label", _("Mọi năm"))
        super().__init__(
            field_name="published_at", lookup_expr="year", choices=self.occurring, **kwargs
        )
        self.extra["error_messages"] = {
            "invalid_choice": _("Danh sách này không có năm đó. Hãy chọn lại hoặc bỏ lọc.")
        }

    def occurring(self):
        moments = self.parent.queryset.datetimes("published_at", "year", order="DESC")
        return [(str(moment.year), str(moment.year)) for moment in moments]


class RecordFilter(ContentFilterSet):
    topic = TopicFilter()
    year = YearFilter()
