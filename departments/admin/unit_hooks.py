"""Where the screens about units stand in the admin, and under which rules."""

from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views import snippets
from wagtail.snippets.views.snippets import SnippetViewSet

from ..gate import Rule, admit, anywhere, of_object, province
from ..models import Unit
from ..rights import Area, has_right
from .unit_chooser import UnitChooserViewSet
from .units import (
    AddUnitView,
    ContactsView,
    CorrectionView,
    EventView,
    TreeView,
    UnitView,
)


# Wagtail's plain forms would let somebody write an end or a parent past the events.
class ToTree(snippets.IndexView):
    def dispatch(self, request, *args, **kwargs):
        return redirect("departments_units")


class ToAdding(snippets.CreateView):
    def dispatch(self, request, *args, **kwargs):
        return redirect("departments_add_unit")


class ToUnit(snippets.EditView):
    def dispatch(self, request, *args, **kwargs):
        return redirect("departments_unit", pk=self.object.pk)


class ToUnitInstead(snippets.DeleteView):
    """Units are not deleted: they end."""

    def dispatch(self, request, *args, **kwargs):
        return redirect("departments_unit", pk=self.object.pk)


class UnitViewSet(SnippetViewSet):
    """Lets forms choose units; everything else has screens of its own."""

    model = Unit
    icon = "group"
    chooser_viewset_class = UnitChooserViewSet
    index_view_class = ToTree
    add_view_class = ToAdding
    edit_view_class = ToUnit
    delete_view_class = ToUnitInstead
    copy_view_enabled = False


register_snippet(UnitViewSet)

_changes = province(Area.UNITS, "change")
_adds = province(Area.UNITS, "add")
_edits_contacts = of_object(Unit, Area.SECTIONS, "change", unit="pk")
admit("departments_units", Rule(reads=anywhere(Area.UNITS, "view")))
admit("departments_unit", Rule(reads=of_object(Unit, Area.UNITS, "view", unit="pk")))
admit("departments_unit_contacts", Rule(reads=_edits_contacts, writes=_edits_contacts))
admit("departments_unit_correct", Rule(reads=_changes, writes=_changes))
admit("departments_unit_event", Rule(reads=_changes, writes=_changes))
admit("departments_add_unit", Rule(reads=_adds, writes=_adds))


class UnitsMenuItem(MenuItem):
    def is_shown(self, request):
        return has_right(request.user, Area.UNITS, "view")


@hooks.register("register_admin_menu_item")
def units_menu_item():
    return UnitsMenuItem(_("Đơn vị"), reverse("departments_units"), icon_name="group", order=160)


@hooks.register("register_admin_urls")
def unit_urls():
    return [
        path("don-vi/", TreeView.as_view(), name="departments_units"),
        path("don-vi/them/", AddUnitView.as_view(), name="departments_add_unit"),
        path("don-vi/<int:pk>/", UnitView.as_view(), name="departments_unit"),
        path("don-vi/<int:pk>/lien-he/", ContactsView.as_view(), name="departments_unit_contacts"),
        path("don-vi/<int:pk>/sua/", CorrectionView.as_view(), name="departments_unit_correct"),
        path(
            "don-vi/<int:pk>/thay-doi/<slug:kind>/",
            EventView.as_view(),
            name="departments_unit_event",
        ),
    ]
