from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class EditorialConfig(AppConfig):
    name = "editorial"
    verbose_name = _("Biên tập")

    def ready(self):
        from departments.policies import govern
        from departments.provisioning import register_section_step
        from departments.rights import Area

        from . import auditing, following, notifying, setup
        from .models import RoleApprovalTask, SpecialDay, StepDeadline

        for model in (RoleApprovalTask, SpecialDay, StepDeadline):
            govern(model, Area.SITE, unit="")

        auditing.connect()
        following.connect()
        notifying.connect()
        register_section_step(setup.govern_section)
        post_migrate.connect(setup.after_migrate, sender=self, dispatch_uid="editorial.workflow")
