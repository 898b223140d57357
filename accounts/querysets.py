"""Questions about accounts and what is kept for them."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.utils import timezone

from departments.querysets import not_ended_by

HELD_FOR = timedelta(hours=2)
# Longer than any session lasts, so that a form open in a browser still finds its key.
SENT_KEPT_FOR = timedelta(days=7)


class ProfileQuerySet(models.QuerySet):
    def of(self, user):
        """The profile of *user*, made when there is none yet; remembered on the user."""
        if user._state.fields_cache.get("profile") is None:
            user.profile = self.get_or_create(user=user)[0]
        return user.profile

    def unused_since(self, moment: datetime) -> Self:
        """Open accounts without any activity since *moment*; a new one counts from its making."""
        never = models.Q(last_active_at__isnull=True, user__date_joined__lt=moment)
        return self.filter(
            never | models.Q(last_active_at__lt=moment), user__is_active=True
        ).select_related("user")


class HeldSubmissionQuerySet(models.QuerySet):
    def available_to(self, user) -> Self:
        """What is still kept for *user*."""
        return self.filter(user=user, held_at__gt=timezone.now() - HELD_FOR)

    def expired(self) -> Self:
        return self.filter(held_at__lte=timezone.now() - HELD_FOR)


class SentFormQuerySet(models.QuerySet):
    def expired(self) -> Self:
        """Keys of forms that nobody can send a second time any more."""
        return self.filter(sent_at__lte=timezone.now() - SENT_KEPT_FOR)


class AccountRequestQuerySet(models.QuerySet):
    def of_units(self, units: set[int] | None) -> Self:
        """Requests for people of these units; None is every unit."""
        return self if units is None else self.filter(unit__in=units)

    def waiting(self) -> Self:
        """Sent, and nobody has decided yet."""
        return self.filter(state=self.model.State.SENT)

    def for_listing(self) -> Self:
        """All that a row of the list shows, in a fixed number of queries."""
        counted = self.annotate(people_count=models.Count("people"))
        # Said again, because a count drops the order of the model.
        return counted.select_related("unit", "requested_by").order_by("-created_at", "-pk")


class ReviewedRoleQuerySet(models.QuerySet):
    def of_units(self, units: set[int] | None) -> Self:
        """Roles in these units; None is every unit and the province."""
        return self if units is None else self.filter(appointment__unit__in=units)

    def unanswered(self) -> Self:
        """Still waiting; a role that ended meanwhile needs no answer."""
        still_held = not_ended_by(timezone.localdate(), "appointment__")
        return self.filter(still_held, answer="")

    def overdue(self) -> Self:
        """Unanswered after the day by which an answer was due."""
        return self.unanswered().filter(review__due_on__lt=timezone.localdate())

    def for_listing(self) -> Self:
        """All that a row of the list shows, in a fixed number of queries."""
        return self.select_related("appointment__user", "appointment__unit", "answered_by")
