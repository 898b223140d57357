"""A draft as parts to read and to comment on, whatever it is a draft of."""

from dataclasses import dataclass

from django.db import models
from django.utils.html import escape, linebreaks, strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _
from wagtail.fields import RichTextField, StreamField
from wagtail.rich_text import RichText

# Notes for editors and machines, and what the page says beside the text.
NOT_READ = {"search_description", "review_notes", "legal_bases", "outcome"}
QUOTATION = 160


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a draft: a field, or a block of a field."""

    key: str
    heading: str
    html: SafeString
    may_be_commented: bool = True

    @property
    def quotation(self) -> str:
        """The first words, by which the comment is found again when the draft has changed."""
        words = " ".join(strip_tags(self.html).split())
        return Truncator(words).chars(QUOTATION)


def parts_of(instance, request=None) -> list[Part]:
    """The text of *instance*, a draft read from a revision, in the order of its fields."""
    found = []
    for field in _read_fields(instance):
        value = field.value_from_object(instance)
        heading = capfirst(str(field.verbose_name))
        if isinstance(field, StreamField):
            found += _blocks(value, request)
        elif isinstance(field, RichTextField) and value:
            found.append(Part(field.name, heading, mark_safe(RichText(value))))  # noqa: S308 - Wagtail's
        elif value:
            found.append(Part(field.name, heading, mark_safe(linebreaks(escape(value)))))  # noqa: S308 - escaped
    bases = getattr(instance, "legal_bases", None)
    if bases:
        html = "".join(f"<p>{escape(block.value.get('citation', ''))}</p>" for block in bases)
        found.append(Part("legal_bases", _("Căn cứ pháp lý"), mark_safe(html)))  # noqa: S308 - escaped
    return found


def _read_fields(instance):
    return [
        field
        for field in instance._meta.get_fields()
        if isinstance(field, StreamField | models.TextField)
        and field.editable
        and field.name not in NOT_READ
    ]


def _blocks(value, request) -> list[Part]:
    context = {"request": request} if request else None
    return [
        Part(block.id or f"{block.block_type}-{index}", block.block.label, block.render(context))
        for index, block in enumerate(value or ())
    ]
