"""Choosing a unit in a form: those that exist today, found without diacritics."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet

from ..models import Unit


class UnitFilterForm(BaseFilterForm):
    q = forms.CharField(label=_("Tên đơn vị, có thể gõ không dấu"), max_length=200, required=False)

    def filter(self, objects):
        objects = super().filter(objects)
        query = self.cleaned_data.get("q", "").strip()
        self.is_searching, self.search_query = bool(query), query
        return objects.named(query).best_named_first(query) if query else objects


class LivingUnits:
    """What both views of the chooser share; who is no longer there takes no new content."""

    filter_form_class = UnitFilterForm

    def get_object_list(self):
        return Unit.objects.as_of(timezone.localdate()).select_related("parent")

    @property
    def columns(self):
        return [
            *super().columns,
            Column("kind", label=_("Loại"), accessor="get_kind_display"),
            Column("parent", label=_("Thuộc"), accessor="parent"),
        ]


class ChooseUnit(LivingUnits, ChooseView):
    pass


class ChooseUnitResults(LivingUnits, ChooseResultsView):
    pass


class UnitChooserViewSet(SnippetChooserViewSet):
    choose_view_class = ChooseUnit
    choose_results_view_class = ChooseUnitResults
