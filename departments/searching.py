"""Units as something to be found, by the names of today and by former ones."""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from content.filter_words import FilterWord, register_filter_words, spoken_names
from content.registration import SearchRecord, SearchSource, register_search_source

from .history import former_names, successors_on
from .models import Unit

CHUNK = 500


def _units() -> QuerySet:
    return Unit.objects.exclude(kind=Unit.Kind.CENTRAL).select_related("parent").order_by("pk")


def _records(units: Iterable[Unit]) -> Iterator[SearchRecord]:
    today = timezone.localdate()
    source = iter(units)
    while chunk := list(islice(source, CHUNK)):
        former = [unit for unit in chunk if unit.valid_to and unit.valid_to <= today]
        over = {unit.pk for unit in former}
        heirs = successors_on(former, today)
        names = former_names([unit for unit in chunk if unit.pk not in over])
        # Records are Vietnamese, whatever language the editor works in who changed a unit.
        with override("vi"):
            for unit in chunk:
                if unit.pk in over:
                    yield _former(unit, heirs[unit.pk])
                else:
                    yield _present(unit, names[unit.pk])


def _present(unit: Unit, names: list[str]) -> SearchRecord:
    lines = [unit.short_name, unit.get_kind_display(), unit.address]
    if names:
        lines.append(_("Tên cũ: %s.") % ", ".join(names))
    return _record(unit, lines, context=unit.parent.name if unit.parent else "")


def _former(unit: Unit, heirs: list[Unit]) -> SearchRecord:
    mark = _("Tên cũ, đến hết %s.") % date_format(unit.last_day, "SHORT_DATE_FORMAT")
    if heirs:
        now = _("Nay thuộc %s.") % ", ".join(heir.name for heir in heirs)
    else:
        now = _("Không có đơn vị kế thừa.")
    return _record(unit, [f"{mark} {now}", unit.short_name], context=mark.rstrip("."))


def _record(unit: Unit, lines: list[str], *, context: str) -> SearchRecord:
    return SearchRecord(
        key=f"{unit.pk}/",
        title=unit.full_name,
        body="\n".join(line for line in lines if line),
        url=unit.get_absolute_url(),
        context=context,
        type_code=unit.kind,
        type_label=str(unit.get_kind_display()),
    )


register_search_source(
    SearchSource(
        name="units",
        label=gettext_lazy("Đơn vị"),
        records=lambda: _records(_units().iterator(chunk_size=CHUNK)),
        records_of=lambda keys: _records(_units().filter(pk__in=list(keys))),
        count=lambda: _units().count(),
        order=80,
        icon="group",
    )
)


def _names() -> Iterator[FilterWord]:
    """Each unit by its names; a former one stands for itself and for who took over from it."""
    today = timezone.localdate()
    units = list(Unit.objects.only("code", "name", "short_name", "valid_to"))
    former = [unit for unit in units if unit.valid_to and unit.valid_to <= today]
    heirs = successors_on(former, today)
    for unit in units:
        codes = frozenset({unit.code, *(heir.code for heir in heirs.get(unit.pk, ()))})
        for name in filter(None, (*spoken_names(unit.name), unit.short_name)):
            yield FilterWord("unit", codes, name, unit.name)


register_filter_words(_names)
