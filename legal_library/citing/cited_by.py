"""Who refers to a document or one of its articles, and in which words."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When, Window

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
_MOST_ROWS = 1_000  # of one article, of those that cite it most
_READ = ("record", "source_place", "sentence", "text")


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
        rows = self._citations().filter(record__in=records) if records else ()
        return self._citers(records, rows)

    def in_short(self, most: int) -> tuple[int, list[Citer], list[str]]:
        """How many cite the article, the first *most*, and its document's own places that do."""
        records = list(self.records().annotate(total=Window(Count("pk")))[:most])
        rows = list(
            Citation.objects.filter(target=self.document, target_article=self.article)
            .filter(Q(record__in=records) | Q(record=self.document.uuid))
            .only(*_READ)
            .order_by("position")[:_MOST_ROWS]
        )
        own, others = [], []
        for row in rows:
            (own if row.record_id == self.document.uuid else others).append(row)
        inside = f"{self.article}__"
        places = (row.source_place for row in own if not f"{row.source_place}__".startswith(inside))
        citers = self._citers(records, others)
        total = records[0].total if records else 0
        return total, citers, list(dict.fromkeys(places))[:_MOST_OWN]

    def _citers(self, records: list[ContentRecord], rows: Iterable[Citation]) -> list[Citer]:
        citers = {record.pk: Citer(record, record.number) for record in records}
        keys = [record.object_id for record in records if record.kind == DOCUMENTS]
        documents = LegalDocument.objects.for_listing().in_bulk(keys) if keys else {}
        for record in records:
            if record.kind == DOCUMENTS:
                citers[record.pk].document = documents.get(record.object_id)
        seen: dict = defaultdict(set)
        if isinstance(rows, QuerySet):
            rows = rows.only(*_READ).order_by("record", "position").iterator()
        for row in rows:
            citer, known = citers[row.record_id], seen[row.record_id]
            if len(citer.quotings) < _MOST_SENTENCES and row.sentence not in known:
                known.add(row.sentence)
                citer.quotings.append(_quoting(citer, row.source_place, row.sentence, row.text))
        return list(citers.values())

    def _citations(self) -> QuerySet[Citation]:
        found = Citation.objects.filter(target=self.document, record__live=True)
        found = found.exclude(record=self.document.uuid)
        return found.filter(target_article=self.article) if self.article else found


def _quoting(citer: Citer, place: str, sentence: str, text: str) -> Quoting:
    if citer.document is None:
        return Quoting(sentence, text, "", citer.record.url)
    return Quoting(sentence, text, place_name(place), provision_url(citer.document, place))
