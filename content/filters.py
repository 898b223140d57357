"""Filters of lists of standard content: only what occurs in a list can be chosen."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .models import Topic


class OccurringFilter(django_filters.ModelChoiceFilter):
    """A choice, by code, among the related objects that the items of the list have."""

    def __init__(self, **kwargs):
        kwargs.setdefault("to_field_name", "code")
        super().__init__(queryset=None, **kwargs)
        self.extra["error_messages"] = {
            "invalid_choice": _("Danh sách này không có lựa chọn đó. Hãy chọn lại hoặc bỏ lọc.")
        }

    def get_queryset(self, request):
        related = self.model._meta.get_field(self.field_name).related_model
        return related.objects.filter(pk__in=self.occurring())

    def occurring(self):
        return self.parent.queryset.order_by().values(self.field_name)


class TopicFilter(OccurringFilter):
    """A topic that occurs, or the subject above it, which stands for all its topics."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("Chủ đề"))
        kwargs.setdefault("empty_label", _("Mọi chủ đề"))
        super().__init__(field_name="topics", **kwargs)

    def get_queryset(self, request):
        occurring = self.occurring()
        return Topic.objects.filter(Q(pk__in=occurring) | Q(children__in=occurring)).distinct()

    def filter(self, queryset, topic):
        if topic is None:
            return queryset
        about = queryset.model.objects.filter(
            topics__in=Topic.objects.with_descendants([topic.code])
        )
        # A subquery instead of a join: an item about two of the topics is listed once.
        return queryset.filter(pk__in=about.values("pk"))


class UnitFilter(OccurringFilter):
    """A unit that owns something of the list."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("Đơn vị"))
        kwargs.setdefault("empty_label", _("Mọi đơn vị"))
        super().__init__(field_name="owner_unit", **kwargs)


class ContentFilterSet(django_filters.FilterSet):
    """A filtered list; a choice that does not exist finds nothing and says so in the form."""

    @property
    def qs(self):
        if self.is_bound and not self.form.is_valid():
            return self.queryset.none()
        return super().qs

    @property
    def is_narrowed(self) -> bool:
        """Whether the reader has chosen anything."""
        return any(self.data.get(name) for name in self.filters) if self.is_bound else False
