"""Kinds of materials in the editors' menu."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .models import MaterialKind


class MaterialKindViewSet(SnippetViewSet):
    model = MaterialKind
    icon = "tag"
    menu_label = _("Loại tài liệu")
    add_to_settings_menu = True
    list_display = ["name", "code", "position"]
    search_fields = ["name", "code"]


register_snippet(MaterialKindViewSet)
