"""Facts of a page for machines, as schema.org describes them."""

import json

from django import template
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# What could end the element, or open a comment inside it.
_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&"}


@register.simple_tag
def structured_data(data: dict) -> SafeString:
    """*data* as a JSON-LD element. It is a data block: nothing runs, no policy is needed."""
    text = json.dumps(data, ensure_ascii=False, cls=DjangoJSONEncoder).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - escaped above
