"""Who refers to a document or one of its articles, and in which words."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Case, Count, IntegerField, QuerySet, Value, When

from content.models import ContentRecord
from content.registration import search_sources

from ..addresses import place_name
from ..bases import provision_url
from ..models import Citation, LegalDocument

DOCUMENTS = LegalDocument.record_kind
# The law first, then what explains it.
_ORDER = (DOCUMENTS, "questions", "materials", "news", "pages")
_RANK = Case(
    *(When(kind=kind, then=Value(rank)) for rank, kind in enumerate(_ORDER)),
    default=Value(len(_ORDER)),
    output_field=IntegerField(),
)
_MOST_SENTENCES = 3
_MOST_OWN = 30


@dataclass(frozen=True, slots=True)
class Quoting:
    """One sentence that cites, and where it is read."""

    sentence: str
    citation: str
    place: str
    url: str

    @property
    def parts(self) -> tuple[str, str, str]:
        """The sentence before, in and after the words that cite."""
        before, found, after = self.sentence.partition(" ".join(self.citation.split()))
        return (before, found, after) if found else (self.sentence, "", "")


@dataclass(slots=True)
class Citer:
    """A document or content item with sentences in which it cites; *number* of them in all."""

    record: ContentRecord
    number: int
    document: LegalDocument | None = None
    quotings: list[Quoting] = field(default_factory=list)

    @property
    def more(self) -> int:
        return max(0, self.number - len(self.quotings))


@dataclass(frozen=True, slots=True)
class CitedBy:
    """The texts that cite *document*, or one *article* of it; its own text is not among them."""

    document: LegalDocument
    article: str = ""

    def records(self, kind: str = "") -> QuerySet[ContentRecord]:
        """The citing texts with the `number` of places: documents first, the busiest first."""
        cited = {"citations__target": self.document}
        if self.article:
            cited["citations__target_article"] = self.article
        found = ContentRecord.objects.live().filter(**cited).exclude(pk=self.document.uuid)
        if kind:
            found = found.filter(kind=kind)
        found = found.annotate(number=Count("citations"), rank=_RANK)
        return found.order_by("rank", "-number", "-published_at", "pk")

    @property
    def total(self) -> int:
        """How many texts cite it."""
        return self._citations().order_by().values("record").distinct().count()

    def counts(self) -> list[tuple[str, str, int]]:
        """Each kind with its label and how many texts; kinds without any are left out."""
        numbers = self._citations().order_by().values_list("record__kind")
        found = dict(numbers.annotate(number=Count("record", distinct=True)))
        labels = {source.name: source.label for source in search_sources()}
        rank = {kind: position for position, kind in enumerate(_ORDER)}
        kinds = sorted(found, key=lambda kind: (rank.get(kind, len(rank)), kind))
        return [(kind, str(labels.get(kind, kind)), found[kind]) for kind in kinds]

    def with_sentences(self, records: list[ContentRecord]) -> list[Citer]:
        """*records* with the first sentences in which each cites, in two queries."""
        if not records:
            return []
        citers = {record.pk: Citer(record, record.number) for record in records}
        keys = [record.object_id for record in records if record.kind == DOCUMENTS]
        documents = LegalDocument.objects.for_listing().in_bulk(keys) if keys else {}
        for record in records:
            if record.kind == DOCUMENTS:
                citers[record.pk].document = documents.get(record.object_id)
        seen: dict = defaultdict(set)
        rows = self._citations().filter(record__in=records).order_by("record", "position")
        for row in rows.values_list("record", "source_place", "sentence", "text").iterator():
            key, place, sentence, text = row
            citer = citers[key]
            if len(citer.quotings) < _MOST_SENTENCES and sentence not in seen[key]:
                seen[key].add(sentence)
                citer.quotings.append(_quoting(citer, place, sentence, text))
        return list(citers.values())

    def own_articles(self) -> list[str]:
        """The eIds of the document's other provisions that cite the article, in order."""
        rows = Citation.objects.filter(
            source=self.document, target=self.document, target_article=self.article
        ).exclude(source_place__startswith=f"{self.article}__")
        places = rows.exclude(source_place=self.article).order_by("position")
        found = places.values_list("source_place", flat=True)[: _MOST_OWN * 4]
        return list(dict.fromkeys(found))[:_MOST_OWN]

    def _citations(self) -> QuerySet[Citation]:
        found = Citation.objects.filter(target=self.document, record__live=True)
        found = found.exclude(record=self.document.uuid)
        return found.filter(target_article=self.article) if self.article else found


def _quoting(citer: Citer, place: str, sentence: str, text: str) -> Quoting:
    if citer.document is None:
        return Quoting(sentence, text, "", citer.record.url)
    return Quoting(sentence, text, place_name(place), provision_url(citer.document, place))
