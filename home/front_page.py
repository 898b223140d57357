"""What the front page shows today, in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q
from django.utils.timezone import make_aware

from content.models import ContentRecord
from content.models.records import ContentRecordQuerySet
from departments.models import Unit
from legal_library.models import LegalDocument

SOON = timedelta(days=7)
CALENDAR = timedelta(days=60)
CALENDAR_LENGTH = 100
NEW_DOCUMENTS = 6
SOON_DOCUMENTS = 3
RECORDS = 4
UNITS = 12


@dataclass(frozen=True, slots=True)
class Today:
    """How many things begin, end or were answered; a zero is not shown."""

    day: date
    starting: int  # in force from today
    starting_soon: int  # from one of the next seven days
    ending: int  # out of force from today or one of the next seven days
    answered: int  # in the past seven days

    def __bool__(self) -> bool:
        return any((self.starting, self.starting_soon, self.ending, self.answered))


@dataclass(frozen=True, slots=True)
class FrontPage:
    today: Today
    documents: list[LegalDocument]  # soon in force first, then the newest
    questions: list[ContentRecord]
    news: list[ContentRecord]
    materials: list[ContentRecord]
    units: list[Unit]  # of the province itself; the communes are one link further

    @property
    def news_url(self) -> str:
        return _list_url(self.news)

    @property
    def materials_url(self) -> str:
        return _list_url(self.materials)


@dataclass(frozen=True, slots=True)
class EffectCalendar:
    """What begins and what ends around a day, the earliest first."""

    beginning: list[LegalDocument]
    ending: list[LegalDocument]


def effect_calendar(day: date) -> EffectCalendar:
    """Public documents that begin or end from a week before *day* to sixty days after it."""
    documents = LegalDocument.objects.public().for_listing()
    after, until = day - SOON - timedelta(days=1), day + CALENDAR
    return EffectCalendar(
        beginning=list(documents.taking_effect(after=after, until=until)[:CALENDAR_LENGTH]),
        ending=list(documents.expiring(after=after, until=until)[:CALENDAR_LENGTH]),
    )


def front_page(day: date, language: str = "vi") -> FrontPage:
    """All that the front page shows on *day*: the law, and what is published in *language*."""
    records = ContentRecord.objects.live().filter(language=language)
    return FrontPage(
        today=_today(day, records),
        documents=_documents(day),
        questions=_newest(records, "questions"),
        news=_newest(records, "news"),
        materials=_newest(records, "materials"),
        units=_units(day),
    )


def _today(day: date, records: ContentRecordQuerySet) -> Today:
    documents = LegalDocument.objects.public().aggregate(
        starting=Count("pk", filter=Q(effective_from=day)),
        starting_soon=Count("pk", filter=Q(effective_from__gt=day, effective_from__lte=day + SOON)),
        ending=Count("pk", filter=Q(effective_to__gte=day, effective_to__lte=day + SOON)),
    )
    since = make_aware(datetime.combine(day - SOON, time.min))
    answered = records.of_kind("questions").filter(published_at__gte=since)
    return Today(day=day, answered=answered.count(), **documents)


def _documents(day: date) -> list[LegalDocument]:
    public = LegalDocument.objects.public().for_listing()
    soon = list(public.taking_effect(after=day)[:SOON_DOCUMENTS])
    newest = public.newest().exclude(pk__in=[document.pk for document in soon])
    return [*soon, *newest[: NEW_DOCUMENTS - len(soon)]]


def _newest(records: ContentRecordQuerySet, kind: str) -> list[ContentRecord]:
    return list(records.of_kind(kind).newest().for_listing()[:RECORDS])


def _units(day: date) -> list[Unit]:
    provincial = Unit.objects.as_of(day).filter(kind__in=[Unit.Kind.DEPARTMENT, Unit.Kind.CENTRE])
    return list(provincial.in_dictionary_order()[:UNITS])


def _list_url(records: list[ContentRecord]) -> str:
    """The list that *records* are shown in: a page stands below its list."""
    return records[0].url.rstrip("/").rpartition("/")[0] + "/" if records else ""
