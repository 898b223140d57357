"""The dictionary of all terms that public documents define, in Vietnamese order."""

from dataclasses import dataclass

from django.db.models import Count, Max, QuerySet, Value
from django.db.models.functions import Concat, Replace

from content import validity
from content.text import fold, sort_key

from ..models import Definition, LegalDocument

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
_ENDED = (validity.EXPIRED, validity.NO_LONGER_SUITABLE)


@dataclass(frozen=True, slots=True)
class DictionaryEntry:
    """A term, and all that define it: those in force first."""

    term: str
    definitions: list[Definition]


def spellings(query: str = "", letter: str = "") -> QuerySet:
    """The terms as rows of `sort_key`, which is the same exactly for one spelling, in order."""
    found = Definition.objects.filter(document__live=True)
    if words := " ".join(fold(query).replace(",", " ").split()):
        found = _containing(found, words)
    if letter:
        found = found.filter(sort_key__startswith=sort_key(letter)[:2])
    return found.values("sort_key").annotate(term=Max("term"), n=Count("pk")).order_by("sort_key")


def _containing(found: QuerySet, words: str) -> QuerySet:
    """Whole words first: “dat o” is “đất ở” and not “đất ổn định”, while there is such a term."""
    plain = Concat(Value(" "), Replace("term_key", Value(","), Value("")), Value(" "))
    found = found.annotate(words=plain)
    whole = found.filter(words__contains=f" {words} ")
    return whole if whole.exists() else found.filter(words__contains=words)


def letters() -> list[str]:
    """The letters that some term begins with, in one query."""
    keys = Definition.objects.filter(document__live=True).order_by().values_list("sort_key")
    first = {key[:2] for (key,) in keys.distinct()}
    return [letter for letter in LETTERS if sort_key(letter)[:2] in first]


def entries(rows) -> list[DictionaryEntry]:
    """The entries of *rows* of `spellings`, with their documents, in two queries."""
    found: dict[str, list[Definition]] = {row["sort_key"]: [] for row in rows}
    definitions = list(Definition.objects.filter(sort_key__in=found, document__live=True))
    documents = LegalDocument.objects.public().for_listing()
    documents = documents.in_bulk({definition.document_id for definition in definitions})
    for definition in definitions:
        definition.document = documents[definition.document_id]
        found[definition.sort_key].append(definition)
    return [
        DictionaryEntry(group[0].term, sorted(group, key=_rank))
        for group in found.values()
        if group
    ]


def _rank(definition: Definition) -> tuple:
    """In force before what is not; among these the higher act, and the later."""
    document = definition.document
    issued = document.issued_on.toordinal() if document.issued_on else 0
    return document.legal_status in _ENDED, document.type.rank, -issued, definition.pk
