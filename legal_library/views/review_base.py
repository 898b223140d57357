"""What the screens of a review share: the document, its open review, who may change it."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ..models import LegalDocument
from ..reviewing.beginning import open_review

STALE = gettext_lazy(
    "Cấu trúc vừa được người khác sửa sau khi bạn mở trang, nên thao tác của bạn chưa làm. "
    "Dưới đây là bản mới nhất: hãy xem rồi làm lại nếu vẫn cần."
)
ENDED = gettext_lazy(
    "Lượt rà soát này đã xong hoặc đã có toàn văn mới thay. Thao tác của bạn chưa làm."
)


def review_url(document_pk: int) -> str:
    return reverse("legal_library_review", args=[document_pk])


def edit_url(document: LegalDocument) -> str:
    return reverse(document.snippet_viewset.get_url_name("edit"), args=[document.pk])


class ReviewScreen(WagtailAdminTemplateMixin, TemplateView):
    """A screen about the review of one document's text."""

    header_icon = "list-ul"
    page_title = gettext_lazy("Rà soát cấu trúc")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        documents = LegalDocument.objects.select_related("type", "latest_revision")
        self.document = get_object_or_404(documents, pk=kwargs["pk"])
        self.review = open_review(self.document)

    @cached_property
    def lock_message(self) -> str:
        """Why this person may not change the document now; empty when they may."""
        lock = self.document.get_lock()
        return lock.get_message(self.request.user) if lock and lock.for_user(self.user) else ""

    def is_of_this_review(self, sent) -> bool:
        """Whether a form without a version was shown for the review that is open now."""
        return sent.get("luot") == str(self.review.pk)

    @property
    def user(self):
        return self.request.user

    def get_page_subtitle(self):
        return str(self.document)

    def get_breadcrumbs_items(self):
        path = [
            {
                "url": reverse(self.document.snippet_viewset.get_url_name("list")),
                "label": _("Văn bản"),
            },
            {"url": edit_url(self.document), "label": str(self.document)},
        ]
        if self.request.path != review_url(self.document.pk):
            path.append({"url": review_url(self.document.pk), "label": _("Rà soát cấu trúc")})
        return [*self.breadcrumbs_items, *path, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        return {
            **super().get_context_data(),
            "document": self.document,
            "review": self.review,
            "edit_url": edit_url(self.document),
            "lock_message": self.lock_message,
            "may_change": not self.lock_message,
            **kwargs,
        }
