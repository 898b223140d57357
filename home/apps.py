from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Trang chủ")

    def ready(self):
        from departments.policies import govern
        from departments.rights import Area

        from .models import Hotline, PortalSettings

        govern(Hotline, Area.SITE, unit="")
        govern(PortalSettings, Area.SITE, unit="")
