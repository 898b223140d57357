"""The library as something to be found: documents, and the articles of their current texts."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from django.db.models import Count
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from content import validity
from content.filter_words import FilterWord, register_filter_words, spoken_names
from content.registration import Passage, SearchRecord, SearchSource, register_search_source
from content.text import compose
from departments.models import Unit

from .addresses import anchor, article_path, is_quoted
from .models import Citation, DocumentType, Expression, Issuer, LegalDocument, Provision
from .rendering import heading_of
from .structure import Zone
from .validity import Standing, standings
from .versions import current_text

DOCUMENTS, PROVISIONS = LegalDocument.record_kind, "provisions"
_BATCH = 20  # documents whose provisions are in memory at once
_OPENING_LENGTH = 1_500  # of a document's preface: type, title, what it is based on
_LONGEST_NAME = 80
# “Điều 5 của Luật này”, “các điều 5, 6 và 7 Nghị định này”
_OF_THIS_ACT = re.compile(
    r"điều (?P<articles>\d+[a-zđ]?(?:(?:, | và |, điều | và điều | hoặc điều )\d+[a-zđ]?)*)"
    r"(?: của)? (?:bộ luật|luật|pháp lệnh|nghị quyết|nghị định|thông tư|quyết định|quy định) này",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+[a-zđ]?")
_READ = (
    *("expression_id", "position", "last_position"),
    *("kind", "number", "marker", "heading", "text", "eid"),
)


def document_records(pks: Iterable[int]) -> Iterator[SearchRecord]:
    """One record for each public document among *pks*: its name and its opening lines."""
    for documents, texts, stands in _batches(pks):
        openings, citations = _openings(texts.values()), _citations(documents)
        for document in documents:
            text = texts.get(document.pk)
            opening = openings.get(text.pk, "") if text else ""
            yield SearchRecord(
                key=f"{document.pk}/",
                title=document.title,
                body="\n".join(filter(None, [str(document), document.summary, opening])),
                url=document.get_absolute_url(),
                context=str(document),
                authority=sum(citations[document.pk].values()),
                **_shared(document, text, stands[document.pk]),
            )


def provision_records(pks: Iterable[int]) -> Iterator[SearchRecord]:
    """One record for each article of the current texts of the public documents among *pks*.

    A document without articles, such as a directive, is one record.
    """
    for documents, texts, stands in _batches(pks):
        provisions, citations = _provisions(texts.values()), _citations(documents)
        for document in documents:
            if text := texts.get(document.pk):
                known = stands[document.pk], provisions[text.pk], citations[document.pk]
                yield from _of_text(document, text, *known)


def _public():
    return LegalDocument.objects.public()


def _all_pks() -> list[int]:
    return list(_public().order_by("pk").values_list("pk", flat=True))


def _batches(
    pks: Iterable[int],
) -> Iterator[tuple[list[LegalDocument], dict[int, Expression], dict[int, Standing]]]:
    """Public documents, their current texts and how they stand by key, a batch at a time."""
    pks, today = list(pks), timezone.localdate()
    for start in range(0, len(pks), _BATCH):
        documents = list(
            _public()
            .filter(pk__in=pks[start : start + _BATCH])
            .select_related("type", "issuer__unit", "owner_unit")
            .defer("draft_text", "draft_tree", "legal_bases")
            .prefetch_related("topics")
            .order_by("pk")
        )
        expressions = defaultdict(list)
        for expression in Expression.objects.filter(document__in=documents).without_text():
            expressions[expression.document_id].append(expression)
        texts = {
            document.pk: text
            for document in documents
            if (text := current_text(expressions[document.pk], today, language=document.language))
        }
        yield documents, texts, standings(documents, today)


def _shared(document: LegalDocument, text: Expression | None, stands: Standing) -> dict:
    """What filters and results ask of a document, for it and for all its articles."""
    unit = (document.issuer and document.issuer.unit) or document.owner_unit
    return {
        "language": text.language if text else document.language,
        "number": document.number,
        "type_code": document.type.code,
        "type_label": document.type.name,
        "topics": tuple(topic.code for topic in document.topics.all()),
        "unit": unit.code if unit else "",
        "unit_label": unit.name if unit else "",
        "year": document.issued_on.year if document.issued_on else None,
        "published_on": document.issued_on,
        **_validity(document, stands),
        "document": f"{DOCUMENTS}:{document.pk}",
        "amending": "sửa đổi, bổ sung" in compose(document.title).lower(),
        "provincial": bool(unit) and unit.kind != Unit.Kind.CENTRAL,
    }


def _validity(document: LegalDocument, stands: Standing) -> dict:
    """What makes search derive the status that the document has today.

    Dates go on deciding as days pass; what else happened is what is stated of it. Every night
    `recompute_validity` announces what has changed.
    """
    is_by_date = stands.status in (validity.EXPIRED, validity.NOT_YET_IN_FORCE)
    if stands.override:
        return {"effective_from": None, "effective_to": None, "stated_status": stands.status}
    stated = document.stated_status if is_by_date else stands.status
    return {
        "effective_from": document.effective_from,
        "effective_to": document.effective_to,
        "stated_status": stated or validity.UNKNOWN,
    }


def _validity_of_article(eid: str, stands: Standing) -> dict:
    """The same of an article, where something happened to single articles of the document."""
    status = stands.of([eid]) if stands.touched else stands.status
    if status == stands.status:
        return {}
    if status == stands.whole:
        return {"stated_status": status}
    return {"effective_from": None, "effective_to": None, "stated_status": status}


def _citations(documents: Iterable[LegalDocument]) -> dict[int, Counter]:
    """How many published texts cite each place of *documents*, in one query.

    A text that cites a place ten times still is one.
    """
    found: dict[int, Counter] = defaultdict(Counter)
    rows = (
        Citation.objects.filter(target__in=list(documents), is_self=False, record__live=True)
        .values_list("target", "target_eid")
        .annotate(number=Count("record", distinct=True))
        .order_by()
    )
    for document, eid, number in rows:
        found[document][eid] += number
    return found


def _cited_within(provisions: Iterable[Provision]) -> Counter:
    """How often an act's own articles name its other articles: “Điều 5 của Luật này”."""
    found = Counter()
    for provision in provisions:
        for match in _OF_THIS_ACT.finditer(provision.text):
            found.update(_NUMBER.findall(match["articles"]))
    return found


# -- provisions ------------------------------------------------------------------------


def _provisions(texts: Iterable[Expression]) -> dict[int, list[Provision]]:
    """The provisions of *texts* by text, in order, in one query."""
    found = defaultdict(list)
    provisions = (
        Provision.objects.filter(expression__in=[text.pk for text in texts], zone=Zone.MAIN)
        .only(*_READ)
        .order_by("expression_id", "position")
    )
    for provision in provisions.iterator(chunk_size=2_000):
        found[provision.expression_id].append(provision)
    return found


def _openings(texts: Iterable[Expression]) -> dict[int, str]:
    lines = defaultdict(list)
    rows = (
        Provision.objects.filter(expression__in=[text.pk for text in texts], zone=Zone.PREFACE)
        .order_by("expression_id", "position")
        .values_list("expression_id", "text")
    )
    for pk, line in rows:
        lines[pk].append(line)
    return {pk: "\n".join(found)[:_OPENING_LENGTH] for pk, found in lines.items()}


def _of_text(
    document: LegalDocument,
    text: Expression,
    stands: Standing,
    provisions: list[Provision],
    citations: Counter,
) -> Iterator[SearchRecord]:
    within = _cited_within(provisions)
    shared = _shared(document, text, stands)
    url, context = document.get_absolute_url(), _name(document)
    positions = {provision.position: index for index, provision in enumerate(provisions)}
    has_articles = False
    for index, provision in enumerate(provisions):
        if provision.kind != Provision.Kind.ARTICLE or is_quoted(provision.eid):
            continue
        has_articles = True
        inside = provisions[index : positions[provision.last_position] + 1]
        path = article_path(provision.eid)
        yield SearchRecord(
            key=f"{document.pk}/{provision.eid}",
            title=heading_of(provision),
            body="\n".join(filter(None, [provision.text, _words(inside[1:])])),
            # An article in an annex has no page of its own.
            url=url + path if path else f"{url}#{anchor(provision.eid)}",
            passages=tuple(_passages(inside)) if path else (),
            context=context,
            authority=within[provision.number]
            + sum(n for eid, n in citations.items() if _is_within(eid, provision.eid)),
            **(shared | _validity_of_article(provision.eid, stands)),
        )
    if provisions and not has_articles:
        yield SearchRecord(
            key=f"{document.pk}/text",
            title=document.title,
            body=_words(provisions),
            url=url,
            context=context,
            **shared,
        )


def _is_within(eid: str, article: str) -> bool:
    return eid == article or eid.startswith(f"{article}__")


def _passages(article: list[Provision]) -> Iterator[Passage]:
    """The clauses of an article, or its points where it has no clauses."""
    prefix = f"{anchor(article[0].eid)}-"
    own = [provision for provision in article[1:] if not is_quoted(provision.eid)]
    for kind, name in (("clause", "Khoản"), ("point", "Điểm")):
        items = [provision for provision in own if provision.kind == kind]
        for item in items:
            inside = [p for p in article if item.position <= p.position <= item.last_position]
            yield Passage(
                anchor=anchor(item.eid).removeprefix(prefix),
                label=f"{name} {item.number}",
                text=_words(inside),
            )
        if items:
            return


def _words(provisions: list[Provision]) -> str:
    """Headings and texts; the markers of items are no words."""
    parts = (part for provision in provisions for part in (provision.heading, provision.text))
    return "\n".join(filter(None, parts))


def _name(document: LegalDocument) -> str:
    """“Luật Đất đai, 31/2024/QH15”; what has a long title goes by type and number."""
    is_a_name = document.title.lower().startswith(document.type.name.lower())
    if not document.number:
        return Truncator(document.title).chars(_LONGEST_NAME)
    if is_a_name and len(document.title) <= _LONGEST_NAME:
        return f"{document.title}, {document.number}"
    return str(document)


register_search_source(
    SearchSource(
        name=PROVISIONS,
        label=_("Điều luật"),
        records=lambda: provision_records(_all_pks()),
        records_of=provision_records,
        count=lambda: _public().count(),
        order=10,
        icon="list-ol",
        follows=DOCUMENTS,
    )
)
register_search_source(
    SearchSource(
        name=DOCUMENTS,
        label=_("Văn bản"),
        records=lambda: document_records(_all_pks()),
        records_of=document_records,
        count=lambda: _public().count(),
        order=20,
    )
)


def _names() -> Iterator[FilterWord]:
    for code, name in DocumentType.objects.values_list("code", "name"):
        yield FilterWord("type", frozenset({code}), name)
    issuers = Issuer.objects.exclude(unit=None).select_related("unit")
    for issuer in issuers.only("name", "abbreviation", "unit__code"):
        for name in filter(None, (*spoken_names(issuer.name), issuer.abbreviation)):
            yield FilterWord("unit", frozenset({issuer.unit.code}), name, issuer.name)


register_filter_words(_names)
