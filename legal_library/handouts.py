"""Hand-outs: provisions that a reader picks, of one document or several, to print and to share.

What is picked stands in the address as (slug, eId), in the reader's order; nothing is stored.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .addresses import eid_at, place_name
from .bases import provision_url
from .exporting.layout import lay_out_nodes
from .models import Expression, LegalDocument, Provision
from .models.documents import Status
from .parsing import Node
from .rendering import heading_of, render_excerpt
from .structure import unflatten
from .validity import chain_of, standings
from .versions import current_text

MOST_PLACES = 40
MOST_PROVISIONS = 1500  # in all: a part of a code is a thousand
_LONGEST_TOKEN = 500


@dataclass(frozen=True, slots=True)
class Place:
    """What was picked: a provision's address inside a document."""

    slug: str
    eid: str


@dataclass(frozen=True, slots=True)
class Item:
    """A provision as the hand-out shows it."""

    place: Place
    document: LegalDocument
    node: Node
    within: str  # the article that it stands in: “Điều 2. Mức hỗ trợ”
    status: str
    day: date

    @property
    def citation(self) -> str:
        """Place, number, day and issuer: “khoản 2 Điều 5 Nghị quyết số … ngày … của …”."""
        document = self.document
        words = f"{place_name(self.place.eid)} {document.citation_name}"
        if document.issued_on:
            words += f" ngày {document.issued_on:%d/%m/%Y}"
        if document.issuer:
            words += f" của {document.issuer}"
        return words[:1].upper() + words[1:]

    @property
    def url(self) -> str:
        return provision_url(self.document, self.place.eid)

    @property
    def html(self) -> str:
        return render_excerpt(self.node)

    @property
    def status_words(self) -> str:
        """The validity on the day of the hand-out, in words that a print keeps."""
        label, day = Status(self.status).label, date_format(self.day, "SHORT_DATE_FORMAT")
        return _("%(status)s (tính đến ngày %(day)s)") % {"status": label, "day": day}

    @property
    def warning(self) -> str:
        """What to mind before it is told to others; empty for what is in force."""
        return {
            Status.IN_FORCE: "",
            Status.PARTLY_EXPIRED: _(
                "Văn bản đã hết hiệu lực một phần: kiểm tra quy định này còn áp dụng không."
            ),
            Status.EXPIRED: _("Đã hết hiệu lực: không dùng làm quy định hiện hành."),
            Status.NOT_YET_IN_FORCE: _("Chưa có hiệu lực: nói rõ ngày bắt đầu áp dụng."),
            Status.SUSPENDED: _("Đang ngưng hiệu lực: không áp dụng trong thời gian này."),
            Status.NO_LONGER_SUITABLE: _("Nguồn ghi không còn phù hợp: tìm văn bản thay thế."),
        }.get(
            self.status,
            _("Chưa xác định hiệu lực: hãy tra tại vbpl.vn trước khi dùng."),
        )

    @property
    def text(self) -> str:
        """The words, a line for each paragraph, for a message or a letter."""
        blocks = lay_out_nodes((self.node,))
        lines = (
            "".join(run.text for run in line.runs)
            for block in blocks
            for line in ([block] if hasattr(block, "runs") else _cells(block))
        )
        return "\n".join(line for line in lines if line.strip())


@dataclass(frozen=True, slots=True)
class Handout:
    """What was picked and found, and what was picked and is not there."""

    day: date
    items: list[Item] = field(default_factory=list)
    missing: list[Place] = field(default_factory=list)
    left_out: int = 0

    @property
    def places(self) -> list[Place]:
        return [item.place for item in self.items]

    def text(self, title: str, note: str) -> str:
        """The whole hand-out as words to paste."""
        parts = [part for part in (title, note) if part]
        for item in self.items:
            lines = (item.citation, item.document.title, item.status_words, item.warning)
            parts.append("\n".join([*filter(None, lines), item.text]))
        return "\n\n".join(parts)


def read_places(values: Iterable[str]) -> list[Place]:
    """The places of `vi-tri=slug:eid,eid`, each once, in their order; anchors do as well."""
    places: dict[Place, None] = {}
    for value in values:
        slug, _colon, eids = value[: _LONGEST_TOKEN * MOST_PLACES].partition(":")
        for name in eids.split(","):
            name = name.strip()
            eid = name if "_" in name else eid_at(name)
            if slug and eid and len(name) <= _LONGEST_TOKEN and "\0" not in slug + eid:
                places[Place(slug.strip().lower(), eid)] = None
    return list(places)


def write_places(places: Iterable[Place]) -> list[str]:
    """The values of `vi-tri` that `read_places` reads; neighbours of one document share one."""
    return [
        f"{slug}:{','.join(place.eid for place in run)}"
        for slug, run in groupby(places, lambda place: place.slug)
    ]


def collect(places: list[Place], day: date) -> Handout:
    """The provisions at *places* as they read on *day*, in a fixed number of queries."""
    asked, left_out = places[:MOST_PLACES], max(0, len(places) - MOST_PLACES)
    if not asked:
        return Handout(day)
    documents = {
        document.slug: document
        for document in LegalDocument.objects.public()
        .for_listing()
        .filter(slug__in={place.slug for place in asked})
    }
    texts = _texts(documents.values(), day)
    rows = _rows(asked, documents, texts)
    picked, missing, total = {}, [], 0
    for place in asked:
        found = rows.get(_key(place, documents, texts))
        if found is None:
            missing.append(place)
            continue
        size = found.last_position - found.position + 1
        if total + size > MOST_PROVISIONS:
            left_out += 1
        else:
            total += size
            picked[Place(place.slug, found.eid)] = found
    trees = _trees(picked.values())
    standing = standings(documents.values(), day)
    items = []
    for exact, found in picked.items():
        document = documents[exact.slug]
        steps = chain_of(found.eid)
        within = next(
            (
                heading_of(row)
                for step in reversed(steps[:-1])
                if (row := rows.get((found.expression_id, step.lower()))) and row.kind == "article"
            ),
            "",
        )
        status = standing[document.pk].of(steps)
        items.append(Item(exact, document, trees[found.pk], within, status, day))
    return Handout(day, items, missing, left_out)


def _texts(documents: Iterable[LegalDocument], day: date) -> dict[int, Expression]:
    """The text of each document that is read on *day*."""
    by_document = defaultdict(list)
    for text in Expression.objects.without_text().filter(document__in=list(documents)):
        by_document[text.document_id].append(text)
    chosen = {
        document.pk: current_text(by_document[document.pk], day, language=document.language)
        for document in documents
    }
    return {key: text for key, text in chosen.items() if text}


def _key(place: Place, documents: dict, texts: dict) -> tuple[int, str]:
    text = texts.get(documents[place.slug].pk) if place.slug in documents else None
    return (text.pk if text else 0, place.eid.lower())


def _rows(places: list[Place], documents: dict, texts: dict) -> dict[tuple[int, str], Provision]:
    """The provisions at *places* and those they stand in; letters large or small are one."""
    wanted = defaultdict(set)
    for place in places:
        key, eid = _key(place, documents, texts)
        if key:
            wanted[key].update(chain_of(eid))
    if not wanted:
        return {}
    condition = Q()
    for text, eids in wanted.items():
        condition |= Q(expression_id=text, small__in=eids)
    found = Provision.objects.annotate(small=Lower("eid")).filter(condition)
    return {(row.expression_id, row.small): row for row in found.order_by("-position")}


def _trees(rows: Iterable[Provision]) -> dict[int, Node]:
    """What stands in each of *rows*, by its key."""
    rows = list(rows)
    condition = Q()
    for row in rows:
        condition |= Q(
            expression_id=row.expression_id,
            position__gte=row.position,
            position__lte=row.last_position,
        )
    below = defaultdict(list)
    if rows:
        for provision in Provision.objects.filter(condition).order_by("position"):
            below[provision.expression_id].append(provision)
    return {
        row.pk: unflatten(
            provision
            for provision in below[row.expression_id]
            if row.position <= provision.position <= row.last_position
        )[0]
        for row in rows
    }


def _cells(block) -> Iterable:
    for row in block.rows:
        for cell in row:
            yield from cell
