"""The log and its period of keeping in the admin."""

from urllib.parse import urlencode

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from . import urls
from .models import RetentionPeriod
from .registration import may_read


@hooks.register("register_admin_urls")
def log_urls():
    return [path("nhat-ky/", include(urls))]


class LogMenuItem(MenuItem):
    def is_shown(self, request):
        return may_read(request.user)


@hooks.register("register_admin_menu_item")
def log_menu_item():
    return LogMenuItem(_("Nhật ký"), reverse("audit:log"), icon_name="history", order=820)


@register_snippet
class RetentionPeriodViewSet(SnippetViewSet):
    model = RetentionPeriod
    icon = "history"
    menu_label = _("Thời hạn lưu nhật ký")
    add_to_settings_menu = True
    menu_order = 910
    list_display = ["months", "valid_from", "legal_basis"]


def log_of(instance) -> str:
    """The log about one object."""
    query = urlencode({"object_kind": instance._meta.label_lower, "object_id": instance.pk})
    return f"{reverse('audit:log')}?{query}"


@hooks.register("register_page_header_buttons")
def log_of_page(page, user, view_name, next_url=None):
    if may_read(user):
        yield Button(
            _("Nhật ký"), url=log_of(page.specific_deferred), icon_name="history", priority=95
        )


@hooks.register("register_snippet_listing_buttons")
def log_of_snippet(snippet, user, next_url=None):
    if may_read(user):
        yield Button(_("Nhật ký"), url=log_of(snippet), icon_name="history", priority=95)
