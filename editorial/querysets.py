"""Questions about many steps, deadlines and expert reviews."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState
from wagtail.models.workflows import TaskStateQuerySet

from departments.models import Appointment
from departments.rights import Area, holdings, units_where
from departments.roles import Role

WAITING = Q(
    status=TaskState.STATUS_IN_PROGRESS,
    workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
)
RETURNED = Q(
    status=TaskState.STATUS_REJECTED,
    workflow_state__status=WorkflowState.STATUS_NEEDS_CHANGES,
    workflow_state__current_task_state=F("pk"),
)


class StepDeadlineQuerySet(models.QuerySet):
    def due_on(self, step: str, day: date) -> date | None:
        """The last day of *step* when it begins on *day*; None where nobody has set one."""
        valid = self.filter(step=step, valid_from__lte=day).order_by("-valid_from").first()
        return valid.due_on(day) if valid else None


class RoleTaskStateQuerySet(TaskStateQuerySet):
    def waiting(self) -> Self:
        """Steps that somebody has to take now; `RoleTaskState.is_open` for many at once."""
        return self.filter(WAITING)

    def returned(self) -> Self:
        """The last steps of drafts that came back and were not sent again."""
        return self.filter(RETURNED)

    def for_decision_by(self, user) -> Self:
        """Steps that *user* may take; the rule of `deciding.may_decide` for many at once."""
        held = holdings(user)
        by_role = {
            role: [holding.unit_id for holding in held if holding.role == role]
            for role in (Role.CHECKER, Role.LEADER)
        }
        mine = Q(pk__in=[])
        for role, units in by_role.items():
            if units:
                mine |= Q(role=role, unit__in=units)
        if by_role[Role.LEADER]:
            mine |= Q(role=Role.CHECKER, unit__in=by_role[Role.LEADER]) & ~self._has_decider()
        helps = any(holding.role == Role.EDITOR for holding in held)
        if helps or (user.is_active and user.is_superuser):
            mine |= Q(unit__isnull=True) | ~self._has_decider()
        return self.filter(mine).exclude(pk__in=self._written_by(user))

    def assigned_to(self, user) -> Self:
        return self.filter(assignee=user)

    def not_taken_by_others(self, user) -> Self:
        """Without those that are assigned to another person who still can take them."""
        return self.exclude(Q(assignee__isnull=False) & ~Q(assignee=user) & self._assignee_can())

    def of_units(self, units: set[int] | None) -> Self:
        """Steps of these units; None means of the whole province."""
        return self if units is None else self.filter(unit__in=units)

    def open_in(self, units: set[int] | None) -> Self:
        """What is under way in these units: steps that wait, and drafts that were returned."""
        return self.of_units(units).filter(WAITING | RETURNED)

    def most_urgent_first(self) -> Self:
        return self.order_by(F("due_on").asc(nulls_last=True), "started_at", "pk")

    def overdue(self, day: date) -> Self:
        return self.filter(due_on__lt=day)

    def for_listing(self) -> Self:
        """All that a row shows, in one query; not the text of the draft."""
        return self.select_related(
            "unit", "assignee", "revision", "workflow_state__requested_by"
        ).defer("revision__content")

    def _held(self):
        return Appointment.objects.held_on(timezone.localdate()).filter(user__is_active=True)

    def _has_decider(self):
        """Somebody holds the role in the unit and did not write the draft."""
        wrote = self.model.writers.through.objects.filter(roletaskstate_id=OuterRef(OuterRef("pk")))
        people = self._held().filter(role=OuterRef("role"), unit=OuterRef("unit"))
        return Exists(people.exclude(user__in=wrote.values("user_id")))

    def _assignee_can(self):
        held = self._held().filter(user=OuterRef("assignee"))
        in_unit = Q(role=OuterRef("role")) | Q(role=Role.LEADER)
        return Exists(held.filter(Q(role=Role.EDITOR) | (in_unit & Q(unit=OuterRef("unit")))))

    def _written_by(self, user):
        through = self.model.writers.through.objects
        return through.filter(user=user).values("roletaskstate_id")


class ExpertInvitationQuerySet(models.QuerySet):
    def of_draft(self, instance) -> Self:
        """All invitations to read a draft of *instance*, newest first."""
        return self.filter(
            base_content_type=instance.get_base_content_type(), object_id=str(instance.pk)
        ).order_by("-created_at", "-pk")


class ExpertCommentQuerySet(models.QuerySet):
    def unread_by_editors(self) -> Self:
        return self.filter(read_at__isnull=True)

    def for_attention_of(self, user) -> Self:
        """On drafts that *user* had reviewed; those of people who left go to the unit's leaders."""
        leads = units_where(user, Area.CONTENT, "publish")
        left = ~Exists(
            Appointment.objects.held_on(timezone.localdate()).filter(
                user=OuterRef("invitation__invited_by"), user__is_active=True
            )
        )
        if leads is None:
            return self.filter(Q(invitation__invited_by=user) | left)
        return self.filter(Q(invitation__invited_by=user) | (Q(invitation__unit__in=leads) & left))
