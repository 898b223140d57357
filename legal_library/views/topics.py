"""The law by the codification: subjects, topics, their documents and articles."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.models import Topic

from ..models import LegalDocument
from ..topics import about, codified_articles, counted, named

DOCUMENTS, ARTICLES = 20, 100


@require_safe
def index(request):
    """The subjects of the codification with what the library has of each."""
    context = {
        "page_title": _("Văn bản theo chủ đề pháp điển"),
        "page_description": _(
            "Bộ pháp điển xếp toàn bộ pháp luật đang có hiệu lực theo chủ đề, mỗi chủ đề gồm "
            "nhiều đề mục."
        ),
        "trail": _trail(),
        "subjects": counted(Topic.objects.subjects()),
    }
    return render(request, "legal_library/topics/index.html", context)


@require_safe
def topic(request, code):
    """One subject or topic: what stands below it, its documents, its codified articles."""
    topic = get_object_or_404(Topic.objects.select_related("parent__parent"), code=code)
    documents = LegalDocument.objects.public().filter(about([topic.code])).for_listing()
    page = Paginator(codified_articles(topic.code), ARTICLES).get_page(request.GET.get("page"))
    below = counted(topic.children.all())
    context = {
        "page_title": topic.name,
        "page_description": _("Chủ đề %(code)s của Bộ pháp điển: văn bản và điều luật.")
        % {"code": topic.code},
        "trail": [*_trail(), (_("Chủ đề pháp điển"), reverse("legal_library:topics"))]
        + [(above.name, _url(above)) for above in _above(topic)],
        "topic": topic,
        "below": [each for each in below if each.documents or each.articles],
        "empty_below": [each for each in below if not (each.documents or each.articles)],
        "documents": documents.newest()[:DOCUMENTS],
        "total": documents.count(),
        "list_url": f"{reverse('legal_library:list')}?topic={topic.code}",
        "page_of_articles": page,
        "articles": named(page.object_list) if page.paginator.count else [],
        "actions": [(_("Tất cả chủ đề"), reverse("legal_library:topics"))],
    }
    return render(request, "legal_library/topics/topic.html", context)


def _above(topic: Topic) -> list[Topic]:
    """The topics that *topic* stands below, the widest first."""
    found = []
    while topic := topic.parent:
        found.append(topic)
    return found[::-1]


def _url(topic: Topic) -> str:
    return reverse("legal_library:topic", args=[topic.code])


def _trail() -> list[tuple[str, str]]:
    return [(_("Văn bản"), reverse("legal_library:bookcase"))]
