"""Writes the log: one call for each thing that was done."""

from django.db import models

from .models import Action, AuditEvent


def record(
    action: Action,
    *,
    actor=None,
    instance: models.Model | None = None,
    unit=None,
    network: str = "",
    **detail,
) -> AuditEvent:
    """Log that *actor* (an account, None for the portal itself) did *action*.

    *unit* is the unit concerned, by default the owner of *instance*; *detail* is what JSON
    can hold and must not contain personal data, passwords or codes.
    """
    if unit is None and instance is not None:
        unit = getattr(instance, "owner_unit", None) or getattr(instance, "unit", None)
    named = actor is not None and actor.is_authenticated
    return AuditEvent.objects.create(
        action=action,
        actor_id=actor.pk if named else None,
        actor_name=actor.get_username() if named else "",
        unit_code=unit.code if unit else "",
        unit_name=str(unit)[:255] if unit else "",
        object_kind=instance._meta.label_lower if instance is not None else "",
        object_id=str(instance.pk) if instance is not None else "",
        object_name=str(instance)[:255] if instance is not None else "",
        network=network,
        detail=detail,
    )
