"""Relations that can be read from a text: the legal bases in its preamble.

An act names what it is based on in lines “Căn cứ Luật … số …;”. The act that is named is
resolved by its number when exactly one document has it, now or when it arrives later.
"""

import re

from wagtail.signals import published

from content.references.numbers import find_numbers, number_key

from .models import LegalDocument, Relation
from .parsing import ParsedDocument, from_json, walk

_BASIS = re.compile(r"\s*Căn\s+cứ\s+(?P<act>.+?)[;.,]?\s*$", re.IGNORECASE | re.DOTALL)


def relate(document: LegalDocument, parsed: ParsedDocument) -> int:
    """Store the legal bases of *document*; how many are new."""
    created = 0
    for citation in legal_bases(parsed):
        numbers = find_numbers(citation)
        key = number_key(numbers[0].text) if numbers else ""
        _relation, is_new = Relation.objects.get_or_create(
            source=document,
            kind=Relation.Kind.BASED_ON,
            citation=citation[:1000],
            source_eid="",
            target_eid="",
            defaults={"target_number_key": key, "target": _only(key)},
        )
        created += is_new
    return created


def connect() -> None:
    """Relate what becomes public, whichever way it came: pasted, uploaded, reviewed."""
    published.connect(_on_publication, sender=LegalDocument, dispatch_uid="legal_library.relating")


def _on_publication(instance: LegalDocument, **kwargs) -> None:
    resolve_waiting(instance)
    # The revision's text; without one, the text that is public stays as it is.
    if instance.draft_tree:
        relate(instance, from_json(instance.draft_tree))


def legal_bases(parsed: ParsedDocument) -> list[str]:
    """The acts after “Căn cứ” in the preamble, as written."""
    texts = (f"{node.marker}{node.heading}{node.text}" for node in walk(parsed.preface))
    return [" ".join(found["act"].split()) for text in texts if (found := _BASIS.match(text))]


def resolve_waiting(document: LegalDocument) -> int:
    """Point the relations that cite this number at *document*, if no other has the number."""
    if not document.number_key or _only(document.number_key) != document:
        return 0
    return Relation.objects.filter(
        target__isnull=True, target_number_key=document.number_key
    ).update(target=document)


def _only(key: str) -> LegalDocument | None:
    """The document with this number, None when there is none or more than one."""
    found = list(LegalDocument.objects.filter(number_key=key)[:2]) if key else []
    return found[0] if len(found) == 1 else None
