"""The terms of a text, marked where it uses them, with a card for each."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from ..addresses import anchor, place_name
from ..bases import provision_url
from ..models import Definition, Expression, LegalDocument, Relation
from .marking import Term, mark

_GUIDING = (Relation.Kind.DETAILS, Relation.Kind.GUIDES)


@dataclass(frozen=True, slots=True)
class Card:
    """What a term means, in the words of the law, and where it is said."""

    key: str
    term: str
    text: str
    place: str  # “khoản 1 Điều 3 Luật số 31/2024/QH15”
    url: str


def marked(
    html: str, document: LegalDocument, text: Expression, *, article: str = ""
) -> tuple[str, list[Card]]:
    """*html* of *text* with the terms marked that it defines, or that the act it guides defines.

    One query. *article* is the eId of the article that *html* is the inside of.
    """
    definitions = {f"nghia-{row.pk}": row for row in _definitions(document, text)}
    terms = [
        term
        for key, row in definitions.items()
        for term in _terms(row, key, text, inside_article=bool(article))
    ]
    html, used = mark(html, _once(terms), article=anchor(article) if article else "")
    return html, [_card(key, definitions[key]) for key in used]


def _definitions(document: LegalDocument, text: Expression) -> list[Definition]:
    """Its own first: they go before those of the act that it guides."""
    guided = Relation.objects.shown().filter(source=document, kind__in=_GUIDING, target__live=True)
    rows = (
        Definition.objects.filter(Q(expression=text) | Q(document__in=guided.values("target")))
        .select_related("document__type")
        .only(
            *("term", "abbreviation", "text", "eid", "expression_id", "position", "sort_key"),
            *("document__slug", "document__number", "document__title", "document__type__name"),
        )
    )
    return sorted(rows, key=lambda row: (row.expression_id != text.pk, row.position))


def _terms(row: Definition, key: str, text: Expression, *, inside_article: bool) -> Iterable[Term]:
    is_own = row.expression_id == text.pk
    home = anchor(_article_of(row.eid)) if is_own else ""
    href = provision_url(row.document, row.eid)
    if is_own and not inside_article:
        href = f"{row.document.get_absolute_url()}#{anchor(row.eid)}"
    for words in filter(None, (row.term, row.abbreviation)):
        yield Term(words, href, key, home)


def _once(terms: Iterable[Term]) -> list[Term]:
    """Of several definitions of the same words the first."""
    found: dict[str, Term] = {}
    for term in terms:
        found.setdefault(term.words.lower(), term)
    return list(found.values())


def _article_of(eid: str) -> str:
    steps = eid.split("__")
    articles = [index for index, step in enumerate(steps) if step.startswith("art_")]
    return "__".join(steps[: articles[-1] + 1]) if articles else eid


def _card(key: str, row: Definition) -> Card:
    return Card(
        key=key,
        term=row.term,
        text=row.text,
        place=f"{place_name(row.eid)} {row.document.citation_name}",
        url=provision_url(row.document, row.eid),
    )
