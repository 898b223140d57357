"""What changes, for programs that read along: Atom feeds and calendars (RFC 4287, RFC 5545).

Both are the same for everybody and say by ETag and Last-Modified whether anything is new, so
that a program that asks every hour is sent a few bytes.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import http_date
from django.utils.translation import get_language
from icalendar import Calendar, Event

ATOM, ICS = "application/atom+xml; charset=utf-8", "text/calendar; charset=utf-8"
CACHE_SECONDS = 900
LONG_AGO = datetime(1945, 9, 2, tzinfo=UTC)  # of what has no day: never new
_ASK_AGAIN = timedelta(hours=12)
_PRODUCT = "-//Legal portal//Law calendar//VI"


@dataclass(frozen=True, slots=True)
class Entry:
    """One change. *uid* never changes; *updated_at* does when what is said of it changes."""

    uid: UUID
    title: str
    path: str
    updated_at: datetime
    published_at: datetime
    text: str = ""


@dataclass(frozen=True, slots=True)
class Dated:
    """One change as a whole day of a calendar."""

    uid: UUID
    day: date
    title: str
    path: str
    told_at: datetime
    text: str = ""
    kind: str = ""


class _Feed(Atom1Feed):
    """A feed that is as old as its newest entry; one without entries as old as its subject."""

    def latest_post_date(self):
        return self.feed["changed_at"]


def atom(
    request: HttpRequest,
    entries: Iterable[Entry],
    *,
    title: str,
    path: str,
    since: datetime,
    text: str = "",
) -> HttpResponse:
    """*entries* of what stands at *path*, which exists *since* then."""
    entries = list(entries)
    changed_at = max((entry.updated_at for entry in entries), default=since)
    feed = _Feed(
        title=title,
        link=request.build_absolute_uri(path),
        description=text,
        subtitle=text or None,
        language=get_language(),
        feed_url=request.build_absolute_uri(),
        changed_at=changed_at,
    )
    for entry in entries:
        feed.add_item(
            title=entry.title,
            link=request.build_absolute_uri(entry.path),
            description=entry.text,
            unique_id=entry.uid.urn,
            pubdate=entry.published_at,
            updateddate=entry.updated_at,
        )
    return _answer(request, feed.writeString("utf-8").encode(), ATOM, changed_at)


def calendar(request: HttpRequest, days: Iterable[Dated], *, title: str, name: str) -> HttpResponse:
    """*days* as a calendar that other programs subscribe to, or open as the file *name*."""
    days = list(days)
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", title)
    calendar.add("x-wr-calname", title)
    calendar.add("refresh-interval", _ASK_AGAIN, parameters={"VALUE": "DURATION"})
    for each in days:
        calendar.add_component(_event(request, each))
    changed_at = max((each.told_at for each in days), default=None)
    response = _answer(request, calendar.to_ical(), ICS, changed_at)
    response["Content-Disposition"] = f'inline; filename="{name}.ics"'
    return response


def _event(request: HttpRequest, each: Dated) -> Event:
    event = Event()
    event.add("uid", str(each.uid))
    event.add("dtstamp", each.told_at)
    event.add("last-modified", each.told_at)
    event.add("dtstart", each.day)
    event.add("dtend", each.day + timedelta(days=1))
    event.add("summary", each.title)
    event.add("url", request.build_absolute_uri(each.path))
    event.add("transp", "TRANSPARENT")  # nobody is busy because a law takes effect
    if each.text:
        event.add("description", each.text)
    if each.kind:
        event.add("categories", [each.kind])
    return event


def _answer(
    request: HttpRequest, content: bytes, content_type: str, changed_at: datetime | None
) -> HttpResponse:
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response = HttpResponse(content, content_type=content_type)
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age={CACHE_SECONDS}"
    if changed_at:
        response["Last-Modified"] = http_date(changed_at.timestamp())
    # The ETag decides: a withdrawn entry makes a feed older, not newer.
    return get_conditional_response(request, etag=etag, response=response) or response
