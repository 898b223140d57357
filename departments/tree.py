"""The units one below another, as the admin walks through them: a level at a time, paged."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from .directory import add_successors
from .forms import DirectoryForm
from .models import Unit

PER_PAGE = 50
DEEPEST = 10  # levels above a unit that its place is shown with


@dataclass(frozen=True, slots=True)
class Level:
    """One page of units: those below *parent*, or those that a search found."""

    day: date
    as_of: date | None
    query: str
    parent: Unit | None
    above: list[Unit]
    page: Page
    day_written: str = ""
    day_errors: tuple[str, ...] = ()


def level(asked, visible: set[int] | None) -> Level:
    """What the parameters *asked* describe, of the units whose keys are *visible* (None: all)."""
    form = DirectoryForm(asked)
    form.is_valid()
    as_of = form.cleaned_data.get("ngay")
    query = form.cleaned_data.get("q", "").strip()
    day = as_of or timezone.localdate()
    parent = _parent(asked.get("cha"), visible)
    units = Unit.objects.all() if visible is None else Unit.objects.filter(pk__in=visible)
    if query:
        units = units.named(query)
        units = (units.as_of(as_of) if as_of else units).best_named_first(query)
    else:
        units = _below(units.as_of(day), parent, visible).in_dictionary_order()
    page = Paginator(units.annotate(below=_number_below(day)).for_listing(), PER_PAGE).get_page(
        asked.get("p")
    )
    page.object_list = list(page.object_list)
    add_successors(page.object_list, day)
    errors = tuple(form.errors.get("ngay", ()))
    return Level(day, as_of, query, parent, above(parent), page, str(asked.get("ngay", "")), errors)


def above(unit: Unit | None) -> list[Unit]:
    """The units above *unit*, the topmost first."""
    found: list[Unit] = []
    while unit and unit.parent_id and len(found) < DEEPEST:
        unit = unit.parent
        found.insert(0, unit)
    return found


def _parent(key, visible: set[int] | None) -> Unit | None:
    if not str(key or "").isdecimal() or len(key) > 18:
        return None
    if visible is not None and int(key) not in visible:
        return None
    return Unit.objects.filter(pk=key).first()


def _below(units: QuerySet, parent: Unit | None, visible: set[int] | None) -> QuerySet:
    if parent:
        return units.filter(parent=parent)
    if visible is None:
        return units.filter(parent__isnull=True)
    # Whoever sees a part of the tree begins where that part begins.
    return units.exclude(parent__in=visible)


def _number_below(day: date):
    """How many units stand directly below each on *day*."""
    children = Unit.objects.as_of(day).filter(parent=OuterRef("pk")).order_by().values("parent")
    return Coalesce(Subquery(children.annotate(number=Count("pk")).values("number")), 0)
