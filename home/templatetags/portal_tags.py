"""What the frame and the components of all pages need beyond Django's own tags."""

from dataclasses import dataclass

from django import template
from django.conf.locale import LANG_INFO
from django.core.paginator import Page as PaginatorPage
from wagtail.models import Page

register = template.Library()


@dataclass(frozen=True, slots=True)
class Translation:
    """The same page in another language."""

    code: str
    name: str
    url: str


@register.simple_tag
def translations_of(page) -> list[Translation]:
    """The live translations of a Wagtail page; none for anything else."""
    if not isinstance(page, Page) or not page.pk:
        return []
    others = page.get_translations().live().select_related("locale")
    return [
        Translation(
            code=other.locale.language_code,
            name=LANG_INFO.get(other.locale.language_code, {}).get("name_local", str(other.locale)),
            url=other.url,
        )
        for other in others
        if other.url
    ]


@register.filter
def page_numbers(page: PaginatorPage) -> list[int | None]:
    """The numbers to link, None for a gap: 1 … 4 [5] 6 … 12."""
    elided = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [number if isinstance(number, int) else None for number in elided]


@register.filter
def is_within(path: str | None, section: str) -> bool:
    """Whether *path* is the section's address or below it; the front page holds only itself."""
    return bool(path and section) and (
        path == section or (section != "/" and path.startswith(section))
    )
