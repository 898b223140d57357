"""One article by itself: its place in the document, its text, its neighbours."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ..addresses import anchor, article_eid, article_path, place_name
from ..bases import provision_url
from ..citing.cited_by import CitedBy
from ..citing.linking_texts import links_in_article
from ..defining.showing import marked
from ..models import LegalDocument, Provision
from ..rendering import heading_of, render_article
from ..structure import unflatten
from ..validity import chain_of
from ..validity.marks import notes
from ..versions import current_text
from .addressing import NotHere, Shown, show, with_document
from .documents import head_context, trail

NEIGHBOURS = 3
CITERS = 5


@require_safe
@with_document
def article(request, document, article, body=None, day=None):
    """The article with the number of the address, as of today or the day named."""
    shown = show(document, day)
    if shown.text is None:
        raise NotHere(_("Chưa có toàn văn"), _("Tủ sách chưa có toàn văn của văn bản này."))
    eid = article_eid(article, str(body or ""))
    provisions = shown.text.provisions
    found = provisions.filter(eid=eid).first()
    if found is None:
        raise _no_such_article(shown, article, body or 0)
    (node,) = unflatten(provisions.within(found))
    title = heading_of(node)
    # Citations are kept of today's text only.
    is_todays = shown.text == current_text(
        shown.texts, timezone.localdate(), language=document.language
    )
    before, after = provisions.around(found)
    html, cards = marked(
        render_article(node, links_in_article(document, eid) if is_todays else None),
        document,
        shown.text,
        article=eid,
    )
    context = head_context(shown)
    stands = context["standing"]
    groups = list(provisions.containing(found))
    context |= {
        "status": stands.of([*(group.eid for group in groups), *chain_of(eid)]),
        "notes": [note for note in notes(stands) if note.article == eid],
        "page_title": f"{title} – {document}",
        "page_description": node.text or f"{title}. {document.title}",
        "trail": [*trail(document), (str(document), shown.url())],
        "title": title,
        "anchor": anchor(eid),
        "place_name": place_name(eid),
        "citation": f"{place_name(eid)} {document.citation_name}",
        "html": html,
        "cards": cards,
        "cited_by": _cited_by(document, eid),
        "groups": [heading_of(group) for group in groups],
        "before": _link(shown, before),
        "after": _link(shown, after),
        "atom_url": f"{document.get_absolute_url()}{article_path(eid)}theo-doi.atom",
        "ics_url": f"{document.get_absolute_url()}{article_path(eid)}theo-doi.ics",
        "canonical_path": document.get_absolute_url() + article_path(eid),
    }
    return render(request, "legal_library/article.html", context)


def _cited_by(document: LegalDocument, eid: str) -> dict:
    """Who cites the article: the first few with their words, and other places of its document."""
    total, citers, own = CitedBy(document, eid).in_short(CITERS)
    return {
        "total": total,
        "citers": citers,
        "own": [(place_name(place), provision_url(document, place)) for place in own],
        "url": f"{reverse('legal_library:cited_by', args=[document.slug])}?dieu={anchor(eid)}",
    }


def _link(shown: Shown, provision: Provision | None) -> dict | None:
    if provision is None:
        return None
    return {"title": heading_of(provision), "url": shown.url(article_path(provision.eid))}


def _no_such_article(shown: Shown, asked: str, body: int) -> NotHere:
    """What there is instead: the first and last article, and those next to the number asked for."""
    standing = [
        provision
        for provision in shown.text.provisions.articles().filter(body=body).order_by("position")
        if article_path(provision.eid)
    ]
    if not standing:
        return NotHere(
            _("Không có Điều %(number)s") % {"number": asked},
            _("Văn bản này không chia thành điều, hoặc không có phần kèm theo đó."),
        )
    nearest = sorted(standing, key=lambda provision: abs(_value(provision.number) - _value(asked)))
    links = [
        (heading_of(provision), shown.url(article_path(provision.eid)))
        for provision in sorted(nearest[:NEIGHBOURS], key=lambda provision: provision.position)
    ]
    return NotHere(
        _("Không có Điều %(number)s") % {"number": asked},
        _("%(document)s có từ Điều %(first)s đến Điều %(last)s.")
        % {
            "document": shown.document,
            "first": standing[0].number,
            "last": standing[-1].number,
        },
        links=links,
    )


def _value(number: str) -> int:
    digits = "".join(char if char.isdigit() else " " for char in number).split()
    return int(digits[0][:9]) if digits else 0
