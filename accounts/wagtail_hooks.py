"""People and their roles in the admin's menu and addresses."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from departments.rights import Area, has_right

from .admin import urls
from .admin.rules import admit_all

admit_all()


@hooks.register("register_admin_urls")
def people_urls():
    return [path("nguoi-dung/", include(urls))]


class PeopleMenuItem(MenuItem):
    def is_shown(self, request):
        return has_right(request.user, Area.PEOPLE, "view")


@hooks.register("register_admin_menu_item")
def people_menu_item():
    return PeopleMenuItem(
        _("Người dùng và vai trò"), reverse("people:list"), icon_name="group", order=800
    )
