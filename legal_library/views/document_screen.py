"""What the admin's screens about one document share: the document, its lock, the way there."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from ..models import LegalDocument


def edit_url(document: LegalDocument) -> str:
    return reverse(document.snippet_viewset.get_url_name("edit"), args=[document.pk])


class DocumentScreen(WagtailAdminTemplateMixin, TemplateView):
    """A screen about one document, beside its form."""

    documents = LegalDocument.objects.select_related("type", "latest_revision")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.document = get_object_or_404(self.documents, pk=kwargs["pk"])

    @cached_property
    def lock_message(self) -> str:
        """Why this person may not change the document now; empty when they may."""
        user, lock = self.request.user, self.document.get_lock()
        return lock.get_message(user) if lock and lock.for_user(user) else ""

    def get_page_subtitle(self):
        return str(self.document)

    def get_breadcrumbs_items(self):
        listing = reverse(self.document.snippet_viewset.get_url_name("list"))
        return [
            *self.breadcrumbs_items,
            {"url": listing, "label": _("Văn bản")},
            {"url": edit_url(self.document), "label": str(self.document)},
            *self.breadcrumbs_between(),
            {"url": "", "label": self.get_page_title()},
        ]

    def breadcrumbs_between(self) -> list[dict]:
        """What lies between the document and this screen."""
        return []

    def get_context_data(self, **kwargs):
        return {
            **super().get_context_data(),
            "document": self.document,
            "edit_url": edit_url(self.document),
            **kwargs,
        }
