"""A page that moves to another unit's section takes its open step along."""

from wagtail.models import get_default_page_content_type
from wagtail.signals import post_page_move

from .models import RoleTaskState


def connect() -> None:
    """Listen once, whatever the number of calls."""
    post_page_move.connect(_on_move, dispatch_uid="editorial.following")


def _on_move(instance, **kwargs):
    """Whose turn it is, the section says in which the page stands now, and nobody of before."""
    moved = instance.get_descendants(inclusive=True)
    keys = [str(key) for key in moved.values_list("pk", flat=True)]
    steps = RoleTaskState.objects.waiting().filter(
        workflow_state__base_content_type=get_default_page_content_type(),
        workflow_state__object_id__in=keys,
    )
    for step in steps.select_related("workflow_state"):
        page = step.workflow_state.content_object.specific
        place = getattr(page, "place", None)
        unit_id = place.unit_id if place else getattr(page, "owner_unit_id", None)
        if unit_id != step.unit_id:
            step.unit_id, step.assignee = unit_id, None
            step.save(update_fields=["unit", "assignee"])
