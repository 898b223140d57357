"""Sections and the completeness board in the admin; where the addresses of old sections lead."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from ..gate import Rule, admit, anywhere, province
from ..models import ComponentTarget, DepartmentIndexPage, DepartmentPage
from ..rights import Area
from ..sections import lead_on
from ..views import unit
from .board import BoardView, board_csv, may_see_board
from .panel import MissingSectionPanel, SectionsPanel
from .sections import CreateSectionsView


class ComponentTargetViewSet(SnippetViewSet):
    model = ComponentTarget
    icon = "time"
    menu_label = _("Mức cập nhật của thành phần")
    add_to_settings_menu = True
    menu_order = 850
    list_display = ["component", "stale_after_days", "legal_basis"]
    panels = [
        FieldPanel("component"),
        FieldPanel("stale_after_days"),
        FieldPanel("legal_basis"),
    ]


register_snippet(ComponentTargetViewSet)
_creates = province(Area.SECTIONS, "add")
_looks = anywhere(Area.SECTIONS, "view")
admit("departments_create_sections", Rule(reads=_creates, writes=_creates))
admit("departments_board", Rule(reads=_looks))
admit("departments_board_csv", Rule(reads=_looks))


class BoardMenuItem(MenuItem):
    def is_shown(self, request):
        return may_see_board(request.user)


@hooks.register("register_admin_urls")
def section_urls():
    return [
        path("chuyen-trang/lap/", CreateSectionsView.as_view(), name="departments_create_sections"),
        path("chuyen-trang/muc-do-day-du/", BoardView.as_view(), name="departments_board"),
        path("chuyen-trang/muc-do-day-du/bang.csv", board_csv, name="departments_board_csv"),
    ]


@hooks.register("register_admin_menu_item")
def board_menu_item():
    return BoardMenuItem(
        _("Mức độ đầy đủ"), reverse("departments_board"), icon_name="table", order=165
    )


@hooks.register("construct_homepage_panels")
def add_unit_panels(request, panels):
    found = [MissingSectionPanel(request.user), SectionsPanel(request.user)]
    panels.extend(panel for panel in found if panel.is_shown)


@hooks.register("before_serve_page")
def follow_units(page, request, args, kwargs):
    if isinstance(page, DepartmentIndexPage) and "unit_code" in kwargs:
        return unit(request, kwargs["unit_code"])
    if isinstance(page, DepartmentPage) and not kwargs:
        return lead_on(page)
    return None
