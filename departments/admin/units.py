"""Screens about units: the tree, one unit, its events, its contacts."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from django.views.generic.edit import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from audit.models import Action
from audit.recording import record
from content.registration import announce_changes

from ..handover import announce_content_of, estate_of
from ..history import current_successors
from ..models import Unit, UnitEvent
from ..rights import Area, may, units_where
from ..timeline import timeline
from ..tree import above, level
from .unit_fields import written
from .unit_forms import EVENT_FORMS, ContactForm, CorrectionForm, UnitForm

SUGGESTED = 200
TREE = gettext_lazy("Đơn vị")


class UnitScreen(WagtailAdminTemplateMixin):
    """A screen about one unit; *area* and *action* say who may open it."""

    header_icon = "group"
    area, action = Area.UNITS, "view"

    def dispatch(self, request, *args, **kwargs):
        self.unit = get_object_or_404(Unit.objects.for_listing(), pk=kwargs["pk"])
        if not may(request.user, self.area, self.action, self.unit.pk):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        path = [{"url": reverse("departments_units"), "label": TREE}]
        for unit in above(self.unit):
            url = f"{reverse('departments_units')}?cha={unit.pk}"
            path.append({"url": url, "label": unit.name})
        if type(self) is not UnitView:
            path.append({"url": unit_url(self.unit), "label": self.unit.name})
        return [*self.breadcrumbs_items, *path, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        return {"unit": self.unit, **super().get_context_data(**kwargs)}


def field_name(name: str) -> str:
    """What the log calls a field of a unit."""
    return str(Unit._meta.get_field(name).verbose_name)


def unit_url(unit: Unit) -> str:
    return reverse("departments_unit", args=[unit.pk])


class TreeView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "departments/admin/units.html"
    page_title = TREE
    header_icon = "group"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        user = self.request.user
        visible = units_where(user, Area.UNITS, "view")
        if visible is not None and not visible:
            raise PermissionDenied
        return {
            **super().get_context_data(**kwargs),
            "level": level(self.request.GET, visible),
            "may_add": may(user, Area.UNITS, "add"),
        }


class UnitView(UnitScreen, TemplateView):
    template_name = "departments/admin/unit.html"

    def get_page_title(self):
        return self.unit.full_name

    def get_context_data(self, **kwargs):
        user, unit = self.request.user, self.unit
        changes = may(user, Area.UNITS, "change", unit.pk)
        return {
            **super().get_context_data(**kwargs),
            "timeline": timeline(unit),
            "estate": estate_of(unit),
            "heirs": current_successors(unit) if unit.valid_to else [],
            "events": list(UnitEvent.Kind) if changes and not unit.valid_to else [],
            "may_correct": changes,
            "may_edit_contacts": may(user, Area.SECTIONS, "change", unit.pk),
        }


class ContactsView(UnitScreen, FormView):
    template_name = "departments/admin/unit_form.html"
    form_class = ContactForm
    page_title = gettext_lazy("Sửa thông tin liên hệ")
    area, action = Area.SECTIONS, "change"
    submit_label = gettext_lazy("Lưu")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": self.unit}

    def form_valid(self, form):
        form.save()
        record(
            Action.UNIT_CHANGED,
            actor=self.request.user,
            instance=self.unit,
            kind="contacts",
            fields=[field_name(name) for name in form.changed_data],
        )
        announce_changes("units", [self.unit.pk])
        messages.success(self.request, _("Đã lưu thông tin liên hệ."))
        return redirect(self.back_url())

    def back_url(self) -> str:
        if may(self.request.user, Area.UNITS, "view", self.unit.pk):
            return unit_url(self.unit)
        return reverse("wagtailadmin_home")

    def get_context_data(self, **kwargs):
        back = {"submit_label": self.submit_label, "back_url": self.back_url()}
        return {**back, **super().get_context_data(**kwargs)}


class CorrectionView(ContactsView):
    form_class = CorrectionForm
    page_title = gettext_lazy("Sửa sai sót")
    area, action = Area.UNITS, "change"
    introduction = gettext_lazy(
        "Chỉ dùng khi dữ liệu đã ghi sai. Khi đơn vị thật sự thay đổi, hãy ghi một sự kiện: "
        "như vậy tên cũ, địa chỉ cũ và lịch sử còn lại."
    )

    def form_valid(self, form):
        before = Unit.objects.values(*form.Meta.fields).get(pk=self.unit.pk)
        form.save()
        record(
            Action.UNIT_CHANGED,
            actor=self.request.user,
            instance=self.unit,
            kind="correction",
            reason=form.cleaned_data["reason"],
            previous={
                field_name(name): str(before[name]) for name in form.changed_data if name in before
            },
        )
        announce_changes("units", [self.unit.pk])
        announce_content_of(self.unit)
        messages.success(self.request, _("Đã sửa. Lý do được giữ trong nhật ký."))
        return redirect(self.back_url())

    def get_context_data(self, **kwargs):
        return {"introduction": self.introduction, **super().get_context_data(**kwargs)}


class AddUnitView(WagtailAdminTemplateMixin, FormView):
    template_name = "departments/admin/unit_form.html"
    form_class = UnitForm
    page_title = gettext_lazy("Thêm đơn vị")
    header_icon = "group"

    def dispatch(self, request, *args, **kwargs):
        if not may(request.user, Area.UNITS, "add"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        path = {"url": reverse("departments_units"), "label": TREE}
        return [*self.breadcrumbs_items, path, {"url": "", "label": self.page_title}]

    def form_valid(self, form):
        unit = form.save()
        record(Action.UNIT_CHANGED, actor=self.request.user, instance=unit, kind="added")
        announce_changes("units", [unit.pk])
        messages.success(self.request, _("Đã thêm %s.") % unit.name)
        return redirect(unit_url(unit))

    def get_context_data(self, **kwargs):
        back = {"submit_label": _("Thêm đơn vị"), "back_url": reverse("departments_units")}
        return {**back, **super().get_context_data(**kwargs)}


class EventView(UnitScreen, FormView):
    """The form, then what would happen, then the event: three steps, the last one recorded."""

    template_name = "departments/admin/unit_event.html"
    action = "change"

    def dispatch(self, request, *args, **kwargs):
        if kwargs["kind"] not in EVENT_FORMS:
            raise Http404
        self.kind = UnitEvent.Kind(kwargs["kind"])
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self):
        return self.kind.label

    def get_form_class(self):
        return EVENT_FORMS[self.kind]

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "unit": self.unit, "user": self.request.user}

    def get(self, request, *args, **kwargs):
        if self.unit.valid_to:
            messages.error(request, _("Đơn vị đã kết thúc, không ghi thêm thay đổi được."))
            return redirect(unit_url(self.unit))
        return super().get(request, *args, **kwargs)

    def form_valid(self, form):
        step = self.request.POST.get("step")
        if step == "record":
            return self._record(form)
        if step == "edit":
            return self.form_invalid(form)
        lines = form.try_out()
        if form.errors:
            return self.form_invalid(form)
        return self.render_to_response(self.get_context_data(form=form, lines=lines))

    def _record(self, form):
        try:
            event = form.record()
        except ValidationError as error:
            form.complain(error)
            return self.form_invalid(form)
        messages.success(self.request, _("Đã ghi: %s.") % event)
        return redirect(unit_url(self.unit))

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        sent = context["form"].data
        return {
            **context,
            "estate": estate_of(self.unit),
            "back_url": unit_url(self.unit),
            "sent": [(name, sent[name]) for name in context["form"].fields if name in sent],
            "names": self._names(),
        }

    def _names(self) -> list[str]:
        """What the fields suggest: living units beside this one."""
        beside = Unit.objects.filter(valid_to__isnull=True, parent=self.unit.parent_id)
        return [written(unit) for unit in beside.in_dictionary_order()[:SUGGESTED]]
