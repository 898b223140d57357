"""Mails at the moment something begins to wait: to the people concerned, and to nobody else.

They take the place of Wagtail's, which go to whole groups. A mail names the thing and links to
it; no text of a draft and no reason for a return leaves the portal by mail.
"""

import logging

from django.conf import settings
from django.core.mail import get_connection, send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from wagtail.models import WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected
from wagtail.users.models import UserProfile

logger = logging.getLogger(__name__)


# Under these names Wagtail registers its own mails of the same events.
REJECTED = "workflow_state_rejected_email_notification"
APPROVED = "workflow_state_approved_email_notification"


def connect() -> None:
    """Listen in Wagtail's place, whichever of the two starts first."""
    task_submitted.connect(_on_step, dispatch_uid="editorial.step")
    for signal, receiver, uid in (
        (workflow_rejected, _on_return, REJECTED),
        (workflow_approved, _on_publication, APPROVED),
    ):
        signal.disconnect(sender=WorkflowState, dispatch_uid=uid)
        signal.connect(receiver, sender=WorkflowState, dispatch_uid=uid)


def tell_assignee(state, by=None) -> None:
    """Tell the person whom a step was given to."""
    if state.assignee and state.assignee != by:
        _tell([state.assignee], "assigned", state.revision.object_str, task_url(state), by=by)


def tell_of_comments(invitation) -> None:
    """Tell who invited an expert that comments came in."""
    url = reverse("editorial_experts", args=[invitation.base_content_type_id, invitation.object_id])
    _tell([invitation.invited_by], "commented", invitation.title, url)


def task_url(state) -> str:
    return reverse("editorial_step", args=[state.pk])


def _on_step(instance, user=None, **kwargs):
    if hasattr(instance, "people"):
        people = [person for person in instance.people() if person != user]
        _tell(people, "submitted", instance.revision.object_str, task_url(instance), by=user)


def _on_return(instance, user=None, **kwargs):
    _tell_requester(instance, "rejected", user)


def _on_publication(instance, user=None, **kwargs):
    _tell_requester(instance, "approved", user)


def _tell_requester(workflow_state, what: str, by):
    step = workflow_state.current_task_state
    person = workflow_state.requested_by
    if person and person != by and step:
        _tell([person], what, step.revision.object_str, task_url(step), by=by)


def _tell(people, what: str, title: str, path: str, by=None) -> None:
    """Send after the transaction; a mail server that is away stops nobody's work."""
    context = {
        "title": title,
        "by": by,
        "url": f"{settings.WAGTAILADMIN_BASE_URL}{path}",
    }
    addresses = [person.email for person in people if _wants(person, what)]
    if addresses:
        transaction.on_commit(lambda: _send(addresses, what, context))


def _wants(person, what: str) -> bool:
    """Wagtail's account settings ask for three kinds; what is given to one person is a fourth."""
    field = {"approved": "approved", "rejected": "rejected"}.get(what, "submitted")
    return bool(
        person.is_active
        and person.email
        and getattr(UserProfile.get_for_user(person), f"{field}_notifications")
    )


def _send(addresses: list[str], what: str, context: dict) -> None:
    subject = render_to_string(f"editorial/mail/{what}_subject.txt", context).strip()
    body = render_to_string(f"editorial/mail/{what}.txt", context)
    try:
        connection = get_connection()
        with connection:
            for address in addresses:
                send_mail(subject, body, None, [address], connection=connection)
    except OSError:  # also everything that smtplib raises
        logger.exception("A notification was not sent: %s", what)
