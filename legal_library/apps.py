from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LegalLibraryConfig(AppConfig):
    name = "legal_library"
    verbose_name = _("Tủ sách pháp luật")

    def ready(self):
        from content.registration import register_law_reader

        from .bases import read_address

        register_law_reader(read_address)
