"""Legal bases of content, whose addresses are (document uuid, eId), as links into the library."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from .addresses import anchor, article_path
from .models import LegalDocument


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


def _key(basis: Mapping) -> UUID | None:
    try:
        return UUID(basis.get("document_uuid") or "")
    except ValueError:
        return None


def _resolve(basis: Mapping, document: LegalDocument | None) -> Basis:
    if document is None:
        return Basis(basis["citation"])
    return Basis(basis["citation"], provision_url(document, basis.get("eid") or ""), document)
