"""Legal bases in templates of apps that do not know the library."""

from django import template

from legal_library.bases import Basis, resolve_bases
from legal_library.impact.bases import is_of_the_province
from legal_library.impact.changes import MOST_SHOWN, ChangedBasis, changed_bases
from legal_library.models import LegalDocument

register = template.Library()


@register.simple_tag
def legal_bases(stream_value) -> list[Basis]:
    """The bases of a content item, resolved in one query."""
    return resolve_bases(block.value for block in stream_value)


@register.simple_tag
def legal_basis(value) -> Basis:
    """One basis, as a block holds it."""
    return resolve_bases([value])[0]


@register.simple_tag(name="changed_bases")
def changed_bases_of(item) -> list[ChangedBasis]:
    """What has changed under the item since it was written, in a fixed number of queries."""
    if isinstance(item, LegalDocument) and not is_of_the_province(item):
        return []
    return changed_bases(item.uuid, most=MOST_SHOWN)
