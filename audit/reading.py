"""Logs who reads personal data: opening it in the admin is an act, like changing it."""

from .models import Action
from .recording import record


def record_reading(request, instance, *fields: str) -> None:
    """Log that the visitor reads the personal data of *instance*, if *fields* hold any."""
    filled = [field for field in fields if getattr(instance, field)]
    if filled:
        record(
            Action.PERSONAL_DATA_READ,
            actor=request.user,
            instance=instance,
            fields=", ".join(filled),
        )


class ReadsPersonalData:
    """A view of one object that shows `personal_fields`; every look is logged."""

    personal_fields: tuple[str, ...] = ()

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        record_reading(request, self.object, *self.personal_fields)
        return response
