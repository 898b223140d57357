"""The portal's look in the admin, and no way out of it to other hosts."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks


@hooks.register("insert_global_admin_css")
def load_portal_look():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin/portal.css"))


@hooks.register("construct_help_menu")
def keep_help_at_home(request, menu_items):
    """Wagtail's news and guide are in English, about Wagtail, and on another host."""
    menu_items[:] = [item for item in menu_items if not item.url.startswith("http")]
