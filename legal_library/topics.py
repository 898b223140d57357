"""Documents and articles by the topics of the codification."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Q

from content.models import Topic

from .addresses import place_name
from .bases import provision_url
from .models import CodifiedArticle, LegalDocument, Provision
from .rendering import heading_of


def about(codes: Iterable[str]) -> Q:
    """The condition that a document is about one of the topics *codes* or of those below them."""
    topics = Topic.objects.with_descendants(codes)
    # A subquery instead of a join: a document about two of the topics is listed once.
    through = LegalDocument.topics.through.objects.filter(topic__in=topics)
    return Q(pk__in=through.values("legaldocument"))


@dataclass(frozen=True, slots=True)
class TopicCount:
    """A topic, and how much the library has of it and of the topics below it."""

    topic: Topic
    documents: int
    articles: int


@dataclass(frozen=True, slots=True)
class CodifiedPlace:
    """An article that the codification puts under a topic."""

    title: str
    url: str


def counted(topics: Iterable[Topic]) -> list[TopicCount]:
    """*topics* with their counts, in two queries whatever their number."""
    topics = list(topics)
    if not topics:
        return []
    through = LegalDocument.topics.through.objects.filter(legaldocument__live=True)
    about_codes = set(through.values_list("topic__code", "legaldocument"))
    articles = dict(_codified().values_list("subject").annotate(number=Count("pk")).order_by())
    found = []
    for topic in topics:
        documents = {pk for code, pk in about_codes if is_below(code, topic.code)}
        total = sum(number for code, number in articles.items() if is_below(code, topic.code))
        found.append(TopicCount(topic, len(documents), total))
    return found


def is_below(code: str, other: str) -> bool:
    """*code* is *other* or stands below it: “9.2” below “9”, “91” not."""
    return code == other or code.startswith(f"{other}.")


def codified_articles(code: str):
    """The articles that the codification has under the topic *code*, by document and place."""
    below = Q(subject=code) | Q(subject__startswith=f"{code}.")
    return _codified().filter(below).order_by("document__type__rank", "document", "pk")


def named(
    articles: Iterable[CodifiedArticle],
) -> list[tuple[LegalDocument, list[CodifiedPlace]]]:
    """*articles* by document, with their headings in the newest text; in two queries."""
    articles = list(articles)
    documents = LegalDocument.objects.for_listing().in_bulk({a.document_id for a in articles})
    headings: dict[tuple[int, str], str] = {}
    provisions = Provision.objects.filter(
        expression__document__in=documents, eid__in={article.eid for article in articles}
    ).select_related("expression")
    for provision in provisions.defer("expression__html", "expression__contents_html").order_by(
        F("expression__valid_on").asc(nulls_first=True), "expression_id"
    ):
        headings[provision.expression.document_id, provision.eid] = heading_of(provision)
    groups: dict[int, list[CodifiedPlace]] = {}
    for article in articles:
        document = documents[article.document_id]
        title = headings.get((document.pk, article.eid)) or place_name(article.eid)
        place = CodifiedPlace(title, provision_url(document, article.eid))
        groups.setdefault(document.pk, []).append(place)
    return [(documents[pk], places) for pk, places in groups.items()]


def _codified():
    return CodifiedArticle.objects.filter(document__live=True, removed_in__isnull=True)
