"""One article by itself: its place in the document, its text, its neighbours."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ..addresses import anchor, article_eid, article_path, place_name
from ..defining.showing import marked
from ..models import Provision
from ..rendering import heading_of, render_article
from ..structure import unflatten
from .addressing import NotHere, Shown, show, with_document
from .documents import head_context, trail

NEIGHBOURS = 3


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
    before, after = provisions.around(found)
    html, cards = marked(render_article(node), document, shown.text, article=eid)
    context = head_context(shown) | {
        "page_title": f"{title} – {document}",
        "page_description": node.text or f"{title}. {document.title}",
        "trail": [*trail(document), (str(document), shown.url())],
        "title": title,
        "anchor": anchor(eid),
        "place_name": place_name(eid),
        "citation": f"{place_name(eid)} {document.citation_name}",
        "html": html,
        "cards": cards,
        "groups": [heading_of(group) for group in provisions.containing(found)],
        "before": _link(shown, before),
        "after": _link(shown, after),
        "atom_url": f"{document.get_absolute_url()}{article_path(eid)}theo-doi.atom",
        "ics_url": f"{document.get_absolute_url()}{article_path(eid)}theo-doi.ics",
        "canonical_path": document.get_absolute_url() + article_path(eid),
    }
    return render(request, "legal_library/article.html", context)


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
