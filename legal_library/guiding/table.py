"""Per article of an act: who shall regulate what, and the documents of each tier that do."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..addresses import is_quoted, place_name
from ..bases import provision_url
from ..models import Citation, Expression, Issuer, LegalDocument, Provision, Relation
from ..rendering import heading_of
from ..structure import Zone
from .reading import Delegation, Tier, delegations

LABELS = {
    Tier.DECREE: _("Chính phủ, Thủ tướng"),
    Tier.CIRCULAR: _("Bộ, ngành"),
    Tier.PROVINCE: _("Tỉnh"),
}
_FULFILLING = (Relation.Kind.DETAILS, Relation.Kind.GUIDES)
_LOWEST_DECREE = 6  # rank of a decision of the Prime Minister in the hierarchy of documents
# Where an act says what it details: its title, preamble and first articles.
_OPENING = ("art_1", "art_2")
_WORDS = (
    "quy định chi tiết",
    "hướng dẫn",
    "biện pháp thi hành",
    "quy định một số",
    "quy định cụ thể",
)


@dataclass(frozen=True, slots=True)
class Order:
    """A delegation, and the clause that gives it."""

    delegation: Delegation
    place: str
    url: str


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """A document that details or guides, and the place in it where it says so."""

    document: LegalDocument
    url: str
    note: str = ""  # “khoản 1 Điều 5”: what exactly it details


@dataclass(slots=True)
class Cell:
    """One tier of one article."""

    tier: Tier
    orders: list[Order] = field(default_factory=list)
    documents: list[Fulfilment] = field(default_factory=list)
    # Told to regulate, and the library has no document of the tier that does.
    is_missing: bool = False

    @property
    def label(self) -> str:
        return str(LABELS[self.tier])


@dataclass(slots=True)
class Row:
    """An article with what stands below it."""

    eid: str
    title: str
    url: str
    cells: dict[Tier, Cell] = field(default_factory=dict)

    @property
    def tiers(self) -> list[Cell]:
        return [self.cells[tier] for tier in Tier]

    @property
    def is_missing_in_province(self) -> bool:
        return self.cells[Tier.PROVINCE].is_missing


@dataclass(slots=True)
class Table:
    """All rows, and the documents that detail the whole act or do not say which article."""

    rows: list[Row]
    whole: list[Cell]

    @property
    def missing(self) -> list[Row]:
        return [row for row in self.rows if row.is_missing_in_province]

    @property
    def has_provincial(self) -> bool:
        return any(cell.tier == Tier.PROVINCE and cell.documents for cell in self.whole)


def table(document: LegalDocument, text: Expression | None) -> Table:
    """The guidance of *document*, whose current text is *text*; in four queries."""
    rows = {row.eid: row for row in _rows(document, text)} if text else {}
    whole = {tier: Cell(tier) for tier in Tier}
    for tier, eid, fulfilment in _fulfilments(document):
        article = _article_of(eid)
        cell = rows[article].cells[tier] if article in rows else whole[tier]
        if fulfilment.document.pk not in {each.document.pk for each in cell.documents}:
            cell.documents.append(fulfilment)
    for row in rows.values():
        province = row.cells[Tier.PROVINCE]
        # A provincial document about the whole act may be about this article too.
        covered = province.documents or whole[Tier.PROVINCE].documents
        province.is_missing = bool(province.orders) and not covered
    shown = [row for row in rows.values() if any(c.orders or c.documents for c in row.tiers)]
    return Table(shown, [cell for cell in whole.values() if cell.documents])


def _rows(document: LegalDocument, text: Expression) -> Iterator[Row]:
    """One row for each article, with the orders that its words give."""
    provisions = (
        Provision.objects.filter(expression=text, zone=Zone.MAIN, body=0)
        .order_by("position")
        .only("kind", "number", "marker", "heading", "text", "eid", "position", "last_position")
    )
    row, end = None, -1
    for provision in provisions.iterator(chunk_size=2_000):
        if is_quoted(provision.eid):
            continue
        if provision.kind == Provision.Kind.ARTICLE:
            if row:
                yield row
            url = provision_url(document, provision.eid)
            cells = {tier: Cell(tier) for tier in Tier}
            row, end = (
                Row(provision.eid, heading_of(provision), url, cells),
                provision.last_position,
            )
        if row and provision.position <= end:
            for delegation in delegations(provision.text):
                row.cells[delegation.tier].orders.append(
                    Order(
                        delegation,
                        place_name(provision.eid),
                        provision_url(document, provision.eid),
                    )
                )
    if row:
        yield row


def _fulfilments(document: LegalDocument) -> Iterator[tuple[Tier, str, Fulfilment]]:
    """(tier, eId in *document*, fulfilment): from relations first, then from citations."""
    relations = Relation.objects.shown().filter(target=document, kind__in=_FULFILLING)
    told = list(relations.values_list("source", "source_eid", "target_eid"))
    words = Q()
    for each in _WORDS:
        words |= Q(sentence__icontains=each)
    opening = Q(source_place="")
    for place in _OPENING:
        opening |= Q(source_place=place) | Q(source_place__startswith=f"{place}__")
    citations = (
        Citation.objects.filter(words, opening, target=document, source__live=True, is_self=False)
        .exclude(source=document)
        .exclude(target_eid="")
        .order_by("source", "position")
    )
    told += citations.values_list("source", "source_place", "target_eid")
    documents = LegalDocument.objects.public().for_listing().in_bulk({pk for pk, *_rest in told})
    for pk, source_eid, target_eid in told:
        source = documents.get(pk)
        if source and (tier := tier_of(source)) and source.type.rank > document.type.rank:
            note = place_name(target_eid) if target_eid else ""
            yield tier, target_eid, Fulfilment(source, provision_url(source, source_eid), note)


def tier_of(document: LegalDocument) -> Tier | None:
    """By the level of the issuer and the rank of the type; None below the province."""
    level = document.issuer.level if document.issuer else Issuer.Level.CENTRAL
    if level == Issuer.Level.PROVINCE:
        return Tier.PROVINCE
    if level != Issuer.Level.CENTRAL:
        return None
    return Tier.DECREE if document.type.rank <= _LOWEST_DECREE else Tier.CIRCULAR


def _article_of(eid: str) -> str:
    return eid.partition("__")[0] if eid.startswith("art_") else ""


HEADS = (
    _("Điều"),
    _("Cấp"),
    _("Được giao"),
    _("Nơi giao"),
    _("Câu giao"),
    _("Văn bản"),
    _("Trích yếu"),
    _("Tình trạng"),
)
MISSING, NONE_YET = _("Địa phương chưa ban hành"), _("Chưa thấy trong tủ sách")


def as_lines(found: Table) -> Iterator[tuple[str, ...]]:
    """The table for a spreadsheet: a line for each order and each document of a cell."""
    for row in found.rows:
        for cell in row.tiers:
            yield from _lines(row.title, cell)
    for cell in found.whole:
        yield from _lines(str(_("Cả văn bản")), cell)


def _lines(title: str, cell: Cell) -> Iterator[tuple[str, ...]]:
    states = defaultdict(str)
    if cell.orders and not cell.documents:
        states[0] = str(MISSING if cell.is_missing else NONE_YET)
    number = max(len(cell.orders), len(cell.documents))
    for index in range(number):
        order = cell.orders[index] if index < len(cell.orders) else None
        filled = cell.documents[index] if index < len(cell.documents) else None
        yield (
            title,
            cell.label,
            order.delegation.body if order else "",
            order.place if order else "",
            order.delegation.sentence if order else "",
            str(filled.document) if filled else "",
            filled.document.title if filled else "",
            states[index],
        )
