"""Questions about many documents, texts and provisions."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.utils import timezone

from content import validity


class LegalDocumentQuerySet(models.QuerySet):
    def public(self) -> Self:
        """What citizens may see: published, not a draft and not waiting for review."""
        return self.filter(live=True)

    def for_listing(self) -> Self:
        """All that a listing card shows, today's validity included, in one query."""
        return (
            self.select_related("type", "issuer")
            .defer("draft_text", "draft_tree")
            .with_status(timezone.localdate(), name="status_today")
        )

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

    def with_status(self, day: date, *, name: str = "status_then") -> Self:
        """Each with its validity on *day*: `LegalDocument.status_on` in SQL.

        Few documents have events beyond their dates: those are found once by their keys, and
        only for them is asked what was last.
        """
        overrides = self._told("status_overrides").filter(
            Q(holds_until__isnull=True) | Q(holds_until__gte=day), holds_from__lte=day
        )
        events = self._told("validity_events").filter(
            Q(happens_on__isnull=True) | Q(happens_on__lte=day)
        )
        holds = events.filter(eid="", kind__in=validity.HOLDS)
        of_this = {"document": OuterRef("pk")}
        overridden = overrides.filter(**of_this).order_by("-pk").values("status")[:1]
        held = (
            holds.filter(**of_this)
            .order_by(F("happens_on").desc(nulls_last=True), "-position", "-pk")
            .values("kind")[:1]
        )
        parts = events.filter(
            Q(kind=validity.PARTLY_EXPIRES) | ~Q(eid="") & Q(kind__in=validity.ENDS)
        )
        has_hold = Q(pk__in=holds.values("document"))
        stated = Case(
            When(
                stated_status=validity.NOT_YET_IN_FORCE,
                effective_from__isnull=False,
                then=Value(validity.IN_FORCE),
            ),
            When(has_hold, stated_status=validity.SUSPENDED, then=Value(validity.IN_FORCE)),
            When(stated_status="", then=Value(validity.UNKNOWN)),
            default=F("stated_status"),
        )
        hold = Case(When(has_hold, then=Subquery(held)), default=Value(""))
        return self.alias(hold_then=hold, stated_then=stated).annotate(
            **{
                name: Case(
                    When(pk__in=overrides.values("document"), then=Subquery(overridden)),
                    When(effective_to__lte=day, then=Value(validity.EXPIRED)),
                    When(effective_from__gt=day, then=Value(validity.NOT_YET_IN_FORCE)),
                    When(hold_then=validity.SUSPENSION, then=Value(validity.SUSPENDED)),
                    When(hold_then=validity.UNSUITABLE, then=Value(validity.NO_LONGER_SUITABLE)),
                    When(
                        Q(stated_then__in=(validity.IN_FORCE, validity.UNKNOWN)),
                        pk__in=parts.values("document"),
                        then=Value(validity.PARTLY_EXPIRED),
                    ),
                    default=F("stated_then"),
                )
            }
        )

    def _told(self, name: str) -> models.QuerySet:
        """All of what the reverse relation *name* leads to."""
        return self.model._meta.get_field(name).related_model._default_manager.all()


class RelationQuerySet(models.QuerySet):
    def shown(self) -> Self:
        """What readers see: confirmed, or read by a machine beyond doubt; nothing of a draft."""
        return self.filter(self._is_trusted(), source__live=True)

    def _is_trusted(self) -> Q:
        sure = Q(state=self.model.State.PROPOSED, confidence=self.model.Confidence.SURE)
        return Q(state=self.model.State.CONFIRMED) | sure

    def to_decide(self) -> Self:
        return self.filter(state=self.model.State.PROPOSED)

    def confirmed(self) -> Self:
        return self.filter(state=self.model.State.CONFIRMED)


class ExpressionQuerySet(models.QuerySet):
    def as_of(self, day: date) -> Self:
        """Texts that had begun by *day*, the latest first; undated ones count as the oldest."""
        return self.filter(Q(valid_on__isnull=True) | Q(valid_on__lte=day)).order_by(
            F("valid_on").desc(nulls_last=True), "-pk"
        )

    def without_text(self) -> Self:
        """For pages that name an expression but do not show it."""
        return self.defer("html", "contents_html", "warnings", "article_digests")


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


class AmendmentQuerySet(models.QuerySet):
    def open(self) -> Self:
        """Neither carried out nor refused."""
        return self.filter(state=self.model.State.NEW)

    def of_public_acts(self) -> Self:
        """What readers may see: the orders of published acts."""
        return self.filter(amending__live=True)

    def in_order(self) -> Self:
        """As they are to be carried out: by day, by act, and as the act or an editor has them."""
        return self.order_by(
            F("effective_on").asc(nulls_last=True),
            "rank",
            "amending__issued_on",
            "amending",
            "position",
        )

    def with_acts(self) -> Self:
        """With all that naming both acts takes, in one query."""
        heavy = (f"{end}__{name}" for end in ("amending", "target") for name in _HEAVY)
        ends = ("amending__type", "amending__issuer", "target__type", "target__issuer")
        return self.select_related(*ends, "applied_in").defer(
            *heavy, "applied_in__html", "applied_in__contents_html", "applied_in__article_digests"
        )


_HEAVY = ("draft_text", "draft_tree")
