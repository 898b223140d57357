"""Makes sections from a form: pick units that have none, tick, and see what was made."""

import time

from django import forms
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ..grouping import kinds_among, reading_key
from ..models import Unit
from ..provisioning import Provisioned, SectionRefused, provision
from ..rights import Area, may

AT_ONCE = 20  # a web server waits half a minute at most; more at once is the command's work
# Places, and bodies that are not the province's.
NEVER = (Unit.Kind.PROVINCE, Unit.Kind.CITY, Unit.Kind.CENTRAL)


class SectionForm(forms.Form):
    """Units of today that have no section yet."""

    units = forms.ModelMultipleChoiceField(
        queryset=Unit.objects.none(),
        label=gettext_lazy("Đơn vị chưa có chuyên trang"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Hãy chọn ít nhất một đơn vị."),
            "invalid_choice": gettext_lazy("Có đơn vị không còn hoặc không lập được chuyên trang."),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        today = Unit.objects.as_of(timezone.localdate()).exclude(kind__in=NEVER)
        # A unit that has got its section meanwhile is no mistake: a double click, a colleague.
        self.fields["units"].queryset = today
        without = sorted(today.filter(section__isnull=True), key=reading_key)
        self.groups = [
            (kind.label, [unit for unit in without if unit.kind == kind])
            for kind in kinds_among(without)
        ]
        self.fields["units"].choices = [
            (label, [(unit.pk, unit.name) for unit in units]) for label, units in self.groups
        ]

    def clean_units(self):
        units = self.cleaned_data["units"]
        if len(units) > AT_ONCE:
            raise forms.ValidationError(
                _("Mỗi lần chọn nhiều nhất %d đơn vị. Hãy bỏ bớt, rồi lập tiếp lần sau.") % AT_ONCE
            )
        return units


class CreateSectionsView(WagtailAdminTemplateMixin, FormView):
    form_class = SectionForm
    template_name = "departments/admin/create_sections.html"
    page_title = gettext_lazy("Lập chuyên trang")
    header_icon = "folder-open-1"

    def dispatch(self, request, *args, **kwargs):
        if not may_create(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def form_valid(self, form):
        made, refused = [], []
        start = time.perf_counter()
        for unit in form.cleaned_data["units"]:
            try:
                made.append(self._make(unit))
            except SectionRefused as error:
                refused.append(str(error))
        context = self.get_context_data(
            form=self.form_class(),
            made=made,
            refused=refused,
            seconds=time.perf_counter() - start,
        )
        return self.render_to_response(context)

    def get_context_data(self, **kwargs):
        return {"at_once": AT_ONCE, **super().get_context_data(**kwargs)}

    def _make(self, unit: Unit) -> Provisioned:
        return provision(unit, by=self.request.user)


def may_create(user) -> bool:
    return may(user, Area.SECTIONS, "add")
