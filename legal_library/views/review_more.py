"""Beside the screen of a review: attributes, comparison, images of pages, and the end."""

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages

from ..models import Expression
from ..parsing import from_json
from ..reviewing.comparing import Change, compare
from ..reviewing.confirming import attributes_of, confirm
from ..reviewing.images import NoImage, page_image
from ..reviewing.outline import Outline
from ..reviewing.sayings import name_of
from ..reviewing.sessions import Ended, Locked, Stale, Superseded, finish
from ..structure import reassemble
from .document_screen import edit_url
from .review_base import ENDED, STALE, ReviewScreen, review_url

_DIFFERENCES = 30
_CHANGE_NAMES = {
    Change.ADDED: gettext_lazy("Thêm"),
    Change.REMOVED: gettext_lazy("Bỏ"),
    Change.CHANGED: gettext_lazy("Sửa"),
    Change.MOVED: gettext_lazy("Đổi số hoặc chỗ"),
}


class OpenReviewScreen(ReviewScreen):
    """A screen that makes no sense without a review: it leads to where one begins."""

    def dispatch(self, request, *args, **kwargs):
        if self.review is None:
            messages.warning(request, _("Chưa có lượt rà soát nào đang mở."))
            return redirect(review_url(self.document.pk))
        if request.method == "POST" and self.lock_message:
            messages.error(request, self.lock_message)
            return redirect(review_url(self.document.pk))
        return super().dispatch(request, *args, **kwargs)


class AttributesView(OpenReviewScreen):
    """What the text says of itself, beside the draft; nothing is taken over without a click."""

    template_name = "legal_library/admin/review_attributes.html"
    page_title = gettext_lazy("Thuộc tính đọc được")

    def post(self, request, *args, **kwargs):
        if not self.is_of_this_review(request.POST):
            messages.warning(request, ENDED)
            return redirect(request.path)
        draft = self.document.get_latest_revision_as_object()
        listed = attributes_of(self.review, draft)
        asked = request.POST.get("ten", "")
        if asked == "*":
            names = [attribute.name for attribute in listed if attribute.is_certain]
        else:
            names = [attribute.name for attribute in listed if attribute.name == asked]
        keep = request.POST.get("viec") == "keep"
        try:
            changed = confirm(self.review, draft, names, by=request.user, keep=keep)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            _run_after_edit(request, draft) if changed else None
            told = _("Đã ghi vào bản nháp: %s.") % ", ".join(changed) if changed else _("Đã ghi.")
            messages.success(request, told)
        return redirect(request.path)

    def get_context_data(self, **kwargs):
        draft = self.document.get_latest_revision_as_object()
        listed = attributes_of(self.review, draft)
        others = [
            (label, self.review.attributes[name]["value"])
            for name, label in (
                ("place", _("Nơi ban hành")),
                ("legal_bases", _("Căn cứ ban hành")),
                ("recipients", _("Nơi nhận")),
            )
            if name in self.review.attributes
        ]
        return super().get_context_data(
            attributes=listed,
            certain=[item for item in listed if item.is_certain and not item.is_done],
            others=[
                (label, value if isinstance(value, list) else [value]) for label, value in others
            ],
            **kwargs,
        )


class CompareView(OpenReviewScreen):
    """The tree as it is now against how it began, or against a text that was published."""

    template_name = "legal_library/admin/review_compare.html"
    page_title = gettext_lazy("So sánh")

    def get_context_data(self, **kwargs):
        texts = Expression.objects.filter(document=self.document).order_by("-pk")
        texts = texts.defer("html", "contents_html", "warnings").select_related("document__type")
        asked = self.request.GET.get("voi", "")
        chosen = next((text for text in texts if str(text.pk) == asked), None)
        if asked and chosen is None:
            raise Http404
        former = reassemble(chosen.provisions.all()) if chosen else from_json(self.review.base)
        found = compare(former, from_json(self.review.tree))
        page = Paginator(found, _DIFFERENCES).get_page(self.request.GET.get("p"))
        totals = [
            (name, sum(item.change == change for item in found))
            for change, name in _CHANGE_NAMES.items()
        ]
        return super().get_context_data(
            texts=texts,
            chosen=chosen,
            page=page,
            differences=[
                {
                    "item": item,
                    "change_name": _CHANGE_NAMES[item.change],
                    "name": name_of(item.after or item.before),
                    "former_name": name_of(item.before) if item.before else "",
                }
                for item in page
            ],
            totals=totals,
            **kwargs,
        )


class FinishView(OpenReviewScreen):
    """The end: what was done and what is left, then the tree goes into the draft."""

    template_name = "legal_library/admin/review_finish.html"
    page_title = gettext_lazy("Xong rà soát")

    def post(self, request, *args, **kwargs):
        sent = request.POST.get("lan", "")
        version = int(sent) if sent.isascii() and sent.isdecimal() and len(sent) < 10 else -1
        replace_newer = request.POST.get("thay") == "1"
        try:
            document = finish(
                self.review.pk, version=version, by=request.user, replace_newer=replace_newer
            )
        except Superseded:
            return self.render_to_response(self.get_context_data(is_superseded=True), status=409)
        except Stale:
            messages.warning(request, STALE)
            return redirect(review_url(self.document.pk))
        except (Ended, Locked) as refusal:
            message = ENDED if isinstance(refusal, Ended) else self.lock_message
            messages.warning(request, message)
            return redirect(review_url(self.document.pk))
        _run_after_edit(request, document)
        told = _("Đã ghi cấu trúc vào bản nháp. Khi được duyệt đăng, đây là một bản văn mới.")
        messages.success(request, told)
        return redirect(edit_url(document))

    def get_context_data(self, **kwargs):
        made = self.review.steps.filter(is_undone=False).defer("patches")
        draft = self.document.get_latest_revision_as_object()
        attributes = attributes_of(self.review, draft)
        return super().get_context_data(
            step_count=made.count(),
            word_steps=list(made.filter(changes_words=True).select_related("made_by")[:50]),
            waiting=self.review.waiting,
            repeated=sorted(Outline(from_json(self.review.tree)).repeated),
            unconfirmed=[item for item in attributes if not item.is_done],
            texts=Expression.objects.filter(document=self.document).count(),
            **kwargs,
        )


def page_of_source(request, pk: int, number: int) -> HttpResponse:
    """One page of the PDF as an image, for those who may change the document."""
    screen = ReviewScreen()
    screen.setup(request, pk=pk)
    review = screen.review
    if review is None or review.source_kind != "pdf" or not 1 <= number <= review.pages:
        raise Http404
    try:
        image = page_image(review.source_path, number)
    except NoImage as error:
        raise Http404 from error
    response = HttpResponse(image, content_type="image/jpeg")
    response["Cache-Control"] = "private, max-age=86400"
    return response


def _run_after_edit(request, document) -> None:
    """Tell those who follow a draft that it changed, as saving it in the editor does."""
    for hook in hooks.get_hooks("after_edit_snippet"):
        hook(request, document)


def page_url(document_pk: int, number: int) -> str:
    return reverse("legal_library_review_page", args=[document_pk, number])
