"""Questions in the editors' menu."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.snippets.models import register_snippet

from content.models.records import Component
from content.registration import EntryForm, register_entry_form
from departments.viewsets import GovernedViewSet

from .models import Question


class QuestionFilterSet(WagtailFilterSet):
    class Meta:
        model = Question
        fields = ["live", "owner_unit", "answered_on", "review_on"]


class QuestionViewSet(GovernedViewSet):
    model = Question
    icon = "help"
    menu_label = _("Hỏi đáp")
    menu_name = "questions"
    menu_order = 210
    add_to_admin_menu = True
    list_display = ["title", "owner_unit", "answered_on", "review_on"]
    list_per_page = 50
    filterset_class = QuestionFilterSet
    ordering = ["-answered_on", "-pk"]


register_snippet(QuestionViewSet)
register_entry_form(EntryForm(Component.QUESTIONS, _("câu hỏi"), "wagtailsnippets_qa_question:add"))
