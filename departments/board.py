"""How complete the sections are: component by unit, counted ahead, judged on the day it is read."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache

from django.conf import settings
from django.db import models, transaction
from django.db.models import Count, Max, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from content.models import ContentRecord
from content.models.records import Component
from content.registration import Place

from .grouping import kinds_among, reading_key
from .models import ComponentPage, ComponentTally, ComponentTarget, DepartmentPage, Unit

# Whom the plan obliges: “100 % sở, ban, ngành, địa phương” (Kế hoạch 7296/KH-UBND, I.2.b).
OBLIGED_KINDS = (Unit.Kind.DEPARTMENT, *Unit.COMMUNE_KINDS)
STALE_AFTER_DAYS = ComponentTarget._meta.get_field("stale_after_days").default


class State(models.TextChoices):
    """What a reader is told of one component of one unit."""

    FILLED = "filled", gettext_lazy("Có nội dung mới")
    STALE = "stale", gettext_lazy("Có nội dung cũ")
    EMPTY = "empty", gettext_lazy("Chưa có nội dung")


class Order(models.TextChoices):
    """How the rows of the board stand."""

    NAME = "ten", gettext_lazy("Theo loại và tên")
    GAPS = "thieu", gettext_lazy("Thiếu nhiều nhất trước")


@dataclass(frozen=True, slots=True)
class Cell:
    """One component of one unit on a day."""

    component: str
    state: State
    count: int = 0
    last_update_on: date | None = None
    url: str = ""  # the component's page; empty where citizens have nothing to read

    @property
    def words(self) -> str:
        """What stands in the cell of a table: never the colour alone."""
        return _cell_words(self.state, self.last_update_on, get_language())


@dataclass(frozen=True, slots=True)
class Row:
    """One unit and its eight components."""

    unit: Unit
    url: str  # of its section; empty when it has none
    cells: tuple[Cell, ...]

    @property
    def empty(self) -> int:
        return sum(cell.state == State.EMPTY for cell in self.cells)

    @property
    def stale(self) -> int:
        return sum(cell.state == State.STALE for cell in self.cells)

    @property
    def filled(self) -> int:
        return len(self.cells) - self.empty - self.stale


@dataclass(frozen=True, slots=True)
class Total:
    """How many of the units shown are in each state, for one component."""

    component: Component
    filled: int
    stale: int
    empty: int

    @property
    def present(self) -> int:
        return self.filled + self.stale

    @property
    def all(self) -> int:
        return self.present + self.empty


@dataclass(frozen=True, slots=True)
class Board:
    """What the completeness board shows."""

    day: date
    rows: list[Row]
    kinds: list[Unit.Kind]  # that occur among all units
    kind: str = ""
    order: Order = Order.NAME
    counted_at: datetime | None = None
    components: list[Component] = field(default_factory=lambda: list(Component))

    @property
    def totals(self) -> list[Total]:
        states = [Counter(cells) for cells in zip(*self._states(), strict=True)]
        if not states:
            states = [Counter() for _component in self.components]
        return [
            Total(component, count[State.FILLED], count[State.STALE], count[State.EMPTY])
            for component, count in zip(self.components, states, strict=True)
        ]

    @property
    def with_section(self) -> int:
        return sum(bool(row.url) for row in self.rows)

    @property
    def complete(self) -> int:
        """Units that have something in each component, new or old."""
        return sum(row.empty == 0 for row in self.rows)

    def _states(self) -> Iterator[list[State]]:
        return ([cell.state for cell in row.cells] for row in self.rows)


@lru_cache(maxsize=4096)
def _cell_words(state: State, last_update_on: date | None, language: str | None) -> str:
    # A table has a thousand cells and few different days; formatting a date is slow.
    day = _day_words(last_update_on)
    if state == State.EMPTY:
        return _("Chưa có")
    return _("Cũ: %s") % day if state == State.STALE else day


def _day_words(day: date | None) -> str:
    return date_format(day, "SHORT_DATE_FORMAT") if day else ""


def state_of(count: int, last_update_on: date | None, days: int, day: date) -> State:
    """Empty without live content; stale when the last update is more than *days* before *day*."""
    if not count:
        return State.EMPTY
    if last_update_on and last_update_on < day - timedelta(days=days):
        return State.STALE
    return State.FILLED


def board(day: date, *, kind: str = "", order: str = "") -> Board:
    """The board on *day*, in a fixed number of queries; nonsense in *kind* or *order* is ignored.

    Units that must have a section stand in it with or without one, others only with one.
    """
    sections = {section.unit_id: section for section in _live_sections()}
    units = _units(day, sections)
    present = {unit.kind for unit in units}
    if kind not in present:
        kind = ""
    chosen_order = Order(order) if order in Order.values else Order.NAME
    cells = _Cells(day)
    rows = [
        Row(unit, *cells.of(unit, sections.get(unit.pk)))
        for unit in units
        if not kind or unit.kind == kind
    ]
    rows.sort(key=lambda row: reading_key(row.unit))
    if chosen_order == Order.GAPS:
        rows.sort(key=lambda row: (-row.empty, -row.stale))
    return Board(
        day=day,
        rows=rows,
        kinds=kinds_among(units),
        kind=kind,
        order=chosen_order,
        counted_at=cells.counted_at,
    )


def section_cells(section: DepartmentPage, day: date) -> tuple[Cell, ...]:
    """The eight cells of one section."""
    cells = _Cells(day, unit_ids=[section.owner_unit_id])
    return cells.of_unit(section.owner_unit_id, section)


def csv_table(shown: Board) -> tuple[list[str], Iterator[list[object]]]:
    """The board as heads and rows of a CSV file: state, number and last update side by side."""
    heads = [_("Đơn vị"), _("Mã"), _("Loại"), _("Chuyên trang")]
    for component in shown.components:
        heads += [
            str(component.label),
            _("%s: số nội dung") % component.label,
            _("%s: cập nhật gần nhất") % component.label,
        ]
    return heads, (_csv_row(row) for row in shown.rows)


def _csv_row(row: Row) -> list[object]:
    found: list[object] = [
        row.unit.name,
        row.unit.code,
        row.unit.get_kind_display(),
        _("có") if row.url else _("chưa có"),
    ]
    for cell in row.cells:
        found += [cell.state.label, cell.count, _day_words(cell.last_update_on)]
    return found


class _Cells:
    """Makes cells from the tallies, the targets of the province and the ages of the pages."""

    def __init__(self, day: date, unit_ids: Iterable[int] | None = None):
        self.day = day
        tallies = ComponentTally.objects.all()
        pages = ComponentPage.objects.live()
        if unit_ids is not None:
            tallies = tallies.filter(unit__in=unit_ids)
            pages = pages.filter(owner_unit__in=unit_ids)
        rows = list(
            tallies.order_by().values_list(
                "unit", "component", "live_count", "last_update_on", "counted_at"
            )
        )
        self.tallies = {
            (unit, component): (count, last) for unit, component, count, last, _at in rows
        }
        # When the counts were last made or corrected.
        self.counted_at = max((at for *_rest, at in rows), default=None)
        self.pages = {
            (unit, component): (slug, days)
            for unit, component, slug, days in pages.order_by().values_list(
                "owner_unit", "component", "slug", "stale_after_days"
            )
        }
        self.targets = dict(
            ComponentTarget.objects.order_by().values_list("component", "stale_after_days")
        )

    def of(self, unit: Unit, section: DepartmentPage | None) -> tuple[str, tuple[Cell, ...]]:
        """The address of the unit's section, and its cells."""
        return section.get_url() or "" if section else "", self.of_unit(unit.pk, section)

    def of_unit(self, unit_id: int, section: DepartmentPage | None) -> tuple[Cell, ...]:
        base = section.get_url() if section else ""
        return tuple(self._cell(unit_id, component, base) for component in Component)

    def _cell(self, unit_id: int, component: Component, base: str | None) -> Cell:
        count, last = self.tallies.get((unit_id, component.value), (0, None))
        slug, days = self.pages.get((unit_id, component.value), ("", None))
        if days is None:
            days = self.targets.get(component.value, STALE_AFTER_DAYS)
        return Cell(
            component=component,
            state=state_of(count, last, days, self.day),
            count=count,
            last_update_on=last if count else None,
            url=f"{base}{slug}/" if base and slug and count else "",
        )


def _live_sections():
    return DepartmentPage.objects.live().filter(unit__isnull=False).defer_streamfields()


def _units(day: date, sections: dict[int, DepartmentPage]) -> list[Unit]:
    """Units of today that have a section or must have one.

    A commune whose people's committee has the section needs no second one.
    """
    counted = Q(kind__in=OBLIGED_KINDS) | Q(pk__in=list(sections))
    units = list(Unit.objects.as_of(day).filter(counted).in_dictionary_order())
    served = {unit.parent_id for unit in units if unit.kind == Unit.Kind.COMMITTEE}
    return [
        unit
        for unit in units
        if unit.pk in sections or unit.kind == Unit.Kind.DEPARTMENT or unit.pk not in served
    ]


@transaction.atomic
def recount(places: Iterable[Place]) -> None:
    """Count these places again, in the transaction of the change that made it necessary."""
    for place in sorted(places):
        key = {"unit_id": place.unit_id, "component": place.component}
        ComponentTally.objects.get_or_create(**key)
        # The lock comes before the count: two changes at once would each miss the other.
        tally = ComponentTally.objects.select_for_update().get(**key)
        counts = _counted().filter(owner_unit=place.unit_id, component=place.component)
        tally.live_count, tally.last_update_on = _figures(
            **counts.aggregate(count=Count("pk"), last=Max("updated_at"))
        )
        tally.save()


@transaction.atomic
def recount_all() -> int:
    """Count everything again; how many tallies were wrong or missing."""
    before = {
        (tally.unit_id, tally.component): tally
        for tally in ComponentTally.objects.select_for_update()
    }
    counts = _counted().filter(owner_unit__isnull=False).exclude(component="")
    rows = counts.values("owner_unit_id", "component").order_by()
    found = {
        (row["owner_unit_id"], row["component"]): _figures(row["count"], row["last"])
        for row in rows.annotate(count=Count("pk"), last=Max("updated_at"))
    }
    tallies, corrected = [], 0
    for key in before.keys() | found.keys():
        tally = before.get(key) or ComponentTally(unit_id=key[0], component=key[1])
        figures = found.get(key, (0, None))
        corrected += tally.pk is None or (tally.live_count, tally.last_update_on) != figures
        tally.live_count, tally.last_update_on = figures
        tally.counted_at = timezone.now()
        tallies.append(tally)
    ComponentTally.objects.bulk_create(
        tallies,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["unit", "component"],
        update_fields=["live_count", "last_update_on", "counted_at"],
    )
    return corrected


def _counted():
    """What counts: what citizens may read in the language of the province."""
    return ContentRecord.objects.live().filter(language=settings.LANGUAGE_CODE)


def _figures(count: int, last: datetime | None) -> tuple[int, date | None]:
    return count, timezone.localdate(last) if last else None
