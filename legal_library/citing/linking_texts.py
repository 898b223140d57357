"""Stored citations as links: in the HTML of a document's texts, and in an article by itself."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from django.urls import reverse
from django.utils import timezone

from ..addresses import anchor
from ..bases import provision_url
from ..linking import Link
from ..models import Citation, Expression, LegalDocument
from ..rendering import Links, RenderedExpression, render_expression
from ..structure import reassemble
from .library import LibraryCatalogue

_READ = (
    *("source_place", "start", "end", "text", "target_eid", "as_of", "is_self"),
    *("target__uuid", "target__slug"),
)


def with_links(
    document: LegalDocument,
    text: Expression,
    rows: Iterable[Citation],
    catalogue: LibraryCatalogue,
) -> RenderedExpression:
    """The HTML of *text* with links on its citations, as far as they lead somewhere."""
    rows = [row for row in rows if row.target_id]
    targets = LegalDocument.objects.only("uuid", "slug").in_bulk({row.target_id for row in rows})
    today = timezone.localdate()

    def address(row: Citation) -> str:
        target = targets[row.target_id]
        if target.pk == document.pk:
            # On the page that the reader is on.
            return f"{target.get_absolute_url()}#{anchor(row.target_eid)}"
        if catalogue.holds(str(target.uuid), row.target_eid, today):
            return provision_url(target, row.target_eid)
        return dated_url(target, row.target_eid, row.as_of)

    links = links_of((row for row in rows if row.target_id in targets), targets, address)
    return render_expression(reassemble(text.provisions.order_by("position")), links)


def links_in_article(document: LegalDocument, eid: str) -> Links:
    """The links in the words of the article *eid* of the current text, in one query."""
    rows = (
        Citation.objects.filter(source=document, source_place__startswith=eid, target__live=True)
        .select_related("target")
        .only(*_READ)
        .order_by("position")
    )
    # “art_1” is also how “art_12” begins.
    inside = [row for row in rows if f"{row.source_place}__".startswith(f"{eid}__")]
    targets = {row.target_id: row.target for row in inside}
    return links_of(
        inside, targets, lambda row: provision_url(targets[row.target_id], row.target_eid)
    )


def links_of(
    rows: Iterable[Citation],
    targets: Mapping[int, LegalDocument],
    address: Callable[[Citation], str],
) -> Links:
    """*rows* as links, by the place that holds their words."""
    links = defaultdict(list)
    for row in rows:
        target = targets[row.target_id]
        preview = preview_url(target, row.target_eid, None if row.is_self else row.as_of)
        links[row.source_place].append(Link(row.start, row.end, row.text, address(row), preview))
    return links


def preview_url(document: LegalDocument, eid: str, day: date | None) -> str:
    """Where the words of a place are shown in short, for who reads a text of *day*."""
    kwargs = {"slug": document.slug}
    if day:
        kwargs["day"] = day.isoformat()
    if eid:
        kwargs["place"] = anchor(eid)
    return reverse("legal_library:citation_preview", kwargs=kwargs)


def dated_url(document: LegalDocument, eid: str, day: date) -> str:
    """The place as it was on *day*."""
    url, base = provision_url(document, eid), document.get_absolute_url()
    return f"{base}@{day.isoformat()}/{url.removeprefix(base)}"
