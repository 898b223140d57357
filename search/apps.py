from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from content.registration import on_change


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Tìm kiếm")

    def ready(self):
        from . import pinning  # models can be imported only now
        from .indexing import record_changes

        on_change(record_changes)
        pinning.connect()
