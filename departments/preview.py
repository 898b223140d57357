"""What an event will do, in sentences, before it is recorded."""

from collections.abc import Iterator, Mapping

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .handover import Estate
from .models import Unit, UnitEvent

Kind = UnitEvent.Kind


def what_happens(
    event: UnitEvent, estates: Mapping[int, Estate], heir: Unit | None = None
) -> list[str]:
    """Sentences about *event* while it is being tried out.

    *estates* are what the ending units held before, by key; *heir* receives it.
    """
    words = {"day": date_format(event.happened_on, "SHORT_DATE_FORMAT")}
    if event.kind == Kind.RENAME:
        return list(_renaming(event, words))
    if event.kind == Kind.MOVE:
        return list(_moving(event, words))
    return [*_beginnings(event), *_endings(event, estates, heir, words)]


def _renaming(event: UnitEvent, words: dict) -> Iterator[str]:
    row = event.successions.select_related("predecessor", "successor").get()
    words |= {"old": row.predecessor.name, "new": row.successor.name, "unit": row.successor.code}
    yield _("Từ %(day)s, “%(old)s” mang tên “%(new)s”.") % words
    yield _("Mã %(unit)s, địa chỉ, nội dung và người của đơn vị giữ nguyên.") % words
    yield _("Tên “%(old)s” thành tên cũ: tìm tên cũ vẫn ra đơn vị.") % words


def _moving(event: UnitEvent, words: dict) -> Iterator[str]:
    words |= {
        "unit": event.units.get().name,
        "old": event.previous_parent or _("không đơn vị nào"),
        "new": event.new_parent or _("không đơn vị nào"),
    }
    yield _("Từ %(day)s, %(unit)s thuộc %(new)s; trước đó thuộc %(old)s.") % words


def _beginnings(event: UnitEvent) -> Iterator[str]:
    ended = event.units.filter(valid_to=event.happened_on).values("pk")
    begun = event.units.filter(valid_from=event.happened_on).exclude(pk__in=ended)
    for unit in begun.select_related("parent"):
        words = {"unit": unit.name, "code": unit.code, "kind": unit.get_kind_display()}
        yield _("Lập đơn vị mới %(unit)s (%(kind)s), mã %(code)s.") % words


def _endings(event: UnitEvent, estates, heir: Unit | None, words: dict) -> Iterator[str]:
    for unit in event.units.filter(valid_to=event.happened_on).in_dictionary_order():
        rows = event.successions.filter(predecessor=unit).select_related("successor")
        heirs = ", ".join(row.successor.name for row in rows)
        words |= {"unit": unit.name, "heirs": heirs, "old": unit.get_absolute_url()}
        if heirs:
            yield _("%(unit)s kết thúc từ %(day)s, kế thừa là %(heirs)s.") % words
        else:
            yield _("%(unit)s giải thể từ %(day)s, không có đơn vị kế thừa.") % words
        yield from _holdings(estates.get(unit.pk, Estate()), unit, heir, words)
        if len(rows) == 1:
            new = {"new": rows[0].successor.get_absolute_url()}
            yield _("Địa chỉ %(old)s dẫn đến %(new)s.") % (words | new)


def _holdings(estate: Estate, unit: Unit, heir: Unit | None, words: dict) -> Iterator[str]:
    words = words | {"heir": heir, "published": estate.published, "drafts": estate.drafts}
    words |= {"files": estate.files, "number": estate.in_progress}
    if heir and estate.has_content:
        yield (
            _(
                "Chuyển cho %(heir)s: %(published)d nội dung đang đăng, %(drafts)d bản nháp, "
                "%(files)d ảnh và tệp; địa chỉ cũ dẫn đến địa chỉ mới."
            )
            % words
        )
    if estate.in_progress:
        yield _("%(number)d việc đang trình duyệt trở lại thành bản nháp.") % words
    if estate.appointments:
        words["number"] = estate.appointments
        yield _("%(number)d vai trò ở %(unit)s kết thúc; hãy giao vai trò ở đơn vị mới.") % words
    if heir and estate.children:
        words["number"] = estate.children
        yield _("%(number)d đơn vị trực thuộc chuyển sang %(heir)s.") % words
