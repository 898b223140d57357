"""The one workflow of the province: drafted, checked in the unit, approved by its leader."""

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from wagtail.models import Page, Workflow, WorkflowContentType, WorkflowMixin, WorkflowPage
from wagtail.models.workflows import WorkflowTask

from content.models import StandardContent
from departments.roles import Role

from .models import RoleApprovalTask

WORKFLOW_NAME = "Soạn, kiểm tra, phê duyệt"
STEP_NAMES = {Role.CHECKER: "Kiểm tra", Role.LEADER: "Phê duyệt"}


@transaction.atomic
def ensure_workflow() -> Workflow:
    """The workflow with its two steps, in force for every page and every editorial model.

    What an administrator changed stays: another workflow that was given to a part of the tree,
    another name, another order of steps.
    """
    workflow = Workflow.objects.filter(workflow_tasks__task__in=_steps()).first()
    if workflow is None:
        workflow = Workflow.objects.create(name=WORKFLOW_NAME)
        for position, task in enumerate(_steps()):
            WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=position)
        _replace_initial_workflow(workflow)
    for root in Page.objects.filter(depth=1):
        WorkflowPage.objects.get_or_create(page=root, defaults={"workflow": workflow})
    for model in governed_models():
        kind = ContentType.objects.get_for_model(model, for_concrete_model=False)
        WorkflowContentType.objects.get_or_create(
            content_type=kind, defaults={"workflow": workflow}
        )
    return workflow


def governed_models() -> list[type]:
    """Editorial models with drafts that are no pages; pages get the workflow from their place."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, StandardContent)
        and issubclass(model, WorkflowMixin)
        and not issubclass(model, Page)
    ]


def govern_section(section) -> None:
    """A new section is under the workflow from its first page on."""
    if section.get_workflow() is None:
        ensure_workflow()


def after_migrate(**kwargs) -> None:
    """Set the workflow up once the tables are there; migrations may also be run one by one."""
    needed = {model._meta.db_table for model in (RoleApprovalTask, WorkflowContentType)}
    needed |= {model._meta.db_table for model in governed_models()}
    if needed <= set(connection.introspection.table_names()):
        ensure_workflow()


def _steps() -> list[RoleApprovalTask]:
    return [
        RoleApprovalTask.objects.get_or_create(role=role.value, defaults={"name": name})[0]
        for role, name in STEP_NAMES.items()
    ]


def _replace_initial_workflow(workflow: Workflow) -> None:
    """Wagtail's own initial workflow, by groups that the portal does not use, gives way."""
    for root in WorkflowPage.objects.filter(page__depth=1).select_related("workflow"):
        if not root.workflow.workflow_tasks.exclude(task__name="Moderators approval").exists():
            initial = root.workflow
            root.workflow = workflow
            root.save()
            initial.deactivate()
