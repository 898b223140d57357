"""Where editors meet the review of a text: the form, the list, and after a text came in."""

from django.contrib.humanize.templatetags.humanize import intcomma
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import CreateView, EditView

from departments.rights import Area, may

from .models import LegalDocument, TextReview
from .models.expressions import tree_digest
from .parsing import from_json, to_json
from .reviewing.beginning import begin, begin_from_draft
from .reviewing.outline import Outline
from .views.review_base import review_url
from .views.review_urls import admit_all, urlpatterns

admit_all()

_SCANNED = gettext_lazy("Tệp là bản quét, chưa có chữ để đọc: được giữ làm bản gốc.")


class _NoFileWhileTyping:
    """Saving in the background sends the chosen file each time; it is read when somebody saves."""

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        if self.expects_json_response and kwargs.get("files"):
            kwargs["files"] = kwargs["files"].copy()
            kwargs["files"].pop("text_file", None)
        return kwargs


class DocumentCreateView(_NoFileWhileTyping, CreateView):
    pass


class DocumentEditView(_NoFileWhileTyping, EditView):
    pass


class ReviewColumn(Column):
    """What waits to be looked at again, as the way to it."""

    cell_template_name = "legal_library/admin/review_cell.html"

    def get_cell_context_data(self, instance, parent_context):
        user = parent_context["request"].user
        return {
            **super().get_cell_context_data(instance, parent_context),
            "may_review": may(user, Area.CONTENT, "change", instance.owner_unit_id),
        }


@hooks.register("register_admin_urls")
def review_urls():
    return urlpatterns


@hooks.register("register_snippet_listing_buttons")
def offer_review(snippet, user, next_url=None):
    if isinstance(snippet, LegalDocument) and may(
        user, Area.CONTENT, "change", snippet.owner_unit_id
    ):
        label = _("Rà soát cấu trúc")
        yield Button(label, url=review_url(snippet.pk), icon_name="list-ul", priority=15)


# After the hooks of the workflow, which lead to a step that was just submitted.
@hooks.register("after_create_snippet", order=50)
@hooks.register("after_edit_snippet", order=50)
def lead_to_review(request, instance):
    """Who saves a new text in which something is doubtful is led to where it is mended."""
    if not isinstance(instance, LegalDocument) or not hasattr(instance, "came_in"):
        return None
    is_saving = not any(name.startswith("action-") for name in request.POST)
    if not is_saving or "application/json" in request.headers.get("accept", ""):
        return None
    incoming = instance.came_in
    if incoming and incoming.parsed is None:
        messages.warning(request, " ".join([str(_SCANNED), *incoming.messages]))
        return None
    if not instance.draft_tree or not _is_new(instance):
        return None
    if incoming and incoming.name:
        path = instance.source_file.name if incoming.kept_as else ""
        review = begin(instance, incoming, by=request.user, path=path)
    else:
        review = begin_from_draft(instance, by=request.user)
    _tell(request, review)
    waits = review.warnings or review.messages
    return redirect("legal_library_review", pk=instance.pk) if waits else None


def _is_new(instance: LegalDocument) -> bool:
    """Nobody has begun or ended a review with this very text."""
    latest = TextReview.objects.filter(document=instance).only("base_digest", "tree").first()
    if latest is None:
        return True
    digest = tree_digest(to_json(from_json(instance.draft_tree)))
    return digest not in (latest.base_digest, tree_digest(to_json(from_json(latest.tree))))


def _tell(request, review: TextReview) -> None:
    counts = Outline(from_json(review.tree)).counts
    told = _("Đã đọc toàn văn: %(articles)s điều, %(clauses)s khoản. %(waiting)s điểm cần xem.") % {
        "articles": intcomma(counts.get("article", 0)),
        "clauses": intcomma(counts.get("clause", 0)),
        "waiting": intcomma(review.waiting),
    }
    messages.success(request, told)
