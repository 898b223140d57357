"""What the screens about one document's relations and validity share."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from departments.rights import Area, may

from ..models import LegalDocument
from .review_base import edit_url

RELATIONS, VALIDITY = "legal_library_relations", "legal_library_validity"


class DocumentDesk(WagtailAdminTemplateMixin, TemplateView):
    """A screen about one document, beside its form."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        documents = LegalDocument.objects.select_related("type", "issuer", "owner_unit")
        self.document = get_object_or_404(
            documents.defer("draft_text", "draft_tree"), pk=kwargs["pk"]
        )

    @property
    def may_publish(self) -> bool:
        """What is decided here is public at once, so it takes the right to publish."""
        return may(self.request.user, Area.CONTENT, "publish", self.document.owner_unit_id)

    def get_page_subtitle(self):
        return str(self.document)

    def get_breadcrumbs_items(self):
        listing = reverse(self.document.snippet_viewset.get_url_name("list"))
        return [
            *self.breadcrumbs_items,
            {"url": listing, "label": _("Văn bản")},
            {"url": edit_url(self.document), "label": str(self.document)},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        key = self.document.pk
        return {
            **super().get_context_data(),
            "document": self.document,
            "edit_url": edit_url(self.document),
            "may_publish": self.may_publish,
            "tabs": [
                (_("Quan hệ"), reverse(RELATIONS, args=[key])),
                (_("Hiệu lực"), reverse(VALIDITY, args=[key])),
            ],
            **kwargs,
        }
