"""Names and addresses of provisions in templates."""

from django import template

from legal_library import addresses
from legal_library.bases import provision_url
from legal_library.models import LegalDocument

register = template.Library()


@register.filter
def place_name(eid: str) -> str:
    """“Khoản 1 Điều 3”, as the beginning of a line."""
    name = addresses.place_name(eid)
    return name[:1].upper() + name[1:]


@register.filter
def place_url(document: LegalDocument, eid: str) -> str:
    """The page that shows the provision."""
    return provision_url(document, eid)
