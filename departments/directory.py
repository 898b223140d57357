"""The list of units as a reader asks for it: by name, by kind, today or as of a day."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Case, F, IntegerField, QuerySet, Value, When
from django.utils import timezone

from .forms import DirectoryForm
from .grouping import READING_ORDER
from .history import successors_on
from .models import Unit, UnitEvent, UnitSuccession

PER_PAGE = 60
FOUND_PER_PAGE = 30
# The province itself is a place, not an office; central bodies are not the province's.
ELSEWHERE = (Unit.Kind.CENTRAL, Unit.Kind.PROVINCE, Unit.Kind.CITY)


@dataclass(frozen=True, slots=True)
class Group:
    """Units of one kind in one place, under one heading."""

    kind: Unit.Kind
    place: Unit | None
    units: list[Unit]

    @property
    def title(self) -> str:
        """“Phường, Thành phố Cần Thơ”; a former district with its province, to tell namesakes."""
        if self.place is None:
            return str(self.kind.label)
        places = [self.place.name]
        if self.place.kind == Unit.Kind.DISTRICT and self.place.parent:
            places.append(self.place.parent.name)
        return ", ".join([str(self.kind.label), *places])


@dataclass(frozen=True, slots=True)
class Directory:
    """One page of the list, and what it was asked."""

    day: date
    as_of: date | None  # the day that was asked for; None is today
    query: str
    kind: str
    kinds: list[Unit.Kind]
    page: Page
    day_written: str = ""  # as the reader wrote it, to be mended where it is no day
    day_errors: Sequence[str] = field(default=())

    @property
    def groups(self) -> list[Group]:
        """The units of the page under the headings of their kind and place."""
        groups: list[Group] = []
        for unit in self.page:
            place = unit.parent if unit.kind in Unit.COMMUNE_KINDS else None
            if not groups or (groups[-1].kind, groups[-1].place) != (unit.kind, place):
                groups.append(Group(Unit.Kind(unit.kind), place, []))
            groups[-1].units.append(unit)
        return groups


def directory(asked) -> Directory:
    """The list that the parameters *asked* (a QueryDict) describe."""
    form = DirectoryForm(asked)
    form.is_valid()
    wanted = form.cleaned_data
    as_of = wanted.get("ngay")
    day = as_of or timezone.localdate()
    query = wanted.get("q", "").strip()
    units = _found(query, as_of) if query else _standing(day)
    kinds = _kinds(units)
    kind = wanted.get("loai", "")
    if kind not in kinds:
        kind = ""
    if kind:
        units = units.filter(kind=kind)
    units = units.for_listing().select_related("parent__parent")
    paginator = Paginator(units, FOUND_PER_PAGE if query else PER_PAGE)
    page = paginator.get_page(asked.get("page"))
    if query:
        page.object_list = list(page.object_list)
        add_successors(page.object_list, day)
    return Directory(
        day, as_of, query, kind, kinds, page, asked.get("ngay", ""), form.errors.get("ngay", ())
    )


def add_successors(units: Sequence[Unit], day: date) -> None:
    """Give each former unit its `heirs` on *day*, and whether it goes on under another name."""
    former = [unit for unit in units if not unit.exists_on(day) and unit.valid_to]
    heirs = successors_on(former, day) if former else {}
    renamed = set()
    if former:
        changes = UnitSuccession.objects.filter(
            predecessor__in=former, event__kind=UnitEvent.Kind.RENAME
        )
        renamed = set(changes.values_list("predecessor_id", flat=True))
    for unit in units:
        unit.is_over = unit.pk in heirs
        unit.heirs = heirs.get(unit.pk, [])
        same_name = len(unit.heirs) == 1 and unit.heirs[0].folded_names == unit.folded_names
        unit.goes_on = unit.pk in renamed or same_name


def _found(query: str, as_of: date | None) -> QuerySet:
    """Units of any time by their name; with a day, those that existed then."""
    found = Unit.objects.named(query).exclude(kind=Unit.Kind.CENTRAL)
    return (found.as_of(as_of) if as_of else found).best_named_first(query)


def _standing(day: date) -> QuerySet:
    """The units of the province on *day*: offices first, then the local level by place."""
    ranks = (When(kind=kind, then=Value(rank)) for rank, kind in enumerate(READING_ORDER))
    place = Case(When(kind__in=Unit.COMMUNE_KINDS, then=F("parent__sort_key")), default=Value(""))
    return (
        Unit.objects.as_of(day)
        .exclude(kind__in=ELSEWHERE)
        .annotate(kind_rank=Case(*ranks, default=99, output_field=IntegerField()), place=place)
        .order_by("kind_rank", "place", "parent_id", "sort_key", "code")
    )


def _kinds(units: QuerySet) -> list[Unit.Kind]:
    present = set(units.order_by().values_list("kind", flat=True).distinct())
    return [kind for kind in READING_ORDER if kind in present]
