"""What waits for a person, and for the units that a leader answers for."""

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic.base import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from departments.rights import Area, units_where

from ..inbox import Choice, Inbox, InboxPaginator, remember_badge
from ..models import RoleTaskState


def leads_units(user) -> bool:
    """Whether *user* answers for the work of a unit, or of all."""
    units = units_where(user, Area.CONTENT, "publish")
    return units is None or bool(units)


class InboxView(WagtailAdminTemplateMixin, TemplateView):
    page_title = _("Việc của tôi")
    header_icon = "tasks"
    template_name = "editorial/inbox.html"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        inbox = Inbox(self.request.user)
        choice = Choice.from_query(self.request.GET)
        page = InboxPaginator(inbox, choice).get_page(self.request.GET.get("p"))
        remember_badge(self.request.user, inbox.total())
        return {
            **super().get_context_data(**kwargs),
            "kinds": inbox.kinds(),
            "total": inbox.total(),
            "overdue": inbox.total(Choice(overdue=True)),
            "units": inbox.units(),
            "choice": choice,
            "entries": page,
            "elided_page_range": page.paginator.get_elided_page_range(page.number),
            "leads_units": leads_units(self.request.user),
        }


class UnitWorkView(WagtailAdminTemplateMixin, TemplateView):
    """Who has what in the units of a leader, overdue first."""

    page_title = _("Việc của đơn vị")
    header_icon = "group"
    template_name = "editorial/unit_work.html"

    def get_breadcrumbs_items(self):
        mine = {"url": reverse("editorial_inbox"), "label": InboxView.page_title}
        return [*self.breadcrumbs_items, mine, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        units = units_where(self.request.user, Area.CONTENT, "publish")
        steps = RoleTaskState.objects.open_in(units)
        only_overdue = self.request.GET.get("qua_han") == "1"
        if only_overdue:
            steps = steps.overdue(timezone.localdate())
        page = Paginator(steps.for_listing().most_urgent_first(), 30).get_page(
            self.request.GET.get("p")
        )
        return {
            **super().get_context_data(**kwargs),
            "steps": page,
            "only_overdue": only_overdue,
            "elided_page_range": page.paginator.get_elided_page_range(page.number),
        }
