"""Keeps the citations of every published text, found and resolved as of the day of the text.

Finding is repeated as a whole and only differences are written, so it may be run at any time.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from django.db import transaction
from django.utils import timezone

from content.models import ContentRecord
from content.references.citations.words import ATTACHED_TYPES
from content.references.numbers import number_key
from content.registration import citing_sources

from ..impact.following import follow_records
from ..models import Citation, Expression, LegalDocument
from ..structure import Zone
from ..versions import current_text
from .catalogue import Catalogue, Entry, TextOf
from .citing import Finding, find_and_resolve
from .library import LibraryCatalogue, entry_of
from .linking_texts import with_links
from .named_acts import NamedActs, named_acts
from .resolving import Reason
from .texts import Holder, WholeText, article_of, attachment_of, sentence_around, words_of

_BATCH = 500
_COMPARED = (
    *("position", "source_id", "source_place", "start", "end", "text", "sentence", "as_of"),
    *("number_key", "target_id", "target_eid", "target_article", "is_self", "reason"),
)
_OF_ACT = "act"


@dataclass(frozen=True, slots=True)
class Stored:
    """What a run did to the rows."""

    texts: int = 0
    kept: int = 0
    added: int = 0
    removed: int = 0

    def __add__(self, other: Self) -> Self:
        return Stored(
            self.texts + other.texts,
            self.kept + other.kept,
            self.added + other.added,
            self.removed + other.removed,
        )


@dataclass(slots=True)
class CitationStore:
    """Finds the citations of one text after the other, and keeps what it read of the library."""

    dry_run: bool = False
    catalogue: LibraryCatalogue = field(default_factory=LibraryCatalogue)
    _laws: NamedActs | None = None

    @property
    def laws(self) -> NamedActs:
        if self._laws is None:
            self._laws = named_acts().with_names(self.catalogue.law_names)
        return self._laws

    def documents(self, pks: Iterable[int]) -> Iterator[Stored]:
        """Store the citations of the documents *pks* that have a record, each by itself."""
        for pk in pks:
            documents = LegalDocument.objects.select_related("type", "issuer")
            document = documents.defer("draft_text", "draft_tree").filter(pk=pk).first()
            record = document and ContentRecord.objects.filter(uuid=document.uuid).first()
            if record:
                yield self._store(document, record)

    def records(self, kind: str, pks: Iterable[int]) -> Iterator[Stored]:
        """Store the citations of the published items *pks* of *kind*, each by itself."""
        source, pks = citing_sources().get(kind), list(pks)
        if source is None:
            return
        of_kind = ContentRecord.objects.filter(kind=kind, object_id__in=pks)
        records = {record.object_id: record for record in of_kind}
        for citing in source.texts_of(pks):
            if record := records.get(citing.primary_key):
                whole = WholeText.of((name, "", text, Zone.MAIN) for name, text in citing.fields)
                found = self._found(whole, citing.written_on, self.catalogue)
                rows = [self._row(*each, as_of=citing.written_on) for each in found]
                yield self._write(record, rows)

    def in_text(self, document: LegalDocument, text: Expression) -> list[Citation]:
        """The citations of one text of *document*, as of the day it was issued; not stored."""
        day = document.issued_on or text.valid_on or timezone.localdate()
        whole = whole_text(text)
        home = entry_of(document)
        places = TextOf(text.valid_on, frozenset(holder.place for holder in whole.holders))
        rows = []
        for holder, finding in self._found(whole, day, _AtHome(self.catalogue, home, places), home):
            is_own = finding.resolution.entry is not None and finding.resolution.entry == home
            if is_own and (not finding.citation.place or holder.zone == Zone.PREFACE):
                continue  # its own name leads nowhere that the reader is not
            if holder.zone == Zone.PREFACE and finding.citation.end > holder.end:
                continue  # its title, in several lines: “LUẬT / SỬA ĐỔI … LUẬT ĐẤT ĐAI”
            row = self._row(holder, finding, as_of=day)
            row.source = document
            row.is_self = is_own
            if is_own:
                row.number_key = ""
                _look_at_home(row, finding, holder, places)
            rows.append(row)
        return rows

    def _store(self, document: LegalDocument, record: ContentRecord) -> Stored:
        """Store the citations of today's text, and put links into all texts."""
        texts = list(document.expressions.defer("warnings"))
        shown = current_text(texts, timezone.localdate(), language=document.language)
        rows = self.in_text(document, shown) if shown else []
        stored = self._write(record, rows)
        for text in [] if self.dry_run else texts:
            own = rows if text is shown else self.in_text(document, text)
            rendered = with_links(document, text, own, self.catalogue)
            if (text.html, text.contents_html) != (rendered.html, rendered.contents_html):
                text.html, text.contents_html = rendered.html, rendered.contents_html
                # Saved one by one: the page cache hears of it, as it does not of an update.
                text.save(update_fields=["html", "contents_html"])
        return stored

    def _found(
        self, whole: WholeText, day: date, catalogue: Catalogue, home: Entry | None = None
    ) -> Iterator[tuple[Holder, Finding]]:
        found = find_and_resolve(whole.text, catalogue, self.laws, as_of=day, home=home)
        for finding in found:
            if holder := whole.holder_at(finding.citation.start):
                yield holder, finding

    def _row(self, holder: Holder, finding: Finding, *, as_of: date) -> Citation:
        citation, resolution = finding.citation, finding.resolution
        start = citation.start - holder.start
        end = min(citation.end - holder.start, len(holder.words))
        entry = resolution.entry if resolution.is_resolved else None
        return Citation(
            source_place=holder.place[:255],
            start=start,
            end=end,
            text=holder.words[start:end][:1000],
            sentence=sentence_around(holder.words, start, end),
            as_of=as_of,
            number_key=number_key(resolution.number)[:120],
            target_id=self.catalogue.primary_key(entry) if entry else None,
            target_eid=resolution.eid[:255],
            target_article=article_of(resolution.eid)[:255],
            is_self=citation.is_self,
            reason=str(resolution.reason),
        )

    def _write(self, record: ContentRecord, rows: list[Citation]) -> Stored:
        for position, row in enumerate(rows):
            row.record, row.position = record, position
        if self.dry_run:
            return _difference(record, rows)[0]
        with transaction.atomic():
            # Two runs over one text wait for each other; without its record nothing is written.
            if not ContentRecord.objects.select_for_update().filter(pk=record.pk).exists():
                return Stored()
            stored, gone, new = _difference(record, rows)
            for start in range(0, len(gone), _BATCH):
                Citation.objects.filter(pk__in=gone[start : start + _BATCH]).delete()
            Citation.objects.bulk_create(new, batch_size=_BATCH)
            if gone or new:
                follow_records([record.pk])
        return stored


def whole_text(text: Expression) -> WholeText:
    """All the words of *text*, provision by provision."""
    rows = text.provisions.order_by("position").values_list(
        "eid", "marker", "heading", "text", "zone"
    )
    return WholeText.of(
        (eid, marker, words_of(heading, words), zone)
        for eid, marker, heading, words, zone in rows.iterator(chunk_size=2_000)
    )


@dataclass(frozen=True, slots=True)
class _AtHome:
    """A catalogue in which the text that is being read is the one that its document has.

    “Điều 5a” of a consolidated text came years after the day of issue.
    """

    catalogue: Catalogue
    home: Entry
    text: TextOf

    def numbered(self, key: str):
        return self.catalogue.numbered(key)

    def named(self, key: str):
        return self.catalogue.named(key)

    def text_on(self, entry: Entry, day: date) -> TextOf | None:
        return self.text if entry == self.home else self.catalogue.text_on(entry, day)


def _look_at_home(row: Citation, finding: Finding, holder: Holder, text: TextOf) -> None:
    """A regulation issued with the act means its own articles, unless it names the act."""
    body, citation = attachment_of(holder.place), finding.citation
    names_the_act = citation.this == _OF_ACT and not _is_of_attachment(citation)
    if not body or names_the_act or row.target_eid.startswith(body):
        return
    eid = f"{body}{citation.bound.eid}"
    if eid in text.eids:
        row.target_eid, row.target_article = eid, article_of(eid)
        row.reason = str(Reason.SELF)


def _is_of_attachment(citation) -> bool:
    return bool(citation.act) and citation.act.type in ATTACHED_TYPES


def _difference(
    record: ContentRecord, rows: list[Citation]
) -> tuple[Stored, list[int], list[Citation]]:
    """What is to be done: counts, keys of rows that are gone, rows that are new."""
    known = {_values(row): row.pk for row in Citation.objects.filter(record=record)}
    new = [row for row in rows if known.pop(_values(row), None) is None]
    stored = Stored(1, len(rows) - len(new), len(new), len(known))
    return stored, list(known.values()), new


def _values(row: Citation) -> tuple:
    return tuple(getattr(row, name) for name in _COMPARED)
