"""The list of answered questions, and one of them."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from departments.models import Unit

from .filters import QuestionFilter
from .models import Question


def question_list(request):
    """Answered questions, newest first, with the units that answered them."""
    questions = Question.objects.published().in_language(get_language())
    filtered = QuestionFilter(request.GET, queryset=questions.for_listing().newest())
    page = Paginator(filtered.qs, 20).get_page(request.GET.get("page"))
    # Who finds nothing is shown everybody who could be asked.
    answering = filtered.qs if page else questions
    context = {
        "page_title": _("Hỏi đáp pháp luật"),
        "page_description": _(
            "Câu hỏi của người dân, cơ quan của tỉnh trả lời. Mỗi câu có căn cứ và ngày rà soát."
        ),
        "filter": filtered,
        "questions": page,
        "units": Unit.objects.filter(
            pk__in=answering.order_by().values("owner_unit")
        ).in_dictionary_order(),
    }
    return render(request, "qa/list.html", context)


def question(request, slug):
    """One question with its answer."""
    found = get_object_or_404(
        Question.objects.published()
        .in_language(get_language())
        .select_related("owner_unit", "locale"),
        slug=slug,
    )
    return render(request, "qa/question.html", found.page_context(request))
