from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MaterialsConfig(AppConfig):
    name = "materials"
    verbose_name = _("Tài liệu")

    def ready(self):
        from departments.policies import govern
        from departments.rights import Area

        from .models import MaterialKind

        govern(MaterialKind, Area.VOCABULARY, unit="")
