"""Legal bases in templates of apps that do not know the library."""

from django import template

from legal_library.bases import Basis, resolve_bases

register = template.Library()


@register.simple_tag
def legal_bases(stream_value) -> list[Basis]:
    """The bases of a content item, resolved in one query."""
    return resolve_bases(block.value for block in stream_value)


@register.simple_tag
def legal_basis(value) -> Basis:
    """One basis, as a block holds it."""
    return resolve_bases([value])[0]
