"""Reorganisations, recorded: each one whole in a transaction, dated and with its legal basis.

Who ends, who begins, who continues whom, where content and people go: decided here, and
stated in docs/decisions/0005. The same form sent twice is one event.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import slug_re
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from audit.models import Action
from audit.recording import record
from content.registration import announce_changes

from .handover import (
    announce_content_of,
    end_appointments,
    estate_of,
    hand_over,
    rewrite_drafts,
)
from .models import DepartmentPage, Unit, UnitEvent, UnitSuccession

Kind = UnitEvent.Kind
Extent = UnitSuccession.Extent
CODE_LENGTH = Unit._meta.get_field("code").max_length


@dataclass(frozen=True)
class Decision:
    """What every event has: its first day, what it rests on, who records it."""

    happened_on: date
    legal_basis: str
    note: str = ""
    by: object = None
    form_key: uuid.UUID = field(default_factory=uuid.uuid4)
    is_trial: bool = False  # only to see what would happen: nothing is handed over


@dataclass(frozen=True)
class NewUnit:
    """A unit that begins with the event."""

    code: str
    name: str
    kind: Unit.Kind
    parent: Unit | None = None
    short_name: str = ""


@transaction.atomic
def merge(units: Sequence[Unit], successor: Unit | NewUnit, decision: Decision) -> UnitEvent:
    """*units* end and go wholly into one successor, which takes over all they hold."""
    if done := _sent_before(decision):
        return done
    units = _lock(units)
    if not units:
        raise ValidationError({"units": _("Hãy chọn ít nhất một đơn vị được sáp nhập.")})
    if isinstance(successor, NewUnit) and len(units) < 2:
        raise ValidationError(
            {
                "units": _(
                    "Hợp nhất thành đơn vị mới cần ít nhất hai đơn vị. Nếu chỉ một đơn vị mang "
                    "tên mới, hãy dùng “Đổi tên”."
                )
            }
        )
    _check_ending(units, decision)
    successor = _successor(successor, units, decision, "successor")
    event = _write(Kind.MERGE, decision, [*units, successor])
    for unit in units:
        _succeed(unit, successor, Extent.WHOLE, event)
        _end(unit, successor, event, decision)
    return event


@transaction.atomic
def split(
    unit: Unit, successors: Sequence[Unit | NewUnit], heir_position: int, decision: Decision
) -> UnitEvent:
    """*unit* ends and is divided among at least two successors.

    What it published goes to the successor at *heir_position*.
    """
    if done := _sent_before(decision):
        return done
    (unit,) = _lock([unit])
    if len(successors) < 2:
        raise ValidationError(
            {
                "successors": _(
                    "Chia, tách cần ít nhất hai đơn vị kế thừa. Nếu chỉ có một, hãy dùng "
                    "“Sáp nhập” hoặc “Đổi tên”."
                )
            }
        )
    _check_ending([unit], decision)
    heirs = [_successor(each, [unit], decision, "successors") for each in successors]
    if len({each.pk for each in heirs}) < len(heirs):
        raise ValidationError({"successors": _("Một đơn vị kế thừa được chọn hai lần.")})
    event = _write(Kind.SPLIT, decision, [unit, *heirs])
    for each in heirs:
        _succeed(unit, each, Extent.PART, event)
    _end(unit, heirs[heir_position], event, decision)
    return event


@transaction.atomic
def rename(unit: Unit, name: str, decision: Decision, *, short_name: str = "") -> UnitEvent:
    """*unit* goes on under a new name; the old name stays as a former unit that leads to it.

    Code, section, content and people belong to what goes on. What came before the day is the
    former unit's: its predecessors and events.
    """
    if done := _sent_before(decision):
        return done
    (unit,) = _lock([unit])
    name = " ".join(name.split())
    if not name:
        raise ValidationError({"name": _("Hãy ghi tên mới.")})
    if name == unit.name:
        raise ValidationError({"name": _("Đơn vị đang mang đúng tên này.")})
    _check_ending([unit], decision)
    former = _former(unit, decision.happened_on)
    event = _write(Kind.RENAME, decision, [former, unit])
    _succeed(former, unit, Extent.WHOLE, event)
    old_name = unit.name
    unit.name, unit.short_name, unit.valid_from = name, short_name, decision.happened_on
    unit.save()
    _rename_section(unit, old_name)
    announce_content_of(unit)
    _log(event, unit, old_name=old_name)
    announce_changes("units", [former.pk])
    return event


@transaction.atomic
def move(unit: Unit, parent: Unit | None, decision: Decision) -> UnitEvent:
    """*unit* belongs to another unit from now on; where it belonged before is recorded."""
    if done := _sent_before(decision):
        return done
    (unit,) = _lock([unit])
    _check_ending([unit], decision)
    if parent == unit.parent:
        raise ValidationError({"parent": _("Đơn vị đang thuộc đúng đơn vị này.")})
    if parent is not None:
        if parent == unit or parent.pk in Unit.objects.descendant_ids(unit.pk):
            raise ValidationError(
                {"parent": _("Đơn vị cấp trên đang thuộc đơn vị này. Hãy chọn đơn vị khác.")}
            )
        (parent,) = _lock([parent])
        _check_alive(parent, decision, "parent")
    return _move(unit, parent, decision)


@transaction.atomic
def abolish(unit: Unit, decision: Decision, *, heir: Unit | None = None) -> UnitEvent:
    """*unit* ends without a successor in law; *heir* takes over its content and units below."""
    if done := _sent_before(decision):
        return done
    (unit,) = _lock([unit])
    _check_ending([unit], decision)
    if heir is not None:
        if heir == unit:
            raise ValidationError({"heir": _("Đơn vị nhận phải khác đơn vị giải thể.")})
        (heir,) = _lock([heir])
        _check_alive(heir, decision, "heir")
    else:
        estate = estate_of(unit)
        if estate.has_content or estate.children:
            left = ", ".join(f"{count} {words}" for count, words in estate.lines())
            raise ValidationError(
                {"heir": _("Đơn vị còn %s. Hãy chọn đơn vị nhận trước khi giải thể.") % left}
            )
    event = _write(Kind.ABOLISH, decision, [unit])
    _end(unit, heir, event, decision)
    return event


def _sent_before(decision: Decision) -> UnitEvent | None:
    return UnitEvent.objects.filter(form_key=decision.form_key).first()


def _lock(units: Sequence[Unit]) -> list[Unit]:
    """The rows as they are now, so that two people at once do not both end a unit."""
    keys = {unit.pk for unit in units}
    # The parent may be empty, and PostgreSQL locks no outer joins: nothing else is read.
    return list(Unit.objects.select_for_update().filter(pk__in=keys).order_by("sort_key", "pk"))


def _check_ending(units: Sequence[Unit], decision: Decision) -> None:
    """Whether these units can change on the day."""
    day = decision.happened_on
    if not decision.legal_basis.strip():
        raise ValidationError({"legal_basis": _("Hãy ghi số, ký hiệu của văn bản làm căn cứ.")})
    if day > timezone.localdate():
        raise ValidationError(
            {"happened_on": _("Ngày chưa tới. Hãy ghi thay đổi khi văn bản đã có hiệu lực.")}
        )
    for unit in units:
        words = {"unit": unit.name, "day": day}
        if unit.valid_to is not None:
            words["day"] = unit.valid_to
            raise ValidationError(
                {"units": _("%(unit)s đã kết thúc từ ngày %(day)s.") % _dated(words)}
            )
        if unit.valid_from and day <= unit.valid_from:
            words["day"] = unit.valid_from
            raise ValidationError(
                {
                    "happened_on": _("%(unit)s có từ ngày %(day)s. Ngày thay đổi phải sau ngày đó.")
                    % _dated(words)
                }
            )


def _check_alive(unit: Unit, decision: Decision, name: str) -> None:
    """Whether *unit* can continue another one on the day."""
    if unit.valid_from and unit.valid_from > decision.happened_on:
        words = _dated({"unit": unit.name, "day": unit.valid_from})
        raise ValidationError(
            {name: _("%(unit)s chỉ có từ ngày %(day)s, sau ngày thay đổi.") % words}
        )
    if unit.valid_to is not None:
        words = _dated({"unit": unit.name, "day": unit.valid_to})
        raise ValidationError(
            {
                name: _(
                    "%(unit)s đã kết thúc từ ngày %(day)s, không thể kế thừa. "
                    "Hãy chọn đơn vị đang tồn tại."
                )
                % words
            }
        )


def _dated(words: dict) -> dict:
    return {**words, "day": date_format(words["day"], "SHORT_DATE_FORMAT")}


def _successor(
    wanted: Unit | NewUnit, units: Sequence[Unit], decision: Decision, name: str
) -> Unit:
    """The unit that takes over: an existing one that fits, or the new one, made."""
    if isinstance(wanted, Unit):
        if wanted in units:
            raise ValidationError(
                {
                    name: _("%s có ở cả hai bên. Chỉ chọn ở bên cũ những đơn vị sẽ kết thúc.")
                    % wanted.name
                }
            )
        (wanted,) = _lock([wanted])
        _check_alive(wanted, decision, name)
        return wanted
    if not wanted.name.strip() or not wanted.code.strip():
        raise ValidationError({name: _("Đơn vị mới cần có tên và mã.")})
    if wanted.parent in units:
        raise ValidationError({name: _("Đơn vị mới không thể thuộc đơn vị sẽ kết thúc.")})
    if wanted.parent is not None:
        _check_alive(wanted.parent, decision, name)
    if not slug_re.match(wanted.code) or len(wanted.code) > CODE_LENGTH:
        raise ValidationError(
            {name: _("Mã chỉ có chữ không dấu, số, gạch nối; tối đa %d ký tự.") % CODE_LENGTH}
        )
    if Unit.objects.filter(code=wanted.code).exists():
        raise ValidationError({name: _("Mã %s đã có. Hãy chọn mã khác.") % wanted.code})
    unit = Unit(
        code=wanted.code,
        name=" ".join(wanted.name.split()),
        short_name=wanted.short_name,
        kind=wanted.kind,
        parent=wanted.parent,
        valid_from=decision.happened_on,
    )
    unit.full_clean()
    unit.save()
    return unit


def _write(kind: Kind, decision: Decision, units: Sequence[Unit], **fields) -> UnitEvent:
    event = UnitEvent.objects.create(
        kind=kind,
        happened_on=decision.happened_on,
        legal_basis=" ".join(decision.legal_basis.split()),
        note=decision.note,
        recorded_by=decision.by,
        form_key=decision.form_key,
        **fields,
    )
    event.units.set(units)
    return event


def _succeed(old: Unit, new: Unit, extent: Extent, event: UnitEvent) -> None:
    UnitSuccession.objects.update_or_create(
        predecessor=old,
        successor=new,
        defaults={
            "extent": extent,
            "event": event,
            "happened_on": event.happened_on,
            "legal_basis": event.legal_basis,
        },
    )


def _end(unit: Unit, heir: Unit | None, event: UnitEvent, decision: Decision) -> None:
    """Give *unit* its end: what it holds goes to *heir*, its people's roles end."""
    if heir is not None:
        continuing = {heir, *(row.successor for row in event.successions.filter(predecessor=unit))}
        for each in continuing:
            _raise_above(unit, each)
        for child in unit.children.filter(valid_to__isnull=True).exclude(events=event):
            _move(child, heir, replace(decision, form_key=uuid.uuid4()))
    if not decision.is_trial:
        if heir is not None:
            hand_over(unit, heir, by=decision.by)
        reason = f"{event}, {event.legal_basis}"
        end_appointments(unit, day=event.happened_on, by=decision.by, reason=reason)
    unit.valid_to = event.happened_on
    unit.save()
    _log(event, unit, heir=heir.code if heir else "")
    announce_changes("units", [heir.pk] if heir else [])


def _raise_above(unit: Unit, heir: Unit) -> None:
    """An heir from below the ending unit takes its place, or the tree would close on itself."""
    if heir.pk in Unit.objects.descendant_ids(unit.pk):
        heir.parent = unit.parent
        heir.save()


def _move(unit: Unit, parent: Unit | None, decision: Decision) -> UnitEvent:
    event = _write(Kind.MOVE, decision, [unit], previous_parent=unit.parent, new_parent=parent)
    unit.parent = parent
    unit.save()
    _log(event, unit, parent=parent.code if parent else "")
    return event


def _former(unit: Unit, day: date) -> Unit:
    """The past of *unit* up to *day*, under the name it had, as a unit that ended."""
    former = Unit.objects.create(
        code=_former_code(unit, day),
        statistics_code=unit.statistics_code,
        name=unit.name,
        short_name=unit.short_name,
        kind=unit.kind,
        parent=unit.parent,
        valid_from=unit.valid_from,
        valid_to=day,
    )
    UnitSuccession.objects.filter(successor=unit).update(successor=former)
    for event in unit.events.all():
        event.units.remove(unit)
        event.units.add(former)
    return former


def _former_code(unit: Unit, day: date) -> str:
    end = f"-den-{day - timedelta(days=1):%Y}"
    for number in range(1, 100):
        suffix = end if number == 1 else f"{end}-{number}"
        code = unit.code[: CODE_LENGTH - len(suffix)] + suffix
        if not Unit.objects.filter(code=code).exists():
            return code
    raise ValidationError(_("Đơn vị đã đổi tên quá nhiều lần trong một năm."))


def _rename_section(unit: Unit, old_name: str) -> None:
    """The section carries the unit's name, unless its editors gave it another."""
    for section in DepartmentPage.objects.filter(unit=unit, title=old_name):
        section.title = section.draft_title = unit.name
        section.save()
        rewrite_drafts(DepartmentPage, [section.pk], title=(old_name, unit.name))


def _log(event: UnitEvent, unit: Unit, **detail) -> None:
    record(
        Action.UNIT_CHANGED,
        actor=event.recorded_by,
        instance=unit,
        unit=unit,
        kind=event.kind,
        happened_on=event.happened_on.isoformat(),
        legal_basis=event.legal_basis,
        **detail,
    )
    announce_changes("units", [unit.pk])
