"""Legal bases of content, whose addresses are (document uuid, eId), as links and back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils import timezone, translation

from content.registration import LawPlace

from .addresses import anchor, article_eid, article_path
from .models import LegalDocument, Provision
from .versions import current_text


@dataclass(frozen=True, slots=True)
class Basis:
    """A citation, and where it leads if the library has the document."""

    citation: str
    url: str = ""
    document: LegalDocument | None = None


def resolve_bases(bases: Iterable[Mapping]) -> list[Basis]:
    """*bases* in their order, in one query for all of them.

    A citation of something that the library does not have, or not yet publicly, stays words.
    """
    bases = list(bases)
    keys = {key for key in map(_key, bases) if key}
    found = LegalDocument.objects.public().for_listing().filter(uuid__in=keys) if keys else ()
    documents = {document.uuid: document for document in found}
    return [_resolve(basis, documents.get(_key(basis))) for basis in bases]


def provision_url(document: LegalDocument, eid: str) -> str:
    """The page of the article that holds *eid*, at its place; else the place in the document."""
    steps = eid.split("__") if eid else []
    for end in range(len(steps), 0, -1):
        if path := article_path("__".join(steps[:end])):
            inside = "__".join(steps[end:])
            return document.get_absolute_url() + path + (f"#{anchor(inside)}" if inside else "")
    return document.get_absolute_url() + (f"#{anchor(eid)}" if eid else "")


def read_address(address: str) -> LawPlace | None:
    """The place that a link into the library shows, as a reader copies it from the text.

    None for other addresses and unknown documents; a place that the text does not have
    gives the article that was open, or the whole document.
    """
    try:
        url = urlsplit(address.strip())
        with translation.override(settings.LANGUAGE_CODE):
            match = resolve(url.path)
    except (Resolver404, ValueError):  # “http://[” is no address at all
        return None
    slug = match.kwargs.get("slug", "") if match.app_name == "legal_library" else ""
    document = LegalDocument.objects.public().filter(slug=slug).first()
    if document is None:
        return None
    article = match.kwargs.get("article", "")
    opened = article_eid(article, match.kwargs.get("body", "")) if article else ""
    return LawPlace(str(document.uuid), _eid_at(document, opened, url.fragment) or opened)


def _eid_at(document: LegalDocument, opened: str, fragment: str) -> str:
    """The provision that stands at *fragment* of the document, or of the article *opened*."""
    if not fragment:
        return ""
    text = current_text(
        document.expressions.without_text(), timezone.localdate(), language=document.language
    )
    inside = f"{opened}__" if opened else ""
    eids = Provision.objects.filter(expression=text, eid__startswith=inside).values_list(
        "eid", flat=True
    )
    return next((eid for eid in eids if anchor(eid.removeprefix(inside)) == fragment), "")


def _key(basis: Mapping) -> UUID | None:
    try:
        return UUID(basis.get("document_uuid") or "")
    except ValueError:
        return None


def _resolve(basis: Mapping, document: LegalDocument | None) -> Basis:
    if document is None:
        return Basis(basis["citation"])
    return Basis(basis["citation"], provision_url(document, basis.get("eid") or ""), document)
