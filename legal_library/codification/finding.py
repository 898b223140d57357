"""Which document of the library a group of codified articles comes from, or a new one."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.utils import timezone

from content.references.numbers import normalize_number

from ..models import DocumentSource, DocumentType, Issuer, LegalDocument
from ..vocabulary import OTHER_TYPE, issuer, types_by_name
from .reading import CodifiedText

SOURCE = "Pháp điển"
# “Bộ Công an, Bộ Quốc phòng và Bộ Giao thông vận tải”: the first leads; “Thương binh và Xã hội”
# is one name.
_NEXT_ISSUER = re.compile(
    r"\s*,\s*|\s+và\s+(?=Bộ|Tòa|Toà|Viện|Ủy|Uỷ|Ngân hàng|Thanh tra|Kiểm toán|Tổng|Chính phủ)"
)


class Ambiguous(ValueError):
    """Several documents of the library, or of the edition, may be meant."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the articles of a group say of their document."""

    number: str
    number_key: str
    type_name: str
    item: str
    issued_on: date | None
    issuer_name: str
    title: str
    effective_from: date | None
    url: str

    @classmethod
    def of(cls, articles: Iterable[CodifiedText]) -> "Facts":
        articles = list(articles)
        first = articles[0]
        issue = next((one for one in articles if one.issued_on), first)
        return cls(
            number=normalize_number(first.number),
            number_key=first.number_key,
            type_name=first.type_name,
            item=next((one.item for one in articles if one.item), ""),
            issued_on=issue.issued_on,
            issuer_name=_NEXT_ISSUER.split(issue.issuer)[0],
            title=issue.title or f"{first.type_name} số {first.number}".strip(),
            effective_from=first.effective_from,
            url=first.url.partition("#")[0][:500],
        )

    @property
    def source_key(self) -> str:
        """How the next edition knows the document: by its key in the national database."""
        day = self.effective_from.isoformat() if self.effective_from else ""
        return self.item or f"{self.type_name} {self.number} {day}".strip()[:255]


@dataclass
class Finder:
    """Finds or makes documents; no two groups of an edition get the same one."""

    taken: set[int] = field(default_factory=set)
    issuers: dict[str, Issuer] = field(default_factory=dict)

    @cached_property
    def types(self) -> dict[str, DocumentType]:
        return types_by_name()

    def prepare(self, groups: list[Facts]) -> None:
        """Read what the library has of the numbers of *groups*, in two queries."""
        keys = {facts.number_key for facts in groups}
        self._alike = defaultdict(list)
        for document in (
            LegalDocument.objects.filter(number_key__in=keys)
            .select_related("issuer", "type")
            .defer("draft_text", "draft_tree")
            .order_by("pk")
        ):
            self._alike[document.number_key].append(document)
        sources = DocumentSource.objects.filter(
            name=SOURCE, key__in={facts.source_key for facts in groups}
        )
        self._known = dict(sources.values_list("key", "document_id"))

    def find(self, facts: Facts) -> LegalDocument | None:
        """The document; None for a new one. Raises Ambiguous rather than guess."""
        alike = self._alike[facts.number_key]
        known = self._known.get(facts.source_key)
        fitting = (
            [one for one in alike if known and one.pk == known]
            # Number, issuer and day make an act, whatever type the codification files it under.
            or [one for one in alike if _has_natural_key(one, facts)]
            or [one for one in alike if _may_be(one, facts)]
        )
        is_taken = any(one.pk is None or one.pk in self.taken for one in fitting)
        if len(fitting) > 1 or is_taken:
            raise Ambiguous(f"{facts.type_name} {facts.number}")
        if fitting:
            self.taken.add(fitting[0].pk)
            return fitting[0]
        return None

    def make(self, facts: Facts) -> LegalDocument:
        """A public document of what is known, not saved."""
        now = timezone.now()
        kind = self.types.get(facts.type_name.lower()) or self.types["văn bản khác"]
        document = LegalDocument(
            type=kind,
            number=facts.number,
            title=facts.title,
            issuer=self._issuer(facts.issuer_name),
            issued_on=facts.issued_on,
            effective_from=facts.effective_from,
            source_credit="Bộ pháp điển điện tử",
            source_url=facts.url,
            live=True,
            first_published_at=now,
            last_published_at=now,
        )
        document.derive()
        self._alike[facts.number_key].append(document)
        return document

    def _issuer(self, name: str) -> Issuer | None:
        if name and name not in self.issuers:
            self.issuers[name] = issuer(name)
        return self.issuers.get(name)


def _has_natural_key(document: LegalDocument, facts: Facts) -> bool:
    named = Issuer.key_of(facts.issuer_name) if facts.issuer_name else ""
    is_issued_then = bool(facts.issued_on) and document.issued_on == facts.issued_on
    return is_issued_then and bool(document.issuer) and document.issuer.key == named


def _may_be(document: LegalDocument, facts: Facts) -> bool:
    """Nothing that is known of both differs; the day of issue counts more than that of effect."""
    is_typed = facts.type_name and document.type.code != OTHER_TYPE
    if is_typed and document.type.name.lower() != facts.type_name.lower():
        return False
    named = Issuer.key_of(facts.issuer_name) if facts.issuer_name else ""
    if named and document.issuer and document.issuer.key != named:
        return False
    if facts.issued_on and document.issued_on:
        return facts.issued_on == document.issued_on
    days = {facts.effective_from, document.effective_from} - {None}
    return len(days) < 2
