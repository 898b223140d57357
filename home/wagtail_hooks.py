"""Hotlines in the admin; the portal's settings register themselves."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import DateColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import Hotline


class HotlineViewSet(SnippetViewSet):
    model = Hotline
    icon = "mobile-alt"
    menu_label = _("Đường dây nóng")
    menu_order = 900
    add_to_settings_menu = True
    list_display = [
        "label",
        "number",
        "hours",
        DateColumn("valid_from", label=_("Từ ngày"), sort_key="valid_from"),
        DateColumn("valid_to", label=_("Đến trước ngày"), sort_key="valid_to"),
    ]
    search_fields = ["label", "number"]


register_snippet(HotlineViewSet)
