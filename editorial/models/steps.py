"""The two steps of the one workflow of the province, and what is known of each time it is run.

The steps are shared by all units: what a person has to decide is one question to one table,
not a loop over a step for each unit.
"""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import LockableMixin, Page, Task, TaskState
from wagtail.signals import task_submitted

from content.two_people import writers
from departments.models import Appointment
from departments.roles import Role

from ..deciding import AlreadyDecidedError, check_may_decide, check_reason, may_decide
from ..forms import ApproveForm, ReturnForm
from ..querysets import RoleTaskStateQuerySet
from .deadlines import STEPS, StepDeadline


class RoleTaskState(TaskState):
    """One step for one draft: whose turn it is, until when, and who wrote what is judged."""

    role = models.CharField(_("bước"), max_length=20, choices=STEPS)
    unit = models.ForeignKey(
        "departments.Unit",
        verbose_name=_("đơn vị"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Trống: nội dung chung của tỉnh."),
    )
    due_on = models.DateField(_("hạn"), null=True, blank=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("giao cho"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    # Who wrote the draft, as `content.two_people` finds it, kept for questions about many.
    writers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")

    objects = RoleTaskStateQuerySet.as_manager()

    exclude_fields_in_copy = ["writers"]
    asks_who_may = True  # see editorial.publishing

    class Meta:
        verbose_name = _("bước duyệt của bản thảo")
        verbose_name_plural = _("bước duyệt của bản thảo")
        indexes = [models.Index(fields=["role", "unit"], name="step_whose_turn")]

    @transaction.atomic
    def approve(self, user=None, update=True, comment=""):
        """Pass the draft on. Whoever wrote it cannot, and nobody can a second time."""
        self._claim()
        check_may_decide(user, self)
        return super().approve(user=user, update=update, comment=comment)

    @transaction.atomic
    def reject(self, user=None, update=True, comment=""):
        """Give the draft back, saying why."""
        self._claim()
        check_reason(comment)
        check_may_decide(user, self, may_have_written=True)
        return super().reject(user=user, update=update, comment=comment)

    @property
    def is_open(self) -> bool:
        """The draft waits at this step; of many, `waiting` says the same."""
        run = self.workflow_state
        return self.status == self.STATUS_IN_PROGRESS and run.status == run.STATUS_IN_PROGRESS

    @property
    def is_overdue(self) -> bool:
        return bool(self.due_on and self.due_on < timezone.localdate())

    def deciders(self):
        """Those who hold the step's role in the unit today and did not write the draft."""
        held = Appointment.objects.held_on(timezone.localdate())
        place = {"role": self.role, "unit": self.unit_id}
        if self.unit_id is None:
            place = {"role": Role.EDITOR, "unit": None}
        people = get_user_model().objects.filter(
            is_active=True, pk__in=held.filter(**place).values("user")
        )
        return people.exclude(pk__in=self.writers.values("pk")).order_by("last_name", "username")

    def stand_ins(self):
        """Who decides when nobody in the unit can: leaders for a check, and the province."""
        held = Appointment.objects.held_on(timezone.localdate())
        found = Q(role=Role.EDITOR)
        if self.role == Role.CHECKER and self.unit_id:
            found |= Q(role=Role.LEADER, unit=self.unit_id)
        people = get_user_model().objects.filter(
            is_active=True, pk__in=held.filter(found).values("user")
        )
        return people.exclude(pk__in=self.writers.values("pk")).order_by("last_name", "username")

    def people(self):
        """Whose turn it is: those in charge, or who stands in for them."""
        deciders = self.deciders()
        return deciders if deciders.exists() else self.stand_ins()

    def note_writers(self) -> None:
        """Keep who has written the draft by now."""
        self.writers.set(writers(self.workflow_state.content_object))

    def _claim(self):
        """Of two decisions at the same moment the second finds the step decided."""
        rows = TaskState.objects.select_for_update().filter(pk=self.pk)
        if rows.values_list("status", flat=True).first() != self.STATUS_IN_PROGRESS:
            raise AlreadyDecidedError


class RoleApprovalTask(Task):
    """A step that those who hold a role in the unit of the draft take."""

    task_state_class = RoleTaskState
    admin_form_readonly_on_edit_fields = [*Task.admin_form_readonly_on_edit_fields, "role"]
    admin_form_fields = [*Task.admin_form_fields, "role"]

    role = models.CharField(_("vai trò"), max_length=20, choices=STEPS, unique=True)

    class Meta:
        verbose_name = _("bước duyệt theo vai trò")
        verbose_name_plural = _("bước duyệt theo vai trò")

    @classmethod
    def get_description(cls):
        return _("Người giữ vai trò này trong đơn vị của bài quyết định.")

    def start(self, workflow_state, user=None):
        """Begin the step with its unit, deadline and writers; a check nobody can do is skipped."""
        instance = specific(workflow_state.content_object)
        state = RoleTaskState(
            workflow_state=workflow_state,
            revision=instance.get_latest_revision(),
            task=self,
            role=self.role,
            unit=getattr(instance, "owner_unit", None),
            due_on=StepDeadline.objects.due_on(self.role, timezone.localdate()),
        )
        with transaction.atomic():
            state.save()
            state.note_writers()
            _unlock(instance)
            skipped = self.role == Role.CHECKER and not state.deciders().exists()
            if skipped and state.unit_id:
                state.status = TaskState.STATUS_SKIPPED
                state.finished_at = timezone.now()
                state.comment = _("Đơn vị không có người kiểm tra nào khác người soạn.")
                state.save()
                return state
        task_submitted.send(sender=RoleTaskState, instance=state, user=user)
        return state

    def on_action(self, task_state, user, action_name, **kwargs):
        kwargs = {name: kwargs[name] for name in ("comment",) if name in kwargs}
        return super().on_action(task_state, user, action_name, **kwargs)

    def user_can_access_editor(self, obj, user):
        return self._is_turn_of(obj, user)

    def locked_for_user(self, obj, user):
        return not self._is_turn_of(obj, user)

    def user_can_lock(self, obj, user):
        return self._is_turn_of(obj, user)

    def get_actions(self, obj, user):
        state = self._current(obj)
        if state is None or not may_decide(user, state, may_have_written=True):
            return []
        actions = [("reject", _("Trả lại"), True)]
        if may_decide(user, state):
            actions.insert(0, ("approve", _("Chấp thuận"), True))
        return actions

    def get_form_for_action(self, action):
        return ReturnForm if action == "reject" else ApproveForm

    def get_template_for_action(self, action):
        return "editorial/action_modal.html"

    def get_task_states_user_can_moderate(self, user, **kwargs):
        return TaskState.objects.filter(
            pk__in=RoleTaskState.objects.waiting().for_decision_by(user).values("pk"), task=self
        )

    def _current(self, obj):
        state = obj.current_workflow_task_state
        return state if isinstance(state, RoleTaskState) and state.task_id == self.pk else None

    def _is_turn_of(self, obj, user) -> bool:
        state = self._current(obj)
        return state is not None and may_decide(user, state, may_have_written=True)


def _unlock(instance) -> None:
    """Take off the drafter's own lock, which would keep out whoever checks."""
    if isinstance(instance, LockableMixin) and instance.locked:
        type(instance).objects.filter(pk=instance.pk).update(
            locked=False, locked_by=None, locked_at=None
        )


def specific(instance):
    """The page as what it is; other things as they are."""
    return instance.specific if isinstance(instance, Page) else instance
