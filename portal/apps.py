from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from . import page_cache


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = _("Cổng thông tin")

    def ready(self):
        from . import search_rights  # models can be imported only now

        page_cache.connect()
        search_rights.connect()
