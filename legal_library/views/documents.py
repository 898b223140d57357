"""One document: its text and the tabs that the national database has."""

import re

from django.conf import settings
from django.db.models import Q
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content import validity
from content.schema import describe
from content.text import fold

from ..amending.showing import Summary, summary
from ..citing.cited_by import CitedBy
from ..defining.showing import marked
from ..history import timeline
from ..marking import change_marks, with_marks
from ..models import Expression, LegalDocument, Relation
from ..relation_picture import picture_of
from ..relations import related
from ..validity import standing
from ..validity.marks import validity_marks
from ..versions import current_text
from .addressing import NotHere, Shown, show, with_document
from .downloads import downloads

DELEGATING_RANK = 5  # the Government's decree in the hierarchy of documents
NATIONAL_DATABASE = "https://vbpl.vn"
LEGAL_FORCE = {
    validity.IN_FORCE: "https://schema.org/InForce",
    validity.PARTLY_EXPIRED: "https://schema.org/PartiallyInForce",
    validity.EXPIRED: "https://schema.org/NotInForce",
    validity.NOT_YET_IN_FORCE: "https://schema.org/NotInForce",
}


@require_safe
@with_document
def full_text(request, document, day=None):
    """Toàn văn: the HTML that was made when the text was published."""
    shown = show(document, day)
    text = (
        Expression.objects.only("html", "contents_html").get(pk=shown.text.pk)
        if shown.text
        else None
    )
    html, cards = marked(text.html, document, shown.text) if text else ("", [])
    context = document_context(shown, "document")
    marks = change_marks(document, shown.texts, shown.text)
    for place, snippet in validity_marks(context["standing"]).items():
        marks[place] = snippet + marks.get(place, "")
    html = with_marks(html, marks)
    context |= {
        "text": text,
        "html": html,
        "cards": cards,
        "waiting": None if shown.is_dated else context["waiting"],
        "downloads": downloads(shown),
        "schema": _schema(request, shown, context["status"]),
        "elsewhere": [
            (_("Mở tại nguồn"), document.source_url or NATIONAL_DATABASE),
            (_("Xem thuộc tính"), reverse("legal_library:attributes", args=[document.slug])),
        ],
        "canonical_path": _canonical(shown),
    }
    return render(request, "legal_library/document.html", context)


@require_safe
@with_document
def attributes(request, document):
    """Thuộc tính: everything that is known of the document, field by field."""
    context = document_context(show(document), "attributes") | {
        "co_issuers": document.co_issuers.all(),
        "topics": document.topics.select_related("parent"),
        "language_name": dict(settings.LANGUAGES).get(document.language, document.language),
    }
    return render(request, "legal_library/attributes.html", context)


@require_safe
@with_document
def relations(request, document):
    """Lược đồ: what the document acts on, and what acts on it."""
    groups = related(document)
    context = document_context(show(document), "relations") | {
        "groups": groups,
        "picture": picture_of(document, groups),
    }
    return render(request, "legal_library/relations.html", context)


@require_safe
@with_document
def history(request, document):
    """Lịch sử: changes of validity and texts, in the order of time."""
    shown = show(document)
    context = document_context(shown, "history") | {"entries": timeline(document, shown.texts)}
    return render(request, "legal_library/history.html", context)


@require_safe
@with_document
def elsewhere(request, document, rest):
    """Any other address below a document: led to the one that was meant, if one can be."""
    if rest.startswith("@"):
        show(document, rest[1:].partition("/")[0])
    tidy = re.sub(r"(?<=\d)đ", "dd", rest.lower().strip("/ "))
    tidy = re.sub(r"\bdieu[\s_-]*(?=\d)", "dieu-", fold(tidy))
    target = f"{document.get_absolute_url()}{tidy}/"
    if target != request.path and re.fullmatch(r"[\w@/-]+", tidy, re.ASCII):
        try:
            found = resolve(target)
        except Resolver404:
            found = None
        if found and found.url_name != "elsewhere":
            return redirect(target, permanent=True)
    raise NotHere(
        _("Văn bản không có mục này"),
        _("Địa chỉ của một điều viết là dieu-5, của văn bản kèm theo là kem-theo-1/dieu-5."),
    )


def document_context(shown: Shown, tab: str) -> dict:
    """What the head and the tabs of a document show."""
    orders = summary(shown.document)
    tabs = _tabs(shown, tab, orders)
    return head_context(shown) | {"tabs": tabs, "waiting": orders.waiting}


def head_context(shown: Shown) -> dict:
    """What every page of a document says of it."""
    document = shown.document
    stands = standing(document, shown.day)
    return {
        "document": document,
        "shown": shown,
        "standing": stands,
        "status": stands.status,
        "territory": document.territory.all(),
        "page_title": document.title,
        "page_description": document.summary or f"{document}. {document.title}",
        "trail": trail(document),
        "national_database": NATIONAL_DATABASE,
    }


def trail(document: LegalDocument) -> list[tuple[str, str]]:
    """Bookcase, type, issuer: each a narrower list."""
    all_documents = reverse("legal_library:list")
    links = [
        (_("Văn bản"), reverse("legal_library:bookcase")),
        (document.type.name, f"{all_documents}?type={document.type.code}"),
    ]
    if document.issuer:
        issued = f"{all_documents}?type={document.type.code}&issuer={document.issuer.key}"
        links.append((document.issuer.name, issued))
    return links


def _tabs(shown: Shown, current: str, orders: Summary) -> list[dict]:
    document = shown.document
    edges = Relation.objects.shown().filter(Q(source=document) | Q(target=document))
    counts = {
        "relations": edges.count(),
        "cited_by": CitedBy(document).total,
        "amendments": orders.count,
        "history": document.validity_events.count() + len(shown.texts) + bool(document.issued_on),
    }
    labels = {
        "document": _("Toàn văn"),
        "attributes": _("Thuộc tính"),
        "relations": _("Lược đồ"),
        "guidance": _("Hướng dẫn"),
        "cited_by": _("Được dẫn chiếu"),
        "amendments": _("Sửa đổi"),
        "history": _("Lịch sử"),
        "sources": _("Bản gốc"),
    }
    return [
        {
            "label": label,
            "url": shown.url()
            if name == "document"
            else reverse(f"legal_library:{name}", args=[document.slug]),
            "current": name == current,
            "count": counts.get(name),
        }
        for name, label in labels.items()
        if _has_tab(document, name, counts)
    ]


def _has_tab(document: LegalDocument, name: str, counts: dict[str, int]) -> bool:
    """Whether there may be something to see: only acts of the highest ranks tell others to rule."""
    if name == "guidance":
        return document.type.rank <= DELEGATING_RANK
    return name != "amendments" or bool(counts[name])


def _schema(request, shown: Shown, status: str) -> dict:
    """The document as schema.org's Legislation; nothing is said of a validity not known."""
    document = shown.document
    url = request.build_absolute_uri(document.get_absolute_url())
    encodings = [
        {
            "@type": "LegislationObject",
            "encodingFormat": file["media_type"],
            "contentUrl": request.build_absolute_uri(file["url"]),
            "legislationLegalValue": "https://schema.org/UnofficialLegalValue",
        }
        for file in downloads(shown)
    ]
    return describe(
        document,
        schema_type="Legislation",
        url=url,
        legislationIdentifier=document.number,
        legislationType=document.type.name,
        legislationDate=document.issued_on,
        legislationDateVersion=shown.text.valid_on if shown.text else None,
        legislationPassedBy=document.issuer.name if document.issuer else None,
        legislationLegalForce=LEGAL_FORCE.get(status),
        legislationJurisdiction="VN",
        legislationResponsible=(
            {"@type": "Person", "name": document.signer} if document.signer else None
        ),
        inLanguage=document.language,
        encoding=encodings,
    )


def _canonical(shown: Shown) -> str:
    """A day on which today's text was already shown is another address of the same page."""
    document = shown.document
    today = current_text(shown.texts, timezone.localdate(), language=document.language)
    return document.get_absolute_url() if shown.text == today else shown.url()
