"""Asks an expert from outside to comment on one draft, by a link that only the expert has."""

import hashlib
import logging
import secrets

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from audit.models import Action
from audit.recording import record
from content.text import compose

from .models import ExpertComment, ExpertInvitation
from .models.experts import MOST_ANSWERS
from .notifying import tell_of_comments

TOKEN_BYTES = 32
logger = logging.getLogger(__name__)


def hashed(token: str) -> str:
    """What is stored of a link: whoever reads the database cannot open a draft with it."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(*, instance, by, name, email, expires_at, message="") -> tuple[ExpertInvitation, str]:
    """The invitation to read the latest draft of *instance*, and its link, known only now."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    revision = instance.get_latest_revision()
    invitation = ExpertInvitation.objects.create(
        revision=revision,
        base_content_type_id=revision.base_content_type_id,
        object_id=revision.object_id,
        title=revision.object_str[:500],
        unit=getattr(instance, "owner_unit", None),
        name=compose(name),
        email=email,
        message=compose(message),
        expires_at=expires_at,
        token_hash=hashed(token),
        invited_by=by,
    )
    _log(Action.CREATED, invitation, by, "expert_invited")
    path = reverse("editorial_expert_page", args=[token])
    return invitation, f"{settings.WAGTAILADMIN_BASE_URL}{path}"


def send_invitation(invitation: ExpertInvitation, link: str) -> bool:
    """Mail the link; says whether the mail server took it. No text of the draft is in the mail."""
    context = {"invitation": invitation, "link": link}
    subject = render_to_string("editorial/mail/expert_subject.txt", context).strip()
    body = render_to_string("editorial/mail/expert.txt", context)
    try:
        send_mail(subject, body, None, [invitation.email])
    except OSError:
        logger.exception("An invitation was not sent")
        return False
    return True


@transaction.atomic
def revoke(invitation: ExpertInvitation, by) -> None:
    """Close the link at once; what was written stays."""
    if invitation.revoked_at is None:
        invitation.revoked_at = timezone.now()
        invitation.save(update_fields=["revoked_at"])
        _log(Action.CHANGED, invitation, by, "expert_revoked")


def find_invitation(token: str) -> ExpertInvitation | None:
    """The invitation of this link, closed or not."""
    found = ExpertInvitation.objects.filter(token_hash=hashed(token))
    return found.select_related("revision", "invited_by", "unit").first()


def note_opening(invitation: ExpertInvitation) -> None:
    """Remember, and log, that the link was opened for the first time."""
    unopened = ExpertInvitation.objects.filter(pk=invitation.pk, opened_at__isnull=True)
    with transaction.atomic():
        if unopened.update(opened_at=timezone.now()):
            _log(Action.CHANGED, invitation, None, "expert_opened")


@transaction.atomic
def take_comments(invitation: ExpertInvitation, texts: dict[str, str], parts) -> bool:
    """Store what the expert wrote; false when the link has been used up meanwhile."""
    counted = ExpertInvitation.objects.filter(
        pk=invitation.pk, answers__lt=MOST_ANSWERS, revoked_at__isnull=True
    ).update(answers=F("answers") + 1)
    if not counted:
        return False
    quotations = {part.key: part.quotation for part in parts}
    ExpertComment.objects.bulk_create(
        ExpertComment(
            invitation=invitation,
            part=key,
            quotation=quotations.get(key, ""),
            text=compose(text).strip(),
        )
        for key, text in texts.items()
    )
    _log(Action.CREATED, invitation, None, "expert_commented", number=len(texts))
    tell_of_comments(invitation)
    return True


def mark_read(comments) -> None:
    comments.filter(read_at__isnull=True).update(read_at=timezone.now())


def _log(action, invitation, by, what: str, **detail) -> None:
    record(
        action,
        actor=by,
        instance=invitation,
        unit=invitation.unit,
        name=invitation.title,
        what=what,
        **detail,
    )
