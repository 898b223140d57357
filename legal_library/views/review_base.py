"""What the screens of a review share: the document, its open review, who may change it."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..reviewing.beginning import open_review
from .document_screen import DocumentScreen

STALE = gettext_lazy(
    "Cấu trúc vừa được người khác sửa sau khi bạn mở trang, nên thao tác của bạn chưa làm. "
    "Dưới đây là bản mới nhất: hãy xem rồi làm lại nếu vẫn cần."
)
ENDED = gettext_lazy(
    "Lượt rà soát này đã xong hoặc đã có toàn văn mới thay. Thao tác của bạn chưa làm."
)


def review_url(document_pk: int) -> str:
    return reverse("legal_library_review", args=[document_pk])


class ReviewScreen(DocumentScreen):
    """A screen about the review of one document's text."""

    header_icon = "list-ul"
    page_title = gettext_lazy("Rà soát cấu trúc")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.review = open_review(self.document)

    def is_of_this_review(self, sent) -> bool:
        """Whether a form without a version was shown for the review that is open now."""
        return sent.get("luot") == str(self.review.pk)

    @property
    def user(self):
        return self.request.user

    def breadcrumbs_between(self):
        url = review_url(self.document.pk)
        is_here = self.request.path == url
        return [] if is_here else [{"url": url, "label": _("Rà soát cấu trúc")}]

    def get_context_data(self, **kwargs):
        return {
            **super().get_context_data(),
            "review": self.review,
            "lock_message": self.lock_message,
            "may_change": not self.lock_message,
            **kwargs,
        }
