"""The sample content: a province that does not exist, for demonstrations and tests.

What exists is left as it is, so that an editor's changes stay; what is missing is added.
Each part is loaded in one transaction, in an order in which later parts find earlier ones.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from . import documents, media, pages, questions, sections, site, units, versions


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of sample: what is missing, and how it is added, one thing after the other."""

    name: str
    missing: Callable[[], list[Any]]
    add: Callable[[list[Any]], Iterator[None]]


PARTS = (
    Part("vocabulary", units.missing_vocabulary, units.add_vocabulary),
    Part("units", units.missing_units, units.add_units),
    Part("legal documents", documents.missing, documents.add),
    Part("versions of documents", versions.missing, versions.add),
    Part("images and files", media.missing, media.add),
    Part("front page and lists", site.missing_pages, site.add_pages),
    Part("units' sections", sections.missing_sections, sections.add_sections),
    Part("pages of sections", sections.missing_pages, sections.add_pages),
    Part("freshness of components", sections.missing_targets, sections.add_targets),
    Part("news", pages.missing_news, pages.add_news),
    Part("materials", pages.missing_materials, pages.add_materials),
    Part("questions", questions.missing, questions.add),
    Part("settings and hotlines", site.missing_settings, site.add_settings),
)


def load_part(part: Part, progress: Callable[[int, int], None]) -> int:
    """Add what is missing of *part*; how much it was. *progress* hears (done, total)."""
    items = part.missing()
    with transaction.atomic():
        for done, _ in enumerate(part.add(items), start=1):
            progress(done, len(items))
    return len(items)
