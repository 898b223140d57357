"""Search in the editors' menu: what readers look for, and what stands first for a query."""

from django.shortcuts import redirect
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet, SnippetViewSetGroup

from . import admin_urls
from .models import PinnedResult, SynonymSet
from .queries import QUERY_LENGTH
from .requests import clean_query

MENU = "register_search_menu_item"


@hooks.register("register_admin_urls")
def register_urls():
    return [path("tim-kiem/", include(admin_urls))]


@hooks.register(MENU)
def register_week():
    return MenuItem(
        _("Người đọc tìm gì"), reverse("search_admin:week"), icon_name="search", order=0
    )


class PinView(CreateView):
    """A result is chosen from what is found, not written."""

    def dispatch(self, request, *args, **kwargs):
        return redirect("search_admin:pin")


class PinnedResultViewSet(SnippetViewSet):
    model = PinnedResult
    icon = "thumbtack"
    menu_label = _("Kết quả ghim")
    add_view_class = PinView
    copy_view_enabled = False
    list_display = ["title", "queries", "starts_on", "ends_on"]
    list_per_page = 50
    edit_handler = ObjectList(
        [
            FieldPanel("title", read_only=True),
            FieldPanel("queries"),
            FieldPanel("note"),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")])],
                heading=_("Thời gian"),
            ),
        ]
    )


class AddSynonymView(CreateView):
    """Begins with the words that a query of the week was typed in."""

    def get_initial_form_instance(self):
        instance = super().get_initial_form_instance() or SynonymSet()
        instance.terms = clean_query(self.request.GET.get("q", ""))[:QUERY_LENGTH]
        return instance


class SynonymSetViewSet(SnippetViewSet):
    model = SynonymSet
    icon = "openquote"
    menu_label = _("Từ đồng nghĩa, viết tắt")
    add_view_class = AddSynonymView
    list_display = ["terms", "meanings", "kind", "is_active", "valid_from", "valid_to"]
    list_filter = ["kind", "is_active"]
    search_fields = ["terms", "meanings", "note"]
    list_per_page = 50
    edit_handler = ObjectList(
        [
            FieldPanel("kind"),
            FieldPanel("terms"),
            FieldPanel("meanings"),
            FieldPanel("both_ways"),
            MultiFieldPanel(
                [
                    FieldPanel("is_active"),
                    FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
                ],
                heading=_("Thời gian"),
            ),
            FieldPanel("note"),
        ]
    )


@register_snippet
class SearchViewSetGroup(SnippetViewSetGroup):
    items = (SynonymSetViewSet, PinnedResultViewSet)
    menu_icon = "search"
    menu_label = _("Tìm kiếm")
    menu_name = "search-use"
    menu_order = 165
    submenu_hook = MENU
