"""Units in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from .admin import hooks  # noqa: F401 - sections and the completeness board
from .gate import menus  # noqa: F401 - its hooks
from .models import Unit


@register_snippet
class UnitViewSet(SnippetViewSet):
    model = Unit
    icon = "group"
    menu_label = _("Đơn vị")
    add_to_admin_menu = True
    menu_order = 160
    list_display = ["name", "code", "kind", "parent", "valid_from", "valid_to"]
    list_filter = ["kind", "parent"]
    search_fields = ["name", "short_name", "code"]
    list_per_page = 50

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldPanel("short_name"),
                FieldPanel("kind"),
                FieldPanel("parent"),
                FieldPanel("code"),
                FieldPanel("organisation_code"),
            ],
            heading=_("Đơn vị"),
        ),
        MultiFieldPanel(
            [FieldPanel("valid_from"), FieldPanel("valid_to")], heading=_("Thời gian tồn tại")
        ),
        MultiFieldPanel(
            [
                FieldPanel("address"),
                FieldPanel("phone"),
                FieldPanel("email"),
                FieldPanel("website"),
            ],
            heading=_("Liên hệ"),
        ),
    ]
