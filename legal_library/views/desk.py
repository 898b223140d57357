"""What the screens about one document's relations and validity share."""

from django.urls import reverse
from django.utils.translation import gettext as _

from departments.rights import Area, may

from ..models import LegalDocument
from .document_screen import DocumentScreen

RELATIONS, VALIDITY = "legal_library_relations", "legal_library_validity"


class DocumentDesk(DocumentScreen):
    """A screen about what is known of one document over time."""

    documents = LegalDocument.objects.select_related("type", "issuer", "owner_unit").defer(
        "draft_text", "draft_tree"
    )

    @property
    def may_publish(self) -> bool:
        """What is decided here is public at once, so it takes the right to publish."""
        return may(self.request.user, Area.CONTENT, "publish", self.document.owner_unit_id)

    def get_context_data(self, **kwargs):
        key = self.document.pk
        return {
            **super().get_context_data(),
            "may_publish": self.may_publish,
            "tabs": [
                (_("Quan hệ"), reverse(RELATIONS, args=[key])),
                (_("Hiệu lực"), reverse(VALIDITY, args=[key])),
            ],
            **kwargs,
        }
