"""Questions about many documents, texts and provisions."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Case, F, Q, Value, When

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

    def with_status(self, day: date) -> Self:
        """Each with `status_then`, its validity on *day*: `content.validity.status_on` in SQL."""
        return self.annotate(
            status_then=Case(
                When(effective_to__lte=day, then=Value(validity.EXPIRED)),
                When(effective_from__gt=day, then=Value(validity.NOT_YET_IN_FORCE)),
                When(
                    stated_status=validity.NOT_YET_IN_FORCE,
                    effective_from__isnull=False,
                    then=Value(validity.IN_FORCE),
                ),
                When(stated_status="", then=Value(validity.UNKNOWN)),
                default=F("stated_status"),
            )
        )


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
        """Articles that stand by themselves: neither quoted inside an amendment nor in an annex."""
        articles = self.filter(kind=self.model.Kind.ARTICLE)
        return articles.exclude(Q(eid__contains="qstr") | Q(eid__contains="annex"))

    def around(self, article) -> tuple:
        """The articles before and after *article* in the same body; None at either end."""
        others = self.articles().filter(expression_id=article.expression_id, body=article.body)
        return (
            others.filter(position__lt=article.position).order_by("-position").first(),
            others.filter(position__gt=article.position).order_by("position").first(),
        )

    def containing(self, provision) -> Self:
        """What *provision* stands in, from the widest: part, chapter, section."""
        return self.filter(
            expression_id=provision.expression_id,
            position__lt=provision.position,
            last_position__gte=provision.position,
        ).order_by("position")
