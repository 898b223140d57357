from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DepartmentsConfig(AppConfig):
    name = "departments"
    verbose_name = _("Đơn vị")

    def ready(self):
        from content.ownership import register_owners
        from content.registration import on_place_change

        from . import auditing, board
        from .models import ComponentTarget
        from .ownership import owners_for
        from .policies import govern, govern_wagtail
        from .provisioning import register_section_step
        from .rights import Area
        from .wagtail_rights import write_section_rights

        auditing.connect()
        on_place_change(board.recount)
        register_owners(owners_for)
        govern_wagtail()
        govern(ComponentTarget, Area.SITE, unit="")
        register_section_step(write_section_rights)
