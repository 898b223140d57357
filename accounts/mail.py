"""Sends letters about accounts, beside the request that caused them.

Whether a letter goes out must not be heard from how long the page takes, and a mail server
that does not answer must not break signing in.
"""

import logging

from django.core.mail import send_mail
from django_tasks import task

logger = logging.getLogger(__name__)


def post(subject: str, body: str, recipients: list[str]) -> None:
    """Hand the letter to whoever does the portal's background work."""
    deliver.enqueue(subject, body, recipients)


@task()
def deliver(subject: str, body: str, recipients: list[str]) -> None:
    try:
        send_mail(subject, body, None, recipients)
    except OSError:
        # Neither text nor address: a log is no place for either.
        logger.exception("A letter about an account could not be sent")
