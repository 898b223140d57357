"""Questions about accounts and what is kept for them."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.utils import timezone

HELD_FOR = timedelta(hours=2)


class ProfileQuerySet(models.QuerySet):
    def of(self, user):
        """The profile of *user*, made when there is none yet; remembered on the user."""
        if "profile" not in user._state.fields_cache:
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
