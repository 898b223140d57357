"""Documents by the topics of the codification."""

from collections.abc import Iterable

from django.db.models import Q

from content.models import Topic

from .models import LegalDocument


def about(codes: Iterable[str]) -> Q:
    """The condition that a document is about one of the topics *codes* or of those below them."""
    topics = Topic.objects.with_descendants(codes)
    # A subquery instead of a join: a document about two of the topics is listed once.
    through = LegalDocument.topics.through.objects.filter(topic__in=topics)
    return Q(pk__in=through.values("legaldocument"))
