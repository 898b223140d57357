"""The completeness board beside the work: the same table, with ways to mend what is missing."""

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from audit.models import Action
from audit.recording import record

from ..board_views import asked, board_context, board_file
from ..rights import Area, may, units_where
from .sections import may_create


class BoardView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "departments/admin/board.html"
    page_title = gettext_lazy("Mức độ đầy đủ")
    header_icon = "table"

    def dispatch(self, request, *args, **kwargs):
        if not may_see_board(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        user = self.request.user
        return {
            **super().get_context_data(**kwargs),
            **board_context(asked(self.request)),
            "create_url": reverse("departments_create_sections") if may_create(user) else "",
            "targets_url": (
                reverse("wagtailsnippets_departments_componenttarget:list")
                if may(user, Area.SITE, "change")
                else ""
            ),
        }


def board_csv(request):
    """The board as CSV; who took it stands in the log."""
    if not may_see_board(request.user):
        raise PermissionDenied
    shown = asked(request)
    record(
        Action.EXPORTED,
        actor=request.user,
        what="completeness",
        rows=len(shown.rows),
        kind=shown.kind,
    )
    response = board_file(shown)
    response.is_audited = True
    return response


def may_see_board(user) -> bool:
    """Everybody who has to do with a section somewhere."""
    units = units_where(user, Area.SECTIONS, "view")
    return units is None or bool(units)
