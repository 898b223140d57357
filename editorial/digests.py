"""Sends each person a summary of what waits, at most once a day, and nothing when nothing waits."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMultiAlternatives
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from departments.models import Appointment

from .inbox import Inbox
from .models import DigestDelivery, MailPreference, SpecialDay
from .workdays import is_working_day

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Sending:
    """What became of one person's summary; `error` says why it was not sent."""

    user: object
    waiting: int
    was_sent: bool
    error: str = ""


def recipients(day: date):
    """People with an address and a role today, with how often they want to be told."""
    held = Appointment.objects.held_on(day).values("user")
    people = get_user_model().objects.filter(is_active=True, pk__in=held).exclude(email="")
    return people.select_related("mail_preference").order_by("pk")


def send_digests(day: date | None = None, *, dry_run: bool = False) -> Iterator[Sending]:
    """Send what is due on *day*, one person after the other; what fails stops nobody else."""
    day = day or timezone.localdate()
    if not is_working_day(day, SpecialDay.objects.between(day, day)):
        return
    told = _told_since_monday(day)
    for user in recipients(day).iterator(chunk_size=200):
        if not _is_due(user, day, told.get(user.pk, set())):
            continue
        yield _send(user, day, dry_run=dry_run)


def _told_since_monday(day: date) -> dict[int, set[date]]:
    monday = day - timedelta(days=day.weekday())
    told: dict[int, set[date]] = {}
    for user_id, sent_on in DigestDelivery.objects.filter(day__gte=monday).values_list(
        "user_id", "day"
    ):
        told.setdefault(user_id, set()).add(sent_on)
    return told


def _is_due(user, day: date, told: set[date]) -> bool:
    """Daily: not yet today. Weekly: not yet this week, which also catches up a missed Monday."""
    preference = getattr(user, "mail_preference", None)
    frequency = preference.digest if preference else MailPreference.Frequency.DAILY
    if frequency == MailPreference.Frequency.NEVER:
        return False
    return not told if frequency == MailPreference.Frequency.WEEKLY else day not in told


def _send(user, day: date, *, dry_run: bool) -> Sending:
    inbox = Inbox(user)
    kinds = [kind for kind in inbox.kinds() if not kind.source.for_information]
    number = inbox.total()
    if not number or dry_run:
        return Sending(user, number, was_sent=False)
    context = {
        "day": day,
        "kinds": kinds,
        "total": number,
        "overdue": sum(kind.overdue for kind in kinds),
        "entries": inbox.entries(first=SHOWN),
        "url": f"{settings.WAGTAILADMIN_BASE_URL}{reverse('editorial_inbox')}",
    }
    try:
        with transaction.atomic():
            # The row comes first: of two runs at once one finds it, and it goes with a failure.
            DigestDelivery.objects.create(user=user, day=day)
            _mail(user, context)
    except IntegrityError:
        return Sending(user, number, was_sent=False)
    except OSError as error:  # also everything that smtplib raises
        return Sending(user, number, was_sent=False, error=str(error) or type(error).__name__)
    return Sending(user, number, was_sent=True)


def _mail(user, context: dict) -> None:
    subject = render_to_string("editorial/mail/digest_subject.txt", context).strip()
    mail = EmailMultiAlternatives(
        subject,
        render_to_string("editorial/mail/digest.txt", context),
        to=[user.email],
        headers={"Auto-Submitted": "auto-generated"},
    )
    mail.attach_alternative(render_to_string("editorial/mail/digest.html", context), "text/html")
    mail.send()
