from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QaConfig(AppConfig):
    name = "qa"
    verbose_name = _("Hỏi đáp")

    def ready(self):
        from departments.policies import govern
        from departments.rights import Area

        from .models import Question, QuestionSettings

        govern(Question, Area.CONTENT)
        govern(QuestionSettings, Area.VOCABULARY, unit="")
