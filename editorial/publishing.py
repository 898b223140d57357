"""What happens when the last step of a workflow is taken.

Wagtail reads this module while its own models load: it can import none.
"""


def publish_workflow_state(workflow_state, user=None):
    """Publish the draft that was approved.

    The steps of the province's workflow have asked already who may take them, also of those
    who stand in for a unit without a leader. Another workflow's end is asked as Wagtail does.
    """
    step = workflow_state.current_task_state
    has_asked = step is not None and getattr(step.specific, "asks_who_may", False)
    revision = workflow_state.content_object.get_latest_revision()
    revision.publish(user=user, skip_permission_checks=has_asked)
