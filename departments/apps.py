from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DepartmentsConfig(AppConfig):
    name = "departments"
    verbose_name = _("Đơn vị")

    def ready(self):
        from content.registration import on_place_change

        from . import auditing, board

        auditing.connect()
        on_place_change(board.recount)
