"""A search as an Atom feed: a reader program asks again and sees what is new."""

from datetime import UTC, datetime, time

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import strip_tags
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .answering import Answer
from .highlighting import excerpt
from .understanding import DOCUMENTS

_SUMMARY = 300


def atom_feed(request: HttpRequest, found: Answer) -> HttpResponse:
    """The first page of *found*, which is asked for from the newest."""
    page = request.build_absolute_uri(reverse("search:search"))
    feed = Atom1Feed(
        title=_("Tìm “%(query)s”") % {"query": found.asked.query},
        link=f"{page}?{request.GET.urlencode()}",
        description="",
        language=get_language(),
        feed_url=request.build_absolute_uri(),
    )
    for hit in found.hits:
        record, published = hit.record, _moment(hit.record.published_on)
        link = request.build_absolute_uri(record.url)
        quoted = hit.passage and hit.source != DOCUMENTS
        words = excerpt(hit.passage.text, found.understood.terms, _SUMMARY) if quoted else ""
        feed.add_item(
            title=", ".join(part for part in (record.title, record.context) if part),
            link=link,
            description=strip_tags(words),
            unique_id=link,
            pubdate=published,
            updateddate=published,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _moment(day) -> datetime:
    """Midnight of *day*; long ago for what has none, so that it is never new."""
    if day is None:
        return datetime(1945, 9, 2, tzinfo=UTC)
    return timezone.make_aware(datetime.combine(day, time.min))
