from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class ContentConfig(AppConfig):
    name = "content"
    verbose_name = _("Nội dung")

    def ready(self):
        from .signals import connect
        from .two_people import guard_publishing

        autodiscover_modules("searching")
        autodiscover_modules("waiting")
        connect()
        guard_publishing()
