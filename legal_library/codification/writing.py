"""An edition of the codification into the library: some documents at a time, any number of times.

Each batch is a transaction, so an import that was stopped goes on where it was; an article
that stands unchanged costs a comparison of two hashes.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from content.models import ContentRecord, Topic
from content.records import new_records
from content.registration import announce_changes

from ..impact.following import follow_documents
from ..models import (
    CodificationImport,
    CodifiedArticle,
    DocumentSource,
    Expression,
    LegalDocument,
    Provision,
    ValidityEvent,
)
from ..parsing import Node
from ..structure import unflatten
from .comparing import Difference, Happening, compare, told
from .finding import SOURCE, Ambiguous, Facts, Finder
from .grouping import Edition
from .happenings import write_events
from .reading import CodifiedText
from .texts import articles_of, document_text

_TOGETHER = 100  # documents in one transaction, and their articles in memory
_MOST_AMBIGUOUS = 50  # that the report names


class LaterEdition(ValueError):
    """The library knows a later edition, or another file as this one."""


# What a stopped import has done stays done and is not seen by the next run as something new.
_LASTING = (
    *("documents_new", "documents_changed", "articles_new", "articles_added", "articles_changed"),
    *("articles_filled", "articles_emptied", "articles_removed", "texts", "events"),
)


@dataclass(slots=True)
class EditionImport:
    """What became of an edition so far."""

    edition: date
    run: CodificationImport
    counts: Counter = field(default_factory=Counter)
    ambiguous: list[str] = field(default_factory=list)

    @property
    def source(self) -> str:
        return f"{SOURCE} {self.edition:%d/%m/%Y}"

    @property
    def changed_something(self) -> bool:
        return any(self.counts[name] for name in _LASTING if name != "articles_emptied")

    def keep(self, **more) -> None:
        """Write the report of an import that was not whole before; that of a whole one stays."""
        if self.run.finished_at is None:
            counts = dict.fromkeys(_LASTING, 0) | dict(self.counts)
            self.run.counts = {**counts, "ambiguous_documents": self.ambiguous, **more}
            self.run.save(update_fields=["counts"])


def import_edition(
    read: Edition,
    *,
    edition: date,
    file_name: str,
    progress: Callable[[int], None] = lambda n: None,
) -> EditionImport:
    """Store the edition; the same a second time changes nothing. Raises LaterEdition."""
    run = _begin(read, edition, file_name)
    work, finder = EditionImport(edition, run), Finder()
    if run.finished_at is None:
        work.counts.update({name: run.counts.get(name, 0) for name in _LASTING})
    for start in range(0, read.document_count, _TOGETHER):
        groups = list(read.documents(start, start + _TOGETHER))
        with transaction.atomic():
            _Batch(work, finder, read.subjects).store(groups)
            work.keep()
        progress(len(groups))
    _end_what_left(work, read.subjects)
    work.counts |= {"articles": read.articles, "articles_empty": read.empty}
    work.counts |= {"subjects": len(read.subjects), "lines_broken": read.broken.total()}
    work.keep(broken=dict(read.broken), broken_lines=read.broken_lines)
    if run.finished_at is None:
        run.finished_at = timezone.now()
        run.save(update_fields=["finished_at"])
    return work


def _begin(read: Edition, edition: date, file_name: str) -> CodificationImport:
    if CodificationImport.objects.filter(edition__gt=edition).exists():
        raise LaterEdition("Tủ sách đã có bản pháp điển mới hơn ngày này.")
    run, _is_new = CodificationImport.objects.get_or_create(
        edition=edition, defaults={"file_name": file_name[:255], "sha256": read.sha256}
    )
    if run.sha256 != read.sha256:
        raise LaterEdition("Bản pháp điển của ngày này đã nhập từ một tệp khác.")
    return run


@dataclass(slots=True)
class _Batch:
    """Some documents of the edition, stored together."""

    work: EditionImport
    finder: Finder
    subjects: dict[str, str]
    pks: list[int] = field(default_factory=list)  # of documents that changed

    def store(self, groups: list[list[CodifiedText]]) -> None:
        found = self._documents([(Facts.of(group), group) for group in groups])
        documents = [document for document, _facts, _articles in found]
        known = _known_articles(documents)
        whole = set(
            Expression.objects.filter(document__in=documents, is_partial=False).values_list(
                "document_id", flat=True
            )
        )
        happenings: list[tuple[LegalDocument, Happening]] = []
        rows: list[CodifiedArticle] = []
        for document, facts, articles in found:
            before = known[document.pk]
            difference = compare(
                articles, before, edition=self.work.edition, subjects=self.subjects
            )
            happenings += [(document, happening) for happening in difference.happenings]
            rows += self._rows(document, articles, before, difference)
            self._count(difference)
            if document.pk in whole:
                self.work.counts["documents_with_full_text"] += 1
            elif difference.needs_text:
                self._write(document, facts, articles, before, difference)
            if difference.happenings or difference.needs_text:
                self.pks.append(document.pk)
        _save_rows(rows)
        self.work.counts["events"] += write_events(happenings, source=self.work.source)
        announce_changes(LegalDocument.record_kind, self.pks)
        follow_documents(self.pks)

    def _documents(self, groups):
        """Each group with its document; new ones are saved together with their records."""
        self.finder.prepare([facts for facts, _group in groups])
        found, made = [], []
        for facts, group in groups:
            try:
                document = self.finder.find(facts)
            except Ambiguous as error:
                self.work.counts["documents_ambiguous"] += 1
                self.work.counts["articles_ambiguous"] += len(group)
                if len(self.work.ambiguous) < _MOST_AMBIGUOUS:
                    self.work.ambiguous.append(str(error))
                continue
            if document is None:
                document = self.finder.make(facts)
                made.append(document)
            found.append((document, facts, articles_of(group)))
        self._save(made)
        self.work.counts["documents"] += len(found)
        self.work.counts["documents_new"] += len(made)
        _add_topics(
            {
                document: {article.subject for article in articles.values()}
                for document, _facts, articles in found
                if document in made
            }
        )
        return found

    def _save(self, made: list[LegalDocument]) -> None:
        used = set()
        for document in made:
            base, counter = document.slug, 2
            while document.slug in used:
                document.slug, counter = f"{base}-{counter}", counter + 1
            used.add(document.slug)
        LegalDocument.objects.bulk_create(made, batch_size=200)
        self.finder.taken.update(document.pk for document in made)
        new_records(made)
        write_events(
            [
                (document, Happening("", ValidityEvent.Kind.TAKES_EFFECT, document.effective_from))
                for document in made
                if document.effective_from
            ],
            source=self.work.source,
        )

    def _rows(self, document, articles, before, difference: Difference):
        edition = self.work.edition
        for eid, article in articles.items():
            row = before.get(eid) or CodifiedArticle(
                document=document, eid=eid, first_edition=edition
            )
            values = (article.subject, told(article) or row.amended_by, edition, None)
            digest = article.digest if article.text else row.words_sha256
            if (row.subject, row.amended_by, row.last_edition, row.removed_in) != values or (
                row.words_sha256 != digest
            ):
                row.subject, row.amended_by, row.last_edition, row.removed_in = values
                row.words_sha256 = digest
                yield row

    def _count(self, difference: Difference) -> None:
        for name in ("new", "added", "changed", "filled", "emptied", "unchanged"):
            self.work.counts[f"articles_{name}"] += len(getattr(difference, name))
        self.work.counts["documents_changed"] += bool(
            difference.added or difference.changed or difference.removed
        )

    def _write(self, document, facts: Facts, articles, before, difference: Difference) -> None:
        """The codified articles as the text of the document on the day of the edition."""
        silent = {
            eid
            for eid, row in before.items()
            if eid not in articles and row.removed_in is None and eid not in difference.removed
        }
        nodes = _former_nodes(document, silent | set(difference.emptied))
        nodes = {eid: article.node() for eid, article in articles.items()} | nodes
        document.expressions.write(
            document,
            document_text(nodes),
            kind=Expression.Kind.CONSOLIDATED,
            language="vi",
            valid_on=self.work.edition,
            is_partial=True,
            source_name=self.work.source,
        )
        self.work.counts["texts"] += 1
        digest = sha256("".join(article.digest for article in articles.values()).encode())
        DocumentSource.objects.update_or_create(
            name=SOURCE,
            key=facts.source_key,
            document=document,
            defaults={"sha256": digest.hexdigest(), "url": facts.url},
        )


def _known_articles(documents: Iterable[LegalDocument]) -> dict[int, dict[str, CodifiedArticle]]:
    found: dict[int, dict[str, CodifiedArticle]] = defaultdict(dict)
    for row in CodifiedArticle.objects.filter(document__in=documents):
        found[row.document_id][row.eid] = row
    return found


def _former_nodes(document: LegalDocument, eids: set[str]) -> dict[str, Node]:
    """The articles *eids* as the latest codified text of the document has them."""
    text = document.expressions.filter(is_partial=True).first() if eids else None
    if text is None:
        return {}
    rows = Provision.objects.filter(expression=text).order_by("position")
    return {node.eid: node for node in unflatten(rows) if node.eid in eids}


def _save_rows(rows: list[CodifiedArticle]) -> None:
    CodifiedArticle.objects.bulk_create([row for row in rows if not row.pk], batch_size=500)
    CodifiedArticle.objects.bulk_update(
        [row for row in rows if row.pk],
        ["subject", "amended_by", "last_edition", "removed_in", "words_sha256"],
        batch_size=100,
    )


def _add_topics(subjects: dict[LegalDocument, set[str]]) -> None:
    """Link new documents, and their records, to the topics that their articles stand in."""
    topics = dict(
        Topic.objects.filter(code__in=set().union(*subjects.values())).values_list("code", "pk")
    )
    pairs = [
        (document, topics[code])
        for document, codes in subjects.items()
        for code in sorted(codes & topics.keys())
    ]
    of_document = LegalDocument.topics.through
    of_document.objects.bulk_create(
        [of_document(legaldocument_id=d.pk, topic_id=topic) for d, topic in pairs], batch_size=500
    )
    of_record = ContentRecord.topics.through
    of_record.objects.bulk_create(
        [of_record(contentrecord_id=d.uuid, topic_id=topic) for d, topic in pairs], batch_size=500
    )


def _end_what_left(work: EditionImport, subjects: dict[str, str]) -> None:
    """Articles of the subjects at hand that the edition no longer has, their document or not."""
    gone = CodifiedArticle.objects.filter(
        last_edition__lt=work.edition, removed_in__isnull=True, subject__in=list(subjects)
    )
    documents = list(gone.order_by("document").values_list("document", flat=True).distinct())
    for start in range(0, len(documents), _TOGETHER):
        pks = documents[start : start + _TOGETHER]
        with transaction.atomic():
            rows = list(gone.filter(document__in=pks).select_related("document"))
            write_events(
                [
                    (row.document, Happening(row.eid, ValidityEvent.Kind.UNCODIFIED, work.edition))
                    for row in rows
                ],
                source=work.source,
            )
            for row in rows:
                row.removed_in = work.edition
            _save_rows(rows)
            work.counts["articles_removed"] += len(rows)
            follow_documents(pks)
