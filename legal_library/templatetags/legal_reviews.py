"""Names of what the screen of a review shows."""

from django import template
from django.utils.translation import gettext_lazy as _

from ..rendering import heading_of
from ..reviewing.beginning import open_review
from ..reviewing.outline import Group, Shown
from ..reviewing.sayings import KIND_NAMES, name_of
from ..structure import Zone

register = template.Library()
_ZONES = {Zone.PREFACE: _("Phần đầu văn bản"), Zone.CONCLUSION: _("Phần ký, nơi nhận")}


@register.filter
def kind_name(kind: str) -> str:
    return KIND_NAMES[kind]


@register.filter
def group_name(group: Group) -> str:
    """“Điều 5. Mức hỗ trợ”; of the head and the signature what they are."""
    first = group.first
    if first.zone in _ZONES:
        return _ZONES[first.zone]
    if first.node.marker or first.node.heading:
        return heading_of(first.node)
    return name_of(first.node)


@register.filter
def holds(group: Group, selected: Shown | None) -> bool:
    return selected is not None and group.holds(selected.node.eid)


@register.inclusion_tag("legal_library/admin/_text_state.html")
def text_state(document) -> dict:
    """What the draft's text is, how far its review is, and the way to it."""
    if not document.pk:
        return {"document": None}
    review = open_review(document)
    return {
        "document": document,
        "review": review,
        "has_draft": bool(document.draft_tree),
        "has_text": document.expressions.exists(),
    }
