from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from content.registration import on_change


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Tìm kiếm")

    def ready(self):
        from .indexing import record_changes  # models can be imported only now

        on_change(record_changes)
