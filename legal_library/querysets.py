"""Questions about many documents, texts and provisions."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from content import validity


class LegalDocumentQuerySet(models.QuerySet):
    def public(self) -> Self:
        """What citizens may see: published, not a draft and not waiting for review."""
        return self.filter(live=True)

    def for_listing(self) -> Self:
        """All that a listing card shows, in one query."""
        return self.select_related("type", "issuer").defer("draft_text", "draft_tree")

    def newest(self) -> Self:
        """Latest issued first; undated ones last, then by key so that paging is stable."""
        return self.order_by(F("issued_on").desc(nulls_last=True), "-pk")

    def taking_effect(self, after: date, until: date | None = None) -> Self:
        """Documents whose first day in force is after *after* (up to *until*), soonest first."""
        found = self.filter(effective_from__gt=after)
        if until:
            found = found.filter(effective_from__lte=until)
        return found.order_by("effective_from", "-pk")

    def expiring(self, after: date, until: date | None = None) -> Self:
        """Documents whose first day out of force is after *after* (and not after *until*)."""
        found = self.filter(effective_to__gt=after)
        if until:
            found = found.filter(effective_to__lte=until)
        return found.order_by("effective_to", "-pk")

    def with_status_on(self, day: date, status: str) -> Self:
        """Documents whose validity on *day* is *status*: `content.validity.status_on` in SQL."""
        expired = Q(effective_to__lte=day)
        not_yet = Q(effective_from__gt=day) & ~expired
        if status == validity.EXPIRED:
            dated = expired
        elif status == validity.NOT_YET_IN_FORCE:
            dated = not_yet
        else:
            dated = Q(pk__in=[])
        undated = self._undated(status)
        has_ended = Q(effective_to__isnull=False, effective_to__lte=day)
        is_coming = Q(effective_from__isnull=False, effective_from__gt=day)
        return self.filter(dated | (undated & ~has_ended & ~is_coming))

    @staticmethod
    def _undated(status: str) -> Q:
        """What the sources state where no date decides."""
        begun = Q(stated_status=validity.NOT_YET_IN_FORCE, effective_from__isnull=False)
        if status == validity.IN_FORCE:
            return Q(stated_status=validity.IN_FORCE) | begun
        if status == validity.UNKNOWN:
            return Q(stated_status__in=["", validity.UNKNOWN])
        if status == validity.NOT_YET_IN_FORCE:
            return Q(stated_status=status, effective_from__isnull=True)
        return Q(stated_status=status)


class ExpressionQuerySet(models.QuerySet):
    def as_of(self, day: date) -> Self:
        """Texts that had begun by *day*, the latest first; undated ones count as the oldest."""
        return self.filter(Q(valid_on__isnull=True) | Q(valid_on__lte=day)).order_by(
            F("valid_on").desc(nulls_last=True), "-pk"
        )

    def without_text(self) -> Self:
        """For pages that name an expression but do not show it."""
        return self.defer("html", "contents_html", "warnings")


class ProvisionQuerySet(models.QuerySet):
    def within(self, provision) -> Self:
        """*provision* and all below it, in order."""
        return self.filter(
            expression_id=provision.expression_id,
            position__gte=provision.position,
            position__lte=provision.last_position,
        ).order_by("position")

    def articles(self) -> Self:
        """Articles that stand by themselves, not those quoted inside amendments."""
        return self.filter(kind=self.model.Kind.ARTICLE).exclude(eid__contains="qstr")
