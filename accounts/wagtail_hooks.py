"""People and their roles in the admin's menu and addresses; what asks for the password again."""

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import include, path, reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.ui.components import Component

from departments.rights import Area, has_right

from .admin import urls
from .admin.rules import admit_all

admit_all()


@hooks.register("register_admin_urls")
def people_urls():
    return [path("nguoi-dung/", include(urls))]


class AreaMenuItem(MenuItem):
    """Shown to those who may look at something of its area."""

    def __init__(self, area: Area, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.area = area

    def is_shown(self, request):
        return has_right(request.user, self.area, "view")


PEOPLE = Menu(
    items=[
        AreaMenuItem(
            Area.PEOPLE,
            _("Tài khoản và vai trò"),
            reverse_lazy("people:list"),
            icon_name="group",
            order=10,
        ),
        AreaMenuItem(
            Area.REQUESTS,
            _("Đề nghị cấp, thu hồi"),
            reverse_lazy("people:requests"),
            icon_name="mail",
            order=20,
        ),
        AreaMenuItem(
            Area.REQUESTS,
            _("Rà soát quyền"),
            reverse_lazy("people:reviews"),
            icon_name="tasks",
            order=30,
        ),
    ]
)


@hooks.register("register_admin_menu_item")
def people_menu_item():
    return SubmenuMenuItem(_("Người dùng"), PEOPLE, icon_name="group", order=800)


@hooks.register("insert_global_admin_js")
def session_dialog():
    return render_to_string("accounts/admin/session_dialog.html")


@hooks.register("register_account_menu_item")
def own_account(request):
    return {
        "url": reverse("account_profile"),
        "label": _("Mật khẩu, xác thực hai lớp, phiên đăng nhập"),
        "help_text": _("Đổi mật khẩu, bật xác thực hai lớp, xem và kết thúc các phiên."),
    }


class DemonstrationPanel(Component):
    """Says that this portal lets people in more easily than a real one."""

    name = "demonstration"
    template_name = "accounts/admin/demonstration.html"
    order = 5


@hooks.register("construct_homepage_panels")
def demonstration_notice(request, panels):
    if not settings.REQUIRE_SECOND_FACTOR:
        panels.append(DemonstrationPanel())
