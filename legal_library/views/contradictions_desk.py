"""“Mâu thuẫn hiệu lực”: what dates, events and relations say against each other."""

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from departments.rights import Area, units_where

from ..models import LegalDocument
from ..validity.contradictions import contradictions, named
from .desk import RELATIONS, VALIDITY

_ROWS = 50
REPORT = "legal_library_contradictions"


def documents_of(user):
    """The documents that *user* may mend."""
    units = units_where(user, Area.CONTENT, "change")
    documents = LegalDocument.objects.all()
    return documents if units is None else documents.filter(owner_unit__in=units)


class ContradictionsView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "legal_library/admin/contradictions.html"
    page_title = gettext_lazy("Mâu thuẫn hiệu lực")
    header_icon = "warning"

    @cached_property
    def found(self):
        return contradictions(timezone.localdate(), documents_of(self.request.user))

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        counts = [(check, number) for check, number in self.found.counts() if number]
        asked = named(self.request.GET.get("loai", ""))
        chosen = asked or (counts[0][0] if counts else None)
        page = None
        if chosen:
            documents = self.found.of(chosen).select_related("type", "issuer")
            documents = documents.defer("draft_text", "draft_tree").order_by("-issued_on", "pk")
            page = Paginator(documents, _ROWS).get_page(self.request.GET.get("p"))
        target = RELATIONS if chosen and chosen.is_of_relations else VALIDITY
        return super().get_context_data(
            counts=counts,
            chosen=chosen,
            page=page,
            rows=[(found, reverse(target, args=[found.pk])) for found in page or ()],
            **kwargs,
        )
