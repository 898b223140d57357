"""The yearly review of rights: opened by the province, answered by those in charge of people.

Nothing ends by itself: what nobody answered by the day it was due is shown to the system
administrators, who end it with a reason.
"""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.models import Action
from audit.recording import record
from departments.models import Appointment, Unit
from departments.querysets import not_ended_by
from departments.rights import Area, may, units_where
from departments.roles import Role
from departments.staffing import end_appointment

from .models import ReviewedRole, RightsReview
from .people import NotAllowed, keep_an_administrator


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a review has come."""

    total: int
    confirmed: int
    withdrawn: int
    waiting: int


def may_open(user) -> bool:
    """The province opens reviews and ends what nobody answered."""
    return may(user, Area.REQUESTS, "publish")


@transaction.atomic
def open_review(*, year: int, due_on: date, by, scope: Unit | None = None) -> RightsReview:
    """Open a review of all roles held today; the same one twice is the same review."""
    if not may_open(by):
        raise NotAllowed(_("Đợt rà soát do quản trị hệ thống của Sở Tư pháp mở."))
    known = RightsReview.objects.filter(year=year, scope=scope).first()
    if known is not None:
        return known
    today = timezone.localdate()
    review = RightsReview.objects.create(
        year=year, due_on=due_on, scope=scope, opened_on=today, opened_by=by
    )
    held = Appointment.objects.held_on(today).filter(user__is_active=True)
    if scope is not None:
        held = held.filter(unit__in={scope.pk, *Unit.objects.descendant_ids(scope.pk)})
    keys = held.values_list("pk", flat=True)
    rows = [ReviewedRole(review=review, appointment_id=key) for key in keys]
    ReviewedRole.objects.bulk_create(rows, batch_size=500)
    record(Action.CREATED, actor=by, instance=review, unit=scope, count=len(rows), year=year)
    return review


def answerable(user, review: RightsReview) -> QuerySet:
    """The roles of the review that *user* answers for; nobody confirms their own."""
    units = units_where(user, Area.REQUESTS, "change")
    roles = ReviewedRole.objects.filter(review=review).of_units(units)
    return roles.exclude(appointment__user=user)


def waiting_for(user) -> QuerySet:
    """The unanswered roles that wait for *user*, in all reviews.

    Units answer for themselves. The province has its own roles, those in units where nobody but
    the holder is in charge, and whatever is late.
    """
    units = units_where(user, Area.REQUESTS, "change")
    roles = ReviewedRole.objects.unanswered().exclude(appointment__user=user)
    if units is not None:
        return roles.of_units(units)
    today = timezone.localdate()
    others_in_charge = (
        Appointment.objects.held_on(today)
        .filter(role__in=(Role.LEADER, Role.UNIT_ADMIN), user__is_active=True)
        .filter(unit=OuterRef("appointment__unit"))
        .exclude(user=OuterRef("appointment__user"))
    )
    return roles.filter(Q(review__due_on__lt=today) | ~Exists(others_in_charge))


@transaction.atomic
def confirm(review: RightsReview, keys: list[int], *, by) -> int:
    """Say of these roles that they are still needed; how many were waiting for it."""
    count = 0
    for row in _locked(review, keys, by):
        row.appointment.confirmed_on = timezone.localdate()
        row.appointment.save(update_fields=["confirmed_on"])
        _answer(row, ReviewedRole.Answer.CONFIRMED, by)
        appointment = row.appointment
        record(
            Action.ROLE_CONFIRMED,
            actor=by,
            instance=appointment.user,
            unit=appointment.unit,
            role=appointment.role,
            year=review.year,
        )
        count += 1
    return count


@transaction.atomic
def withdraw(review: RightsReview, keys: list[int], *, by, reason: str) -> int:
    """End these roles today; how many were still held."""
    count = 0
    for row in _locked(review, keys, by):
        if row.appointment.role == Role.SYSTEM_ADMIN:
            keep_an_administrator(row.appointment.user)
        end_appointment(row.appointment, by=by, reason=reason)
        _answer(row, ReviewedRole.Answer.WITHDRAWN, by)
        count += 1
    return count


def _locked(review: RightsReview, keys: list[int], by) -> list[ReviewedRole]:
    """The waiting rows with these keys; a key that is not this person's to answer refuses all."""
    mine = answerable(by, review).filter(pk__in=keys)
    if mine.count() != len(set(keys)):
        raise NotAllowed(_("Có vai trò nằm ngoài quyền trả lời của bạn. Không có gì thay đổi."))
    waiting = ReviewedRole.objects.unanswered().filter(pk__in=mine.values("pk"))
    return list(
        waiting.select_for_update(of=("self",)).select_related(
            "appointment__user", "appointment__unit"
        )
    )


def _answer(row: ReviewedRole, answer: str, by) -> None:
    row.answer, row.answered_by, row.answered_at = answer, by, timezone.now()
    row.save(update_fields=["answer", "answered_by", "answered_at"])


def standing(roles: QuerySet) -> Standing:
    """The counts of an answer each, in one query; a role that ended meanwhile waits no more."""
    held = not_ended_by(timezone.localdate(), "appointment__")
    return Standing(
        **roles.aggregate(
            total=Count("pk"),
            confirmed=Count("pk", filter=Q(answer=ReviewedRole.Answer.CONFIRMED)),
            withdrawn=Count("pk", filter=Q(answer=ReviewedRole.Answer.WITHDRAWN)),
            waiting=Count("pk", filter=held & Q(answer=ReviewedRole.Answer.WAITING)),
        )
    )


def reviews_of(user) -> QuerySet:
    """The reviews in which *user* sees some role, with how far each has come there."""
    units = units_where(user, Area.REQUESTS, "view")
    mine = Q() if units is None else Q(roles__appointment__unit__in=units)
    held = not_ended_by(timezone.localdate(), "roles__appointment__")
    return (
        RightsReview.objects.select_related("scope", "opened_by")
        .annotate(
            total=Count("roles", filter=mine),
            waiting=Count("roles", filter=mine & held & Q(roles__answer="")),
        )
        .filter(total__gt=0)
        .annotate(answered=F("total") - F("waiting"))
        .order_by("-opened_on", "-pk")
    )
