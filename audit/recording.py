"""Writes the log: one call for each thing that was done."""

from django.contrib.auth import get_user_model
from django.db import models

from content.text import fold

from .models import Action, AuditEvent
from .registration import unit_of

LENGTH = 255


def record(
    action: Action,
    *,
    actor=None,
    instance: models.Model | None = None,
    unit=None,
    name: str = "",
    network: str = "",
    **detail,
) -> AuditEvent:
    """Log that *actor* (an account, None for the portal itself) did *action*.

    *unit* is the unit concerned, by default that of *instance*, or of *actor* when there is
    no instance; *name* is what the log calls the instance, by default as it calls itself.
    *detail* is what JSON can hold and must not contain personal data, passwords or codes.
    What must not happen unlogged calls this inside its own transaction.
    """
    named = actor is not None and actor.is_authenticated
    if unit is None and (instance is not None or named):
        unit = unit_of(instance if instance is not None else actor)
    names = {
        "actor_name": actor.get_username() if named else "",
        "actor_full_name": actor.get_full_name() if named else "",
        "unit_name": str(unit) if unit else "",
        "object_name": name or _name(instance),
    }
    names = {field: value[:LENGTH] for field, value in names.items()}
    return AuditEvent.objects.create(
        action=action,
        actor_id=actor.pk if named else None,
        unit_code=unit.code if unit else "",
        object_kind=instance._meta.label_lower if instance is not None else "",
        object_id=str(instance.pk) if instance is not None else "",
        network=network,
        detail=detail,
        actor_words=fold(f"{names['actor_name']} {names['actor_full_name']}"),
        unit_words=fold(names["unit_name"]),
        object_words=fold(names["object_name"]),
        **names,
    )


def _name(instance) -> str:
    """What the log calls *instance*; an account also by its holder's name."""
    if instance is None:
        return ""
    full_name = instance.get_full_name() if isinstance(instance, get_user_model()) else ""
    return f"{instance} ({full_name})" if full_name else str(instance)
