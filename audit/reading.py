"""Logs who reads personal data: opening it in the admin is an act, like changing it."""

from .models import Action
from .recording import record


def record_reading(request, instance, fields: str) -> None:
    """Log that the visitor reads these personal data of *instance*; what they say is not kept."""
    record(Action.PERSONAL_DATA_READ, actor=request.user, instance=instance, fields=fields)


class ReadsPersonalData:
    """A view of one object that shows `personal_fields`; every look at filled ones is logged."""

    personal_fields: tuple[str, ...] = ()

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        names = [
            str(self.object._meta.get_field(name).verbose_name)
            for name in self.personal_fields
            if getattr(self.object, name)
        ]
        if names and response.status_code == 200:
            record_reading(request, self.object, ", ".join(names))
        return response
