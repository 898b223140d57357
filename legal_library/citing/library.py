"""The library as a catalogue: asked once for each number and each text of a run."""

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import cached_property, lru_cache

from content.references.citations import name_key
from content.references.citations.words import NAMED_TYPES

from ..models import Expression, LegalDocument, Provision
from ..querysets import LegalDocumentQuerySet
from ..versions import current_text
from .catalogue import Entry, TextOf
from .named_acts import named_acts

_FIELDS = (
    *("pk", "uuid", "number", "number_key", "title", "slug", "issued_on", "effective_from"),
    *("effective_to", "type__name", "issuer__name", "language"),
)
# “Luật Đất đai năm 2013”, “Luật Đất đai số 45/2013/QH13”: the name stands before.
_NAME_ENDS = re.compile(r"\s+(?:năm\s+)?(?:19|20)\d\d\b.*$|\s+số\s+\d.*$|\s*\(.*\)$", re.DOTALL)


class LibraryCatalogue:
    """What is public in the library, unless other *documents* are given."""

    def __init__(self, documents: LegalDocumentQuerySet | None = None):
        public = LegalDocument.objects.public() if documents is None else documents
        self._documents = public.select_related("type", "issuer").only(*_FIELDS)
        self.numbered = lru_cache(maxsize=20_000)(self._numbered)
        self.text_on = lru_cache(maxsize=20_000)(self._text_on)
        self._texts_of = lru_cache(maxsize=20_000)(_texts_of)
        self._eids_of = lru_cache(maxsize=2_000)(_eids_of)
        self._primary_keys: dict[str, int] = {}

    def _numbered(self, key: str) -> Sequence[Entry]:
        is_beginning = re.fullmatch(r"\d+[A-Z]?/\d{4}", key)
        found = (
            self._documents.filter(number_key__startswith=f"{key}/")
            if is_beginning
            else self._documents.filter(number_key=key)
        )
        return [entry_of(document) for document in found.order_by("pk")[:50]]

    def named(self, key: str) -> Sequence[Entry]:
        return self._laws.get(key, ())

    @cached_property
    def _laws(self) -> dict[str, list[Entry]]:
        """The laws by their names; there are some hundreds of them."""
        found = defaultdict(list)
        for document in self._documents.filter(type__name__in=NAMED_TYPES).order_by("pk"):
            entry = entry_of(document)
            found[name_key(entry.name)].append(entry)
        return dict(found)

    @property
    def law_names(self) -> list[str]:
        return [entries[0].name for entries in self._laws.values()]

    def holds(self, key: str, eid: str, day: date) -> bool:
        """Whether the text of the document *key* on *day* has the place; none means itself."""
        text = self.text_on(Entry(key), day)
        return not eid or (text is not None and eid in text.eids)

    def primary_key(self, entry: Entry) -> int | None:
        """The key of the document that *entry* is, which may have been deleted meanwhile."""
        if entry.key not in self._primary_keys:
            found = LegalDocument.objects.filter(uuid=entry.key).values_list("pk", flat=True)
            self._primary_keys[entry.key] = found.first()
        return self._primary_keys[entry.key]

    def _text_on(self, entry: Entry, day: date) -> TextOf | None:
        shown = current_text(self._texts_of(entry.key), day, language="vi")
        return TextOf(shown.valid_on, self._eids_of(shown.pk)) if shown else None


def _texts_of(key: str) -> list[Expression]:
    return list(Expression.objects.filter(document__uuid=key).without_text())


def _eids_of(expression: int) -> frozenset[str]:
    return frozenset(Provision.objects.filter(expression=expression).values_list("eid", flat=True))


def entry_of(document: LegalDocument) -> Entry:
    """*document* as resolving knows it."""
    kind = document.type.name
    name = ""
    if kind in NAMED_TYPES:
        # A title may leave the type out, and “Luật sư” is no name but a profession.
        name = named_acts().name_of(document.number_key) or _NAME_ENDS.sub("", document.title)
        if name and not name.lower().startswith(kind.lower()):
            name = f"{kind} {name}"
    return Entry(
        key=str(document.uuid),
        number=document.number,
        type=kind,
        name=name,
        issuer=document.issuer.name if document.issuer_id else "",
        issued_on=document.issued_on,
        effective_from=document.effective_from,
        effective_to=document.effective_to,
        slug=document.slug,
    )
