"""What the front page shows today, in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import reduce
from itertools import groupby
from operator import or_

from django.db.models import Count, Q
from django.utils.timezone import make_aware
from wagtail.models import Page

from content.models import ContentRecord
from content.models.records import ContentRecordQuerySet
from departments.grouping import reading_key
from departments.models import Unit
from legal_library.models import LegalDocument
from materials.models import MaterialIndexPage
from news.models import NewsIndexPage

SOON = timedelta(days=7)
NEW_DOCUMENTS = 6
SOON_DOCUMENTS = 3
RECORDS = 4
# Places, and bodies that are not the province's.
NOT_LISTED = (Unit.Kind.PROVINCE, Unit.Kind.CITY, Unit.Kind.CENTRAL)
LISTS = {"news": NewsIndexPage, "materials": MaterialIndexPage}


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
class UnitGroup:
    """Units of one kind, in dictionary order."""

    kind: Unit.Kind
    units: list[Unit]


@dataclass(frozen=True, slots=True)
class FrontPage:
    today: Today
    documents: list[LegalDocument]  # soon in force first, then the newest
    questions: list[ContentRecord]
    news: list[ContentRecord]
    materials: list[ContentRecord]
    news_url: str
    materials_url: str
    units: list[UnitGroup]  # the province's own bodies first, then the places


def front_page(day: date, language: str = "vi") -> FrontPage:
    """All that the front page shows on *day*: the law, and what is published in *language*."""
    records = ContentRecord.objects.live().filter(language=language)
    newest = _newest(records, ["questions", "news", "materials"])
    lists = _list_urls(language)
    return FrontPage(
        today=_today(day, records),
        documents=_documents(day),
        questions=newest["questions"],
        news=newest["news"],
        materials=newest["materials"],
        news_url=lists.get("news", ""),
        materials_url=lists.get("materials", ""),
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


def _newest(records: ContentRecordQuerySet, kinds: list[str]) -> dict[str, list[ContentRecord]]:
    """The newest records of each kind, in one query.

    Each subquery ends after a few rows of an index; ranking all records by kind took a hundred
    times as long with twenty thousand of them.
    """
    newest = [Q(pk__in=records.of_kind(kind).newest().values("pk")[:RECORDS]) for kind in kinds]
    chosen = ContentRecord.objects.filter(reduce(or_, newest)).newest().for_listing()
    found: dict[str, list[ContentRecord]] = {kind: [] for kind in kinds}
    for record in chosen:
        found[record.kind].append(record)
    return found


def _list_urls(language: str) -> dict[str, str]:
    """Where all news and all materials stand: a new item may stand in a unit's section."""
    pages = Page.objects.live().filter(locale__language_code=language).type(*LISTS.values())
    found = {page.specific_class: page.get_url() or "" for page in pages.order_by("-path")}
    return {kind: found[model] for kind, model in LISTS.items() if model in found}


def _units(day: date) -> list[UnitGroup]:
    units = list(Unit.objects.as_of(day).exclude(kind__in=NOT_LISTED))
    units.sort(key=reading_key)
    return [
        UnitGroup(Unit.Kind(kind), list(group))
        for kind, group in groupby(units, key=lambda unit: unit.kind)
    ]
