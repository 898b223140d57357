"""What has changed for those who follow a document, one of its articles, or a topic.

A change counts from the moment that the portal learned of it, so that a law that arrives
late is news to the reader too.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import uuid5

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .addresses import place_name
from .bases import provision_url
from .feeding import Dated, Entry
from .law_calendar.happenings import ISSUED, Happening, happenings, with_documents
from .models import AmendmentInstruction, Expression, LegalDocument, Provision, Relation
from .topics import about

MOST = 100
_DRAFTS = ("draft_text", "draft_tree")


def changes(document: LegalDocument, article: str = "") -> list[Entry]:
    """The latest changes of *document*, or of the article with that eId; in six queries."""
    found = [
        *map(as_entry, _happenings(document, article)),
        *_texts(document, article),
        *_relations(document, article),
        *_amendments(document, article),
    ]
    return _latest(found)


def dates(document: LegalDocument, article: str = "") -> list[Dated]:
    """The days of *document*, or of its article, for a calendar."""
    return [as_date(each) for each in _happenings(document, article)]


def changes_about(code: str) -> list[Entry]:
    """The latest documents about a topic, and what the law says will happen to them."""
    documents = LegalDocument.objects.public().filter(about([code]))
    newest = documents.select_related("type").defer(*_DRAFTS).order_by("-created_at")[:MOST]
    arrived = [
        Entry(
            uid=uuid5(document.uuid, "arrived"),
            title=_("Mới có trên cổng: %(document)s") % {"document": document},
            path=document.get_absolute_url(),
            updated_at=_public_since(document),
            published_at=_public_since(document),
            text=document.title,
        )
        for document in newest
    ]
    found = sorted(_known(documents), key=lambda each: each.learned_at)[-MOST:]
    return _latest([*arrived, *map(as_entry, with_documents(found))])


def dates_about(code: str) -> list[Dated]:
    """The latest and coming days of documents about a topic, for a calendar."""
    found = _known(LegalDocument.objects.public().filter(about([code])))
    return [as_date(each) for each in with_documents(found[-10 * MOST :])]


def as_entry(happening: Happening) -> Entry:
    day = date_format(happening.day, "SHORT_DATE_FORMAT")
    return Entry(
        uid=happening.uid,
        title=f"{day}: {happening.title}",
        path=happening.url,
        updated_at=happening.learned_at,
        published_at=happening.learned_at,
        text=_explanation(happening),
    )


def as_date(happening: Happening) -> Dated:
    return Dated(
        uid=happening.uid,
        day=happening.day,
        title=happening.title,
        path=happening.url,
        told_at=happening.learned_at,
        text=_explanation(happening),
        kind=happening.label,
    )


def _explanation(happening: Happening) -> str:
    cause = _("Do %(document)s.") % {"document": happening.cause} if happening.cause else ""
    return " ".join(filter(None, [happening.document.title, cause]))


def _known(documents) -> list[Happening]:
    return happenings(documents, date.min, date.max)


def _happenings(document: LegalDocument, article: str) -> list[Happening]:
    """Of an article what happens to it and below it, and to the whole document."""
    found = _known(LegalDocument.objects.public().filter(pk=document.pk))
    if article:
        found = [
            each
            for each in found
            if is_within(each.eid, article) or (not each.eid and each.kind != ISSUED)
        ]
    return with_documents(found)


def is_within(eid: str, article: str) -> bool:
    return eid == article or eid.startswith(f"{article}__")


def _within(name: str, article: str) -> Q:
    return Q(**{name: article}) | Q(**{f"{name}__startswith": f"{article}__"}) if article else Q()


def _texts(document: LegalDocument, article: str) -> Iterator[Entry]:
    """New texts; of an article only those in which it reads otherwise than before."""
    texts = list(document.expressions.without_text().order_by("created_at", "pk"))
    if article:
        texts = _changed(texts, article)
    for text in texts:
        day = date_format(text.valid_on, "SHORT_DATE_FORMAT") if text.valid_on else ""
        place = f"{place_name(article)}, " if article else ""
        yield Entry(
            uid=uuid5(document.uuid, f"text/{text.language}/{text.valid_on}/{text.tree_sha256}"),
            title=" ".join(
                filter(None, [f"{text.get_kind_display()}:", f"{place}{document}", day])
            ),
            path=provision_url(document, article),
            updated_at=text.created_at,
            published_at=text.created_at,
            text=document.title,
        )


def _changed(texts: list[Expression], article: str) -> list[Expression]:
    words: dict[int, list[str]] = {}
    rows = (
        Provision.objects.filter(_within("eid", article), expression__in=texts)
        .order_by("expression_id", "position")
        .values_list("expression_id", "marker", "heading", "text")
    )
    for pk, *parts in rows:
        words.setdefault(pk, []).extend(parts)
    changed, before = [], {}
    for text in texts:
        if words.get(text.pk) != before.get(text.language):
            changed.append(text)
        before[text.language] = words.get(text.pk)
    return changed


def _relations(document: LegalDocument, article: str) -> Iterator[Entry]:
    """What other public documents do to this one."""
    relations = (
        Relation.objects.shown()
        .filter(_within("target_eid", article), target=document)
        .select_related("source__type")
        .defer(*(f"source__{name}" for name in _DRAFTS))
    )
    for relation in relations:
        source, kind = relation.source, Relation.Kind(relation.kind)
        place = f"{place_name(relation.target_eid)}, " if relation.target_eid else ""
        steps = (source.uuid, kind, relation.source_eid, relation.target_eid)
        yield Entry(
            uid=uuid5(document.uuid, "/".join(map(str, ("relation", *steps)))),
            title=f"{Relation.PASSIVE_LABELS[kind]}: {place}{document} – {source}",
            path=provision_url(source, relation.source_eid),
            updated_at=_public_since(source),
            published_at=_public_since(source),
            text=source.title,
        )


def _amendments(document: LegalDocument, article: str) -> Iterator[Entry]:
    """What public acts order to be changed in this one."""
    instructions = (
        AmendmentInstruction.objects.filter(
            _within("target_eid", article), target=document, amending__live=True
        )
        .exclude(state=AmendmentInstruction.State.REFUSED)
        .select_related("amending__type")
        .defer(*(f"amending__{name}" for name in _DRAFTS))
    )
    for each in instructions:
        place = f"{place_name(each.target_eid)}, " if each.target_eid else ""
        told_at = max(filter(None, [_public_since(each.amending), each.decided_at]))
        yield Entry(
            uid=uuid5(document.uuid, f"amendment/{each.amending.uuid}/{each.position}"),
            title=f"{each.get_action_display()}: {place}{document} – {each.amending}",
            path=provision_url(each.amending, each.amending_eid),
            updated_at=told_at,
            published_at=_public_since(each.amending),
            text=each.words,
        )


def _public_since(document: LegalDocument):
    return document.first_published_at or document.created_at


def _latest(entries: Iterable[Entry]) -> list[Entry]:
    """The newest first; of one thing told twice the later words."""
    told = {entry.uid: entry for entry in sorted(entries, key=lambda each: each.updated_at)}
    return sorted(told.values(), key=lambda each: (each.updated_at, each.uid), reverse=True)[:MOST]
